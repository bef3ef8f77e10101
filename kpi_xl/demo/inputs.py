"""What the made-up company fills into its inputs workbook, as a person would: targets, costs, brands, tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.demo.meltwater import BRANDS
from kpi_xl.demo.world import World, days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from kpi_xl.vocabulary.periods import Period

_TOPICS = (
    ("Stell", "vasker, reparere, lapper"),
    ("Nyheter", "lager, mønster"),
    ("Veveriet", "kulissene, veveriet, strikkerne"),
    ("Tilbud", "pris, helgen, kode"),
    ("Kunder", "julegaven, kommenter, vant"),
)
_EXPERIMENTS = (
    ("Emnefelt i nyhetsbrevet", "Med pris", 4_120, 231, None),
    ("Emnefelt i nyhetsbrevet", "Uten pris", 4_087, 158, None),
    ("Bilde i annonsen", "Produkt", 9_840, 118, None),
    ("Bilde i annonsen", "Menneske", 9_905, 127, None),
)  # shown and worked
_CHANNELS = ("Instagram", "Facebook", "Google", "Nyhetsbrev", "Meta-annonser")
_JOURNEYS, _SOLD = 240, 0.4  # in the last month
_OWNER = "Ingrid"
# Levels hold all the time.
_LEVELS = (
    ("Engasjementsrate av rekkevidde", "instagram", 0.06),
    ("Engasjementsrate av rekkevidde", "facebook", 0.025),
    ("Følgere", "instagram", 13_000),
    ("Konverteringsrate", None, 0.02),
    ("Annonseavkastning (ROAS)", None, 3.0),
    ("Besvart innen 1 time", None, 0.5),
    ("Net Promoter Score (NPS)", None, 40),
    ("Andel av samtalen (share of voice)", None, 0.3),
)
# Sums follow the season; the figure is for a month of ordinary days.
_SUMS = (
    ("Salgsinntekter fra sosiale medier", 92_000),
    ("Nettstedsbesøk fra sosiale medier", 7_500),
    ("Konverteringer", 420),
    ("Kjøp", 450),
)
_COSTS = (("Arbeid", 21_000), ("Innhold", 6_500), ("Verktøy", 1_490))  # a month
_INFLUENCERS, _CAMPAIGN_MONTHS = 9_000, (10, 12)
_MARGIN = 0.54
Row = Sequence[str | float | date | datetime | None]


def write_inputs(inputs: Path, month: Period) -> None:
    """Fill its sheets for the months that end with `month`."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    workbook = load_workbook(inputs)
    world = World.until(month)
    _fill(workbook["Målsettinger"], _targets(world))
    _fill(workbook["Kostnader"], _costs(world))
    _fill(workbook["Satser"], [("Margin", None, _MARGIN, world.period.first)])
    _fill(workbook["Merkevarer"], [(one.brand, "Ja" if place == 0 else "Nei") for place, one in enumerate(BRANDS)])
    _fill(workbook["Merkeregler"], [("Tema", topic, words) for topic, words in _TOPICS])
    _fill(workbook["Eksperimenter"], _EXPERIMENTS)
    _fill(workbook["Berøringspunkter"], _touchpoints(world, month))
    workbook.save(inputs)


def _fill(sheet: Worksheet, rows: Iterator[Row] | Sequence[Row]) -> None:
    """Write below the head of the sheet's table: it stands after a title, an explanation and an empty line."""
    for line, row in enumerate(rows, 5):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column, value)
            if isinstance(value, float) and value < 1:
                cell.number_format = "0.0 %"


def _targets(world: World) -> Iterator[Row]:
    for kpi, scope, value in _LEVELS:
        yield kpi, scope, world.period.first, world.period.last, value, _OWNER
    for month in world.period.months():
        season = sum(world.demand(day) for day in days_of(month)) / month.days
        for kpi, ordinary in _SUMS:
            yield kpi, None, month.first, month.last, round(ordinary * season, -2), _OWNER


def _touchpoints(world: World, month: Period) -> Iterator[Row]:
    """Ways to a purchase, or to none: most meet the company on Instagram and buy after a newsletter or a search."""
    random = world.random("touchpoints")
    for journey in range(1, _JOURNEYS + 1):
        day = month.first + timedelta(days=random.randrange(month.days - 6))
        steps = random.choices(_CHANNELS, (5, 3, 4, 2, 4), k=random.randint(1, 4))
        chance = _SOLD + 0.25 * ("Nyhetsbrev" in steps) + 0.1 * (steps[-1] == "Google") - 0.1 * (len(steps) == 1)
        sold = random.random() < chance
        for place, channel in enumerate(steps):
            at = datetime.combine(day + timedelta(days=place), time(9 + place, random.randrange(60)))
            last = sold and place == len(steps) - 1
            yield f"R{journey:04}", at, channel, "Ja" if last else None, random.randrange(349, 2400) if last else None


def _costs(world: World) -> Iterator[Row]:
    for month in world.period.months():
        for category, amount in _COSTS:
            yield month.first, category, None, None, amount, None
        if month.first.month in _CAMPAIGN_MONTHS:
            yield month.first, "Influensere", "instagram", None, _INFLUENCERS, None
