"""Meta Ads as Ads Reporting exports it: campaigns by day, and once by age and gender, which repeats the same spend."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kpi_xl.demo.company import CAMPAIGNS, CURRENCY
from kpi_xl.demo.export import Export, delimited, with_decimal_commas
from kpi_xl.demo.world import days_of, downloaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from random import Random

    from kpi_xl.demo.company import Campaign
    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World
    from kpi_xl.vocabulary.periods import Period

_ORDER_VALUE = 912  # NOK
_AGES = {"18-24": 0.06, "25-34": 0.24, "35-44": 0.29, "45-54": 0.21, "55-64": 0.13, "65+": 0.07}
_GENDERS = {"female": 0.78, "male": 0.21, "unknown": 0.01}

_ENGLISH = {
    "campaign": "Campaign name",
    "day": "Day",
    "age": "Age",
    "gender": "Gender",
    "status": "Delivery status",
    "level": "Delivery level",
    "reach": "Reach",
    "cost_per_reach": "Cost per 1,000 people reached",
    "impressions": "Impressions",
    "cpm": "CPM (cost per 1,000 impressions)",
    "frequency": "Frequency",
    "link_clicks": "Link clicks",
    "clicks": "Clicks (all)",
    "ctr": "CTR (all)",
    "cpc": "CPC (all)",
    "carts": "Adds to cart",
    "purchases": "Purchases",
    "value": "Purchases conversion value",
    "roas": "Purchase ROAS (return on ad spend)",
    "result_type": "Result type",
    "results": "Results",
    "cost_per_result": "Cost per result",
    "spend": f"Amount spent ({CURRENCY})",
    "starts": "Reporting starts",
    "ends": "Reporting ends",
}
_NORWEGIAN = {
    "campaign": "Kampanjenavn",
    "day": "Dag",
    "reach": "Rekkevidde",
    "impressions": "Eksponeringer",
    "frequency": "Frekvens",
    "link_clicks": "Klikk på lenke",
    "clicks": "Klikk (alle)",
    "ctr": "CTR (alle)",
    "carts": "Lagt i handlekurv",
    "purchases": "Kjøp",
    "value": "Konverteringsverdi for kjøp",
    "spend": f"Beløp brukt ({CURRENCY})",
    "starts": "Rapportering starter",
    "ends": "Rapportering slutter",
}
_RENAMED = {"cost_per_reach": "Cost per 1,000 Meta Accounts reached"}  # Meta called it this from March 2026


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a campaign came to on a day, or a part of it."""

    spend: float
    impressions: int
    reach: int
    link_clicks: int
    clicks: int
    carts: int
    purchases: int
    value: float


def exports(world: World) -> Iterator[Export]:
    """Three downloads by day (the second saved again by a Norwegian Excel) and one by age and gender."""
    early, middle, late = world.cut(6, 10)
    plain = {key: name for key, name in _ENGLISH.items() if key not in {"age", "gender"}}
    yield _export("Campaign report", early, plain, _by_day(world, early))
    norwegian = with_decimal_commas([[*_NORWEGIAN.values()], *_cells(_NORWEGIAN, _by_day(world, middle))])
    content = delimited(norwegian, ";", "\r\n").encode("utf-8-sig")
    yield Export(f"Meta Ads/Kampanjerapport {middle.first} til {middle.last}.csv", content, downloaded(middle))
    yield _export("Campaign report", late, plain | _RENAMED, _by_day(world, late))
    last = late.months()[-1]
    yield _export("Age and gender", last, _ENGLISH | _RENAMED, _by_age_and_gender(world, last))


def deliveries(world: World, day: date) -> Mapping[Campaign, Delivery]:
    """What every campaign of a day came to."""
    random = world.random(f"meta ads {day}")
    running = [campaign for campaign in CAMPAIGNS if campaign.runs_on(day.month, day.day)]
    return {campaign: _delivery(random, campaign, world.demand(day), day) for campaign in running}


