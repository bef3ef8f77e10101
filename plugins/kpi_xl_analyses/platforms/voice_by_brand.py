"""How much is said of each brand, and in what tone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    as_dicts,
    hookimpl,
    labels,
    no_data,
    not_exported,
    rows_in_scope,
    texts_beside,
)
from kpi_xl_analyses._columns import SHARE, Cells

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

COLUMNS = (
    AnalysisColumn("brand", labels("Brand", "Merkevare", "Varumärke")),
    AnalysisColumn("own", labels("Our own", "Vår egen", "Vårt eget"), "count"),
    AnalysisColumn("mentions", labels("Mentions", "Omtaler", "Omnämnanden"), "count"),
    AnalysisColumn("before", labels("Mentions before", "Omtaler før", "Omnämnanden före"), "count"),
    SHARE,
    AnalysisColumn("positive", labels("Positive", "Positive", "Positiva"), "percent"),
    AnalysisColumn("negative", labels("Negative", "Negative", "Negativa"), "percent"),
    AnalysisColumn("net", labels("Net sentiment", "Netto sentiment", "Nettosentiment"), "percent"),
)
_SAY = texts_beside(__file__)
Tones = Mapping[str, Counter[str]]  # of each brand, how often it is spoken of in each tone


def voice_by_brand(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    del settings
    if "mentions" not in data.frames:
        return no_data(COLUMNS, language, "mentions")
    own, names = _listed(data)
    now = _tones(data, scope, names)
    if not now:
        return not_exported(COLUMNS, language, "mentions.brand")
    before = _tones(data, replace(scope, period=scope.period.previous()), names)
    total = sum(tones.total() for tones in now.values())
    rows = [
        _row(names.get(brand, brand), int(brand in own), tones, before.get(brand), total)
        for brand, tones in sorted(now.items(), key=lambda one: (-one[1].total(), one[0]))
    ]
    return AnalysisTable(COLUMNS, rows, (_SAY("listed" if names else "all", language, count=total),))


def _listed(data: Data) -> tuple[frozenset[str], Mapping[str, str]]:
    """The brands of the user's list, in small letters: their own, and how all are written."""
    frame = data.frames.get("brands")
    rows = [row for row in as_dicts(frame) if row["brand"]] if frame is not None else []
    names = {str(row["brand"]).lower(): str(row["brand"]) for row in rows}
    return frozenset(str(row["brand"]).lower() for row in rows if row["is_own"]), names


def _tones(data: Data, scope: Scope, names: Mapping[str, str]) -> Tones:
    rows = rows_in_scope(data, "mentions", scope)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in as_dicts(rows.select("brand", "sentiment")) if rows is not None else ():
        brand = str(row["brand"] or "")
        key = brand.lower() if names else brand
        if brand and (not names or key in names):
            found[key][str(row["sentiment"] or "")] += 1
    return found


def _row(brand: str, own: int, tones: Counter[str], before: Counter[str] | None, total: int) -> Cells:
    judged = tones["positive"] + tones["neutral"] + tones["negative"]
    good, bad = (tones[tone] / judged if judged else None for tone in ("positive", "negative"))
    net = good - bad if good is not None and bad is not None else None
    mentions = tones.total()
    return (brand, own, mentions, before.total() if before else None, mentions / total, good, bad, net)


ANALYSIS = Analysis(
    id="voice_by_brand",
    area="platforms",
    label=labels("Mentions by brand", "Omtaler per merkevare", "Omnämnanden per varumärke"),
    columns=COLUMNS,
    needs=("mentions.brand", "mentions.sentiment"),
    calculate=voice_by_brand,
    source="https://sproutsocial.com/insights/share-of-voice/",
    aliases=("mentions by brand", "omtaler per merkevare", "share of voice by brand"),
    finds=False,
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
