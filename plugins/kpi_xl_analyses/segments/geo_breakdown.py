"""Where visits, conversions, orders and followers are: by country or city, the largest first, the rest as one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Finding,
    Scope,
    Setting,
    as_dicts,
    country_code,
    country_name,
    format_number,
    hookimpl,
    labels,
    not_exported,
    rows_in_scope,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import CONVERSION_RATE, CONVERSIONS, HIGH, INDEX, LOW, ORDERS, SESSIONS, VERDICT, Cells
from kpi_xl_analyses._shares import Compared, against_rest
from kpi_xl_analyses._verdicts import verdict_word
from kpi_xl_analyses._web import NOT_SET, web_sums
from kpi_xl_analyses.statistics.proportions import Part

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Settings

COLUMNS = (
    AnalysisColumn("place", labels("Place", "Sted", "Plats")),
    SESSIONS,
    AnalysisColumn("sessions_share", labels("Share of sessions", "Andel av økter", "Andel av sessioner"), "percent"),
    CONVERSIONS,
    CONVERSION_RATE,
    LOW,
    HIGH,
    INDEX,
    VERDICT,
    ORDERS,
    AnalysisColumn("revenue", labels("Revenue", "Omsetning", "Intäkter"), "money"),
    AnalysisColumn("followers", labels("Followers", "Følgere", "Följare"), "count"),
    AnalysisColumn("followers_share", labels("Share of followers", "Andel av følgere", "Andel av följare"), "percent"),
)
_SAY = texts_beside(__file__)
_FIGURES = ("sessions", "conversions", "orders", "revenue", "followers")
Figures = dict[str, float]


def geo_breakdown(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    by = str(settings["by"])
    places: dict[str, Figures] = defaultdict(dict)
    traffic = web_sums(data, scope, (by,)) or ()
    _add(places, _placed(traffic, by, by), {"sessions": "sessions", "conversions": "key_events"})
    _add(places, _placed(_orders(data, scope, by), by, by), {"orders": "orders", "revenue": "revenue"})
    _add(places, _placed(_followers(data, scope, by), "value", by), {"followers": "people"})
    if not places:
        return not_exported(COLUMNS, language, f"web.{by}", "web.sessions")
    kept = _largest(places, max(1, int(settings["count"])), by, language)
    compared = {one.name: one for one in against_rest(_parts(kept))}
    total = {figure: sum(own.get(figure, 0.0) for own in kept.values()) for figure in _FIGURES}
    rows = [_cells(name, own, compared.get(name), total, language) for name, own in kept.items()]
    sayable = whole(data.coverage, None, scope.period, ("web",))
    findings = _findings(list(kept), compared, total, language) if sayable else ()
    return AnalysisTable(COLUMNS, rows, _notes(total, language), findings=tuple(findings))


def _placed(rows: Iterable[Mapping[str, Any]], key: str, by: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Each row with its place: a country by its code, as one export says Norway, another Norge and a third NO."""
    for row in rows:
        name = str(row[key] or "")
        if name.casefold() in NOT_SET:
            yield "", row
        else:
            yield (country_code(name) or name if by == "country" else name), row


def _add(places: dict[str, Figures], rows: Iterable[tuple[str, Mapping[str, Any]]], figures: Mapping[str, str]) -> None:
    """Rows added to their places; a figure that the export does not have stays away."""
    for place, row in rows:
        own = places[place]
        for figure, column in figures.items():
            if row[column] is not None:
                own[figure] = own.get(figure, 0.0) + float(row[column])


def _orders(data: Data, scope: Scope, by: str) -> Sequence[Mapping[str, Any]]:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "orders", scope)
    if rows is None:
        return ()
    known = rows.filter(~nw.col(by).is_null())
    return as_dicts(known.group_by(by).agg(nw.len().alias("orders"), nw.col("revenue").sum()))


