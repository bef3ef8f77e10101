"""Conversions that social media helped on the way without being the last touch. Never added over channels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Given, Kpi, KpiByHand, hookimpl, labels, nothing, rows_by_file

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_SOCIAL = ("social", "facebook", "instagram", "linkedin", "tiktok", "youtube", "pinterest", "snapchat", "twitter")


def assisted_conversions(data: Data, scope: Scope) -> Calculated:
    """Journeys that converted in the period, touched social media before the last touch and ended elsewhere."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    touches = data.frames.get("touchpoints")
    if touches is None:
        return nothing("no_data")
    if scope.account or scope.campaign:
        return nothing("not_exported")
    until = touches.filter(nw.col("touched_on") <= nw.lit(scope.period.last, nw.Date))
    rows = until.sort("journey_id", "touched_at").collect().to_arrow().to_pylist()
    journeys = [list(journey) for _, journey in groupby(rows, key=lambda row: row["journey_id"])]
    ended = [one for one in journeys if one[-1]["converted"] and scope.period.contains(one[-1]["touched_on"])]
    if not ended:
        return nothing("no_data")
    helped = sum(_is_helped([touch["channel"] for touch in journey], scope.platform) for journey in ended)
    return Calculated(float(helped), rows=rows_by_file(until))


def _is_helped(channels: Sequence[str | None], platform: str | None) -> bool:
    """Whether social media stand in a path that another channel ends."""
    before, last = channels[:-1], channels[-1]
    return any(_is_social(channel, platform) for channel in before) and not _is_social(last, None)


def _typed_journeys(given: Given) -> Calculated:
    """Touches in their order; a journey has converted if its last one says so."""
    rows = sorted(given.rows, key=lambda row: row["journey_id"])
    journeys = [list(journey) for _, journey in groupby(rows, key=lambda row: row["journey_id"])]
    ended = [one for one in journeys if one[-1]["converted"].strip().lower() in _YES]
    return Calculated(float(sum(_is_helped([touch["channel"] for touch in one], None) for one in ended)))


_YES = frozenset({"1", "yes", "true", "ja"})
_TYPED_JOURNEYS = KpiByHand(_typed_journeys, file_columns=("journey_id", "channel", "converted"))


def _is_social(channel: str | None, platform: str | None) -> bool:
    name = (channel or "").lower()
    return platform in name if platform else name == "x" or any(word in name for word in _SOCIAL)


KPIS = (
    Kpi(
        id="assisted_conversions",
        calculate=assisted_conversions,
        meaning=labels(
            "Journeys that converted, had social media among their touches, and ended with another channel. "
            "Never added up over channels.",
            "Reiser som konverterte, hadde sosiale medier blant berøringene og endte i en annen kanal. Legges"
            " aldri sammen over kanaler.",
            "Resor som konverterade, hade sociala medier bland kontakterna och slutade i en annan kanal. "
            "Läggs aldrig ihop över kanaler.",
        ),
        needs=("touchpoints.journey_id", "touchpoints.channel", "touchpoints.converted"),
        unit="count",
        better="higher",
        area="attribution",
        stage="purchase",
        level="macro",
        label={
            "en": "Indirect (assisted) conversions",
            "nb": "Indirekte (assisterte) konverteringer",
            "sv": "Indirekta (assisterade) konverteringar",
        },
        aliases=("assisted conversions", "assisterte konverteringer"),
        by_hand=(_TYPED_JOURNEYS,),
        source="https://developers.google.com/google-ads/api/reference/rpc/v17/AttributionModelEnum.AttributionModel",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