def _delivery(random: Random, campaign: Campaign, demand: float, day: date) -> Delivery:
    sells = "Konvertering" in campaign.name
    spend = round(campaign.daily_budget * random.uniform(0.93, 1.04), 2)
    dear = 1.35 if day.month in {11, 12} else 1.0  # everybody advertises before Christmas
    impressions = round(spend / (random.uniform(55, 70) * dear) * 1000)
    link_clicks = round(impressions * random.uniform(0.010, 0.0145) * (1 if sells else 1.5))
    bought = link_clicks * random.uniform(0.012, 0.022) * demand**0.25 * (1 if sells else 0.12)
    purchases = int(bought) + int(random.random() < bought % 1)
    return Delivery(
        spend=spend,
        impressions=impressions,
        reach=round(impressions / random.uniform(1.15, 1.6)),
        link_clicks=link_clicks,
        clicks=round(link_clicks * random.uniform(1.35, 1.7)),
        carts=round(purchases * random.uniform(2.2, 4.1)),
        purchases=purchases,
        value=round(purchases * _ORDER_VALUE * random.uniform(0.8, 1.25), 2),
    )


def _by_day(world: World, period: Period) -> list[Mapping[str, Value]]:
    """Newest first, below a total whose names are empty."""
    rows = [
        _record(delivery, {"campaign": campaign.name, "day": str(day)}, str(day), str(day))
        for day in reversed(days_of(period))
        for campaign, delivery in deliveries(world, day).items()
    ]
    return [_total(world, period), *rows]


def _by_age_and_gender(world: World, month: Period) -> list[Mapping[str, Value]]:
    parts = {(age, gender): age_part * part for age, age_part in _AGES.items() for gender, part in _GENDERS.items()}
    rows: list[Mapping[str, Value]] = []
    for day in reversed(days_of(month)):
        for campaign, delivery in deliveries(world, day).items():
            for (age, gender), part in zip(parts, _shares(delivery, [*parts.values()]), strict=True):
                names = {"campaign": campaign.name, "day": str(day), "age": age, "gender": gender}
                rows.append(_record(part, names, str(day), str(day)))
    return [_total(world, month), *rows]


def _shares(whole: Delivery, parts: Sequence[float]) -> Iterator[Delivery]:
    """The delivery split so that every figure of the parts adds up to the whole."""
    reached = 0.0
    given = dict.fromkeys((field.name for field in fields(Delivery)), 0.0)
    for part in parts:
        reached += part
        upto = {name: _rounded(name, getattr(whole, name) * reached) for name in given}
        yield Delivery(**{name: _rounded(name, upto[name] - given[name]) for name in given})  # type: ignore[arg-type]
        given = upto


def _rounded(name: str, figure: float) -> float:
    return round(figure, 2) if name in {"spend", "value"} else round(figure)


def _total(world: World, period: Period) -> Mapping[str, Value]:
    all_of_it = [delivery for day in days_of(period) for delivery in deliveries(world, day).values()]
    sums = {field.name: sum(getattr(one, field.name) for one in all_of_it) for field in fields(Delivery)}
    sums["reach"] = round(sums["reach"] * 0.31)  # people seen on several days are one
    total = Delivery(**{name: _rounded(name, value) for name, value in sums.items()})  # type: ignore[arg-type]
    return _record(total, {}, str(period.first), str(period.last)) | {"status": None, "level": None}


def _record(one: Delivery, names: Mapping[str, str], starts: str, ends: str) -> dict[str, Value]:
    """One row; what did not happen is blank, as Meta has it."""
    return {
        **names,
        "status": "active",
        "level": "campaign",
        "reach": one.reach,
        "cost_per_reach": _ratio(one.spend * 1000, one.reach),
        "impressions": one.impressions,
        "cpm": _ratio(one.spend * 1000, one.impressions),
        "frequency": _ratio(one.impressions, one.reach),
        "link_clicks": one.link_clicks or None,
        "clicks": one.clicks,
        "ctr": _ratio(one.clicks * 100, one.impressions),
        "cpc": _ratio(one.spend, one.clicks),
        "carts": one.carts or None,
        "purchases": one.purchases or None,
        "value": one.value or None,
        "roas": _ratio(one.value, one.spend) if one.value else None,
        "result_type": "Website purchases" if one.purchases else None,
        "results": one.purchases or None,
        "cost_per_result": _ratio(one.spend, one.purchases),
        "spend": one.spend,
        "starts": starts,
        "ends": ends,
    }


def _ratio(above: float, below: float) -> float | None:
    return round(above / below, 8) if below else None


def _cells(header: Mapping[str, str], records: Sequence[Mapping[str, Value]]) -> list[list[Value]]:
    return [[record.get(key) for key in header] for record in records]


def _export(name: str, period: Period, header: Mapping[str, str], records: Sequence[Mapping[str, Value]]) -> Export:
    content = delimited([[*header.values()], *_cells(header, records)]).encode("utf-8-sig")
    return Export(f"Meta Ads/{name} {period.first} to {period.last}.csv", content, downloaded(period))
