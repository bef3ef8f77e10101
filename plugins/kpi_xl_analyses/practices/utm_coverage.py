"""How much can be traced: links of posts that carry utm parameters, and visits whose source is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    ByHand,
    Finding,
    Given,
    Language,
    Settings,
    UsageError,
    as_dicts,
    format_number,
    hookimpl,
    labels,
    not_exported,
    platform_name,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import HIGH, LOW
from kpi_xl_analyses._web import web_sums
from kpi_xl_analyses.by_hand._cells import rows_of
from kpi_xl_analyses.statistics.proportions import Part, wilson

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

COLUMNS = (
    AnalysisColumn("what", labels("What", "Hva", "Vad")),
    AnalysisColumn("tracked", labels("Tracked", "Sporet", "Spårade"), "count"),
    AnalysisColumn("of", labels("Of", "Av", "Av"), "count"),
    AnalysisColumn("share", labels("Coverage", "Dekning", "Täckning"), "percent"),
    LOW,
    HIGH,
)
_NEEDED = ("utm_source", "utm_medium")  # without a medium Google Analytics cannot tell paid from organic
_UNKNOWN = frozenset({"", "(not set)", "(data not available)"})
_ENOUGH, _GOOD = 10, 0.9
_SAY = texts_beside(__file__)


def is_tracked(link: str) -> bool:
    """Whether a link names its source and its medium. Some tools write the parameters behind a #."""
    parts = urlsplit(link.strip())
    named = {name.casefold() for name in (*parse_qs(parts.query), *parse_qs(parts.fragment))}
    return all(name in named for name in _NEEDED)


def utm_coverage(data: Data, scope: Scope, _: Settings, language: Language) -> AnalysisTable:
    parts = _links(data, scope)
    rows = [_row(_SAY("posts", language, platform=platform_name(name)), part) for name, part in parts.items()]
    visits = _visits(data, scope)
    rows += [] if visits is None else [_row(_SAY("visits", language), visits)]
    if not rows:
        return not_exported(COLUMNS, language, "posts.destination", "web.source")
    return AnalysisTable(COLUMNS, rows, (_SAY("rule", language),), findings=_findings(parts, language))


def _links(data: Data, scope: Scope) -> Mapping[str, Part]:
    """Posts that lead somewhere, by platform."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    posts = rows_in_scope(data, "posts", scope)
    if posts is None:
        return {}
    linked = posts.filter(~nw.col("destination").is_null(), nw.col("destination") != "")
    found: dict[str, list[str]] = {}
    for row in as_dicts(linked.select("platform", "destination").sort("platform")):
        found.setdefault(str(row["platform"]), []).append(str(row["destination"]))
    return {platform: _part(links) for platform, links in found.items()}


def _part(links: Iterable[str]) -> Part:
    listed = list(links)
    return Part(float(sum(is_tracked(link) for link in listed)), float(len(listed)))


def _visits(data: Data, scope: Scope) -> Part | None:
    rows = web_sums(data, scope, ("source",), ("sessions",)) or []
    known = [(str(row["source"]).strip().casefold(), float(row["sessions"])) for row in rows if row["sessions"]]
    every = sum(sessions for _, sessions in known)
    return Part(sum(sessions for name, sessions in known if name not in _UNKNOWN), every) if every else None


def by_hand(given: Given, _: Settings, language: Language) -> AnalysisTable:
    """A row a link.

    Raises:
        UsageError: there are no links.
    """
    part = _part(row.text("url") for row in rows_of(given) if row.text("url"))
    if not part.of:
        raise UsageError("There are no links.", "Give a file with the column url.")
    return AnalysisTable(COLUMNS, [_row(_SAY("links", language), part)], (_SAY("rule", language),))


def _row(what: str, part: Part) -> tuple[str | float, ...]:
    return (what, part.hits, part.of, part.share, *wilson(part))


def _findings(parts: Mapping[str, Part], language: Language) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for at, (platform, part) in enumerate(parts.items()):
        if part.of >= _ENOUGH and part.share < _GOOD:
            counts = {"missing": format_number(part.of - part.hits, language), "of": format_number(part.of, language)}
            text = _SAY("untracked", language, platform=platform_name(platform), **counts)
            found.append(Finding(text, (1 - part.share) / 2, at, _SAY("advice", language)))
    return tuple(found)


ANALYSIS = Analysis(
    id="utm_coverage",
    area="practice",
    label=labels("Tracking (UTM) coverage", "Sporingsdekning (UTM)", "Spårningstäckning (UTM)"),
    columns=COLUMNS,
    needs=("posts.destination", "web.source"),
    calculate=utm_coverage,
    source="https://support.google.com/analytics/answer/9756891",
    by_hand=ByHand(by_hand, file_columns=("url",)),
    aliases=("utm", "tracking coverage", "sporing", "spårning"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
