"""kpi-xl.toml, read into settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast, get_args

from kpi_xl.project.settings import Goal, Language, PeriodKind, Settings
from kpi_xl.project.toml_file import TomlFile, read_toml
from kpi_xl.vocabulary.business_models import BUSINESS_MODELS, SHOP
from kpi_xl.vocabulary.locales import LANGUAGES, timezone
from kpi_xl.vocabulary.money import ExchangeRate, currency_code
from kpi_xl.vocabulary.platforms import ADS, PAIRED_ADS, SOCIAL
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.data import ENGAGEMENT, Engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS_FILE = "kpi-xl.toml"

_KNOWN = (
    *(
        "id",
        "client",
        "language",
        "timezone",
        "currency",
        "template",
        "period",
        "business_model",
        "engine",
        "engagement",
    ),
    *("pairs", "accounts", "goals", "exchange_rates", "plugins", "kpis"),
)


def read_settings(path: Path) -> Settings:
    """Read a project's settings.

    Raises:
        ProjectError: something in the file is wrong; the message names the line and the key.
    """
    file = read_toml(path)
    file.only(_KNOWN)
    return Settings(
        id=file.value("id", str),
        client=file.value("client", str, ""),
        language=cast("Language", file.choice("language", LANGUAGES, "en")),
        timezone=file.checked("timezone", timezone, "UTC"),
        currency=file.checked("currency", currency_code, "EUR").upper(),
        template=file.value("template", str, "monthly"),
        period=cast("PeriodKind", file.choice("period", get_args(PeriodKind), "month")),
        business_model=file.choice("business_model", BUSINESS_MODELS, SHOP),
        engine=cast("Engine", file.choice("engine", get_args(Engine), "duckdb")),
        engagement=_engagement(file),
        pairs=_pairs(file.table("pairs")),
        accounts=_accounts(file.table("accounts")),
        goals=tuple(_goals(file.table("goals"))),
        rates=tuple(_rates(file.table("exchange_rates"))),
        plugins_off=_plugins_off(file.table("plugins")),
        kpis=_kpis(file.table("kpis")),
    )


def _engagement(file: TomlFile) -> tuple[str, ...]:
    parts = file.texts("engagement") or ENGAGEMENT
    counted = [name for name, field in tables()["posts"].fields.items() if field.unit == "count"]
    for part in parts:
        if part not in counted or part.startswith("engagements"):
            file.refuse(("engagement",), f"“{part}” is not a figure of posts", "Write likes, comments, shares, saves …")
    return parts


def _pairs(table: TomlFile) -> dict[str, str]:
    for social in table.data:
        ads = table.choice(social, ADS, "")
        if social not in SOCIAL:
            table.refuse((social,), f"“{social}” is not a platform", f"Write for example facebook = “{ads}”.")
    return {**PAIRED_ADS, **cast("dict[str, str]", table.data)}


def _accounts(table: TomlFile) -> dict[str, str]:
    return {name: table.value(name, str) for name in table.data}


def _goals(table: TomlFile) -> Iterator[Goal]:
    """`event = "goal"`, or `event = { goal = "…", revenue = true }`."""
    for event, found in table.data.items():
        if isinstance(found, str):
            yield Goal(event, found)
        else:
            about = table.table(event)
            about.only(("goal", "revenue"))
            yield Goal(event, about.value("goal", str), about.value("revenue", bool, default=False))


def _rates(table: TomlFile) -> Iterator[ExchangeRate]:
    """`EUR = 11.7`, or `EUR = { 2026-10-01 = 11.7, 2026-11-01 = 11.8 }`."""
    for currency, found in table.data.items():
        table.checked_key(currency, currency_code)
        if not isinstance(found, dict):
            yield ExchangeRate(currency.upper(), _rate(table, currency), None)
            continue
        dated = table.table(currency)
        for text in dated.data:
            yield ExchangeRate(currency.upper(), _rate(dated, text), _first_day(dated, text))


def _rate(table: TomlFile, key: str) -> float:
    rate = table.value(key, float)
    if not 0 < rate < float("inf"):
        table.refuse(
            (key,), f"the rate {rate} is not above 0", "Write what one unit is worth in the project's currency."
        )
    return rate


def _first_day(table: TomlFile, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.refuse((text,), f"“{text}” is not a day", "Write it as 2026-10-01.")


def _plugins_off(table: TomlFile) -> tuple[str, ...]:
    table.only(("off",))
    return table.texts("off")


def _kpis(table: TomlFile) -> dict[str, dict[str, Any]]:
    return {name: dict(table.table(name).data) for name in table.data}
