"""Where segments come from: breakdowns of ads, devices on the site, segments of a survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_xl import as_dicts, rows_in_scope
from kpi_xl_analyses._web import web_sums

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_LEVELS = ("account", "campaign", "ad_set", "ad")  # rows of a lower level repeat those of a higher one
_SATISFIED = 4  # of 5, as csat counts


@dataclass(frozen=True, slots=True)
class Case:
    """Some hits out of some base in one segment; `independent` where each of the base is a person or visit alone."""

    kpi: str
    dimension: str
    segment: str
    hits: float
    of: float
    stratum: str = ""
    independent: bool = False


def cases_of(data: Data, scope: Scope) -> list[Case]:
    return [*_of_ads(data, scope), *_of_web(data, scope), *_of_surveys(data, scope)]


def _of_ads(data: Data, scope: Scope) -> Iterator[Case]:
    rows = rows_in_scope(data, "ads", scope, breakdowns=True)
    if rows is None:
        return
    names = (
        "platform",
        "account",
        "campaign",
        "level",
        "breakdown",
        "breakdown_value",
        "impressions",
        "link_clicks",
        "clicks",
    )
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in as_dicts(rows.select(*names)):
        groups[tuple(str(row[name] or "") for name in ("platform", "account", "breakdown"))].append(row)
    for own in groups.values():
        highest = min((row["level"] for row in own), key=_rank)
        kept = [row for row in own if row["level"] == highest and row["impressions"]]
        yield from _clicks(kept)


def _clicks(rows: Sequence[Mapping[str, Any]]) -> Iterator[Case]:
    """Link clicks, or all clicks where the platform counts no others; campaigns of one platform stay together."""
    clicks = next((one for one in ("link_clicks", "clicks") if any(row[one] is not None for row in rows)), "")
    for row in rows if clicks else ():
        stratum = f"{row['platform']} {row['campaign']}"
        yield Case(
            "ctr", row["breakdown"], str(row["breakdown_value"] or ""), row[clicks] or 0, row["impressions"], stratum
        )


def _rank(level: str | None) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _of_web(data: Data, scope: Scope) -> Iterator[Case]:
    for row in web_sums(data, scope, ("device",)) or ():
        if row["key_events"] is not None:
            segment = str(row["device"])
            yield Case("conversion_rate", "device", segment, row["key_events"], row["sessions"], independent=True)


def _of_surveys(data: Data, scope: Scope) -> Iterator[Case]:
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    rows = rows_in_scope(data, "survey_responses", scope)
    if rows is None:
        return
    known = rows.filter(nw.col("kind") == "csat", ~nw.col("segment").is_null(), ~nw.col("score").is_null())
    for row in as_dicts(known.group_by("segment", "score").agg(nw.len().alias("answers"))):
        hits = row["answers"] if row["score"] >= _SATISFIED else 0
        yield Case("csat", "segment", row["segment"], hits, row["answers"], independent=True)
