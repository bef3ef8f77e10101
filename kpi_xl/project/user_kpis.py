"""KPIs that the user has written into kpi-xl.toml or the inputs workbook, as definitions like any plugin's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from kpi_xl.errors import ProjectError
from kpi_xl.kpis.kpi import Better, Kpi, KpiUnit
from kpi_xl.vocabulary.locales import LANGUAGES

_OWN = "own"
_KNOWN = ("formula", "label", "unit", "better", "area", "source", "aliases")


def user_kpis(written: Mapping[str, Mapping[str, Any]], path: Path) -> tuple[Kpi, ...]:
    """The KPIs of the tables `[kpis.<id>]`; formulas are checked where all KPIs come together.

    Raises:
        ProjectError: a table lacks its formula, or has a key or a value that means nothing.
    """
    return tuple(_kpi(name, about, path) for name, about in written.items())


def typed_kpis(rows: Iterable[Mapping[str, Any]], source: str) -> tuple[Kpi, ...]:
    """The KPIs of the inputs workbook's own sheet, whose cells were checked when it was read."""
    return tuple(
        Kpi(
            id=row["id"],
            formula=row["formula"],
            unit=row.get("unit") or "ratio",
            better=row.get("better") or "higher",
            area=_OWN,
            label=_label(row.get("label") or row["id"]),
            source=source,
        )
        for row in rows
    )


def _kpi(name: str, about: Mapping[str, Any], path: Path) -> Kpi:
    for key in about:
        if key not in _KNOWN:
            raise _wrong(name, path, f"“{key}” is not a part of a KPI", f"Parts: {', '.join(_KNOWN)}.")
    formula = about.get("formula")
    if not isinstance(formula, str):
        raise _wrong(name, path, "the formula is missing", 'Write formula = "ads.spend / ads.leads".')
    return Kpi(
        id=name,
        formula=formula,
        unit=_one_of(get_args(KpiUnit), about.get("unit", "ratio"), f"{name}.unit", path),
        better=_one_of(get_args(Better), about.get("better", "higher"), f"{name}.better", path),
        area=str(about.get("area", _OWN)),
        label=_label(about.get("label", name)),
        source=str(about.get("source", path.name)),
        aliases=_several(about.get("aliases", ())),
    )


def _label(written: object) -> dict[str, str]:
    """One text for every language, or a table with a text for some of them."""
    if isinstance(written, dict):
        return {str(language): str(text) for language, text in written.items()}
    return dict.fromkeys(LANGUAGES, str(written))


def _several(written: object) -> tuple[str, ...]:
    return tuple(map(str, written)) if isinstance(written, list) else (str(written),) if written else ()


def _one_of(allowed: tuple[Any, ...], value: object, where: str, path: Path) -> Any:
    if value not in allowed:
        raise _wrong(where, path, f"“{value}” means nothing here", f"Write {' or '.join(allowed)}.")
    return value


def _wrong(name: str, path: Path, what: str, hint: str) -> ProjectError:
    return ProjectError(f"In [kpis.{name}] of {path}: {what}.", hint)