def _followers(data: Data, scope: Scope, by: str) -> Iterable[Mapping[str, Any]]:
    """Each account's last list of places up to the end of the period; a newer list replaces an older one."""
    import narwhals as nw  # noqa: PLC0415

    frame = data.frames.get("audience")
    if frame is None or scope.campaign is not None:
        return
    rows = frame.filter(nw.col("dimension") == by, nw.col("date") <= nw.lit(scope.period.last, nw.Date))
    for name, wanted in (("platform", scope.platform), ("account", scope.account)):
        rows = rows if wanted is None else rows.filter(nw.col(name) == wanted)
    found = [row for row in as_dicts(rows.select("date", "platform", "account", "value", "people")) if row["people"]]
    last: dict[tuple[str, str], Any] = {}
    for row in found:
        owner = (row["platform"], row["account"])
        last[owner] = max(last.get(owner, row["date"]), row["date"])
    yield from (row for row in found if row["date"] == last[row["platform"], row["account"]])


def _largest(places: Mapping[str, Figures], count: int, by: str, language: Language) -> dict[str, Figures]:
    """So many places, the others together, and what no place is known of."""
    leading = next(
        figure for figure in ("sessions", "orders", "followers", *_FIGURES) if any(figure in p for p in places.values())
    )
    named = sorted((name for name in places if name), key=lambda name: (-places[name].get(leading, 0.0), name))
    kept = {country_name(name, language) if by == "country" else name: places[name] for name in named[:count]}
    others: Figures = {}
    for name in named[count:]:
        for figure, value in places[name].items():
            others[figure] = others.get(figure, 0.0) + value
    if others:
        kept[_SAY("other", language)] = others
    if "" in places:
        kept[_SAY("unknown", language)] = places[""]
    return kept


def _parts(places: Mapping[str, Figures]) -> dict[str, Part]:
    return {
        name: Part(own["conversions"], own["sessions"])
        for name, own in places.items()
        if "conversions" in own and own.get("sessions")
    }


def _index(own: Figures, total: Figures) -> float | None:
    """The share of conversions over the share of sessions, 100 where both are one."""
    if not own.get("sessions") or "conversions" not in own or not total["conversions"]:
        return None
    return 100 * (own["conversions"] / total["conversions"]) / (own["sessions"] / total["sessions"])


def _cells(name: str, own: Figures, compared: Compared | None, total: Figures, language: Language) -> Cells:
    low, high = (compared.interval if compared else None) or (None, None)
    return (
        name,
        own.get("sessions"),
        _share("sessions", own, total),
        own.get("conversions"),
        compared.rate if compared else None,
        low,
        high,
        _index(own, total),
        verdict_word(compared.verdict if compared else "", language),
        own.get("orders"),
        own.get("revenue"),
        own.get("followers"),
        _share("followers", own, total),
    )


def _share(figure: str, own: Figures, total: Figures) -> float | None:
    return own[figure] / total[figure] if figure in own and total[figure] else None


def _notes(total: Figures, language: Language) -> tuple[str, ...]:
    said = {"sessions": "thresholds", "followers": "snapshot"}
    return tuple(_SAY(key, language) for figure, key in said.items() if total[figure])


def _findings(
    names: Sequence[str], compared: Mapping[str, Compared], total: Figures, language: Language
) -> list[Finding]:
    told: list[Finding] = []
    together = {_SAY("other", language), _SAY("unknown", language)}
    for at, name in enumerate(names):
        one = compared.get(name)
        if one is None or one.verdict not in {"higher", "lower"} or name in together:
            continue
        index = _index({"sessions": one.part.of, "conversions": one.part.hits}, total) or 0.0
        shown = {"index": format_number(index, language), "sessions": format_number(one.part.of, language)}
        advice = _SAY("try_more" if one.verdict == "higher" else "try_less", language)
        importance = one.part.of / total["sessions"] * (1 - (one.p_adjusted or 0.0))
        told.append(Finding(_SAY(one.verdict, language, place=name, **shown), importance, at, advice))
    return told


ANALYSIS = Analysis(
    id="geo_breakdown",
    area="segments",
    label=labels("Geographic breakdown", "Geografisk fordeling", "Geografisk fördelning"),
    columns=COLUMNS,
    needs=(
        "web.country", "web.sessions", "web.key_events", "orders.country", "orders.revenue", "audience.value",
        "audience.people",
    ),
    calculate=geo_breakdown,
    source="https://support.google.com/analytics/answer/9383630",
    settings=(
        Setting("by", "country", labels("By", "Etter", "Efter"), ("country", "city")),
        Setting("count", 20, labels("Number of places", "Antall steder", "Antal platser")),
    ),
    aliases=("geography", "countries", "geografi", "land", "byer", "länder", "städer"),
)  # fmt: skip


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
