"""The cubes of one evaluation: which columns every table needs is gathered first, then each table is queried once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import Aggregate, Cluster, FieldName, Node, walk
from kpi_xl.kpis.plan import ALONE, STOCK_FUNCTIONS
from kpi_xl.kpis.values.columns import Column, columns_of, own_row
from kpi_xl.kpis.values.coverage import CoveredDays
from kpi_xl.kpis.values.cube import Cube, cube_of
from kpi_xl.kpis.values.excerpt import excerpt_of
from kpi_xl.kpis.values.question import Question
from kpi_xl.kpis.values.reading import Reader, Reading
from kpi_xl.kpis.values.single import Singles
from kpi_xl.kpis.values.stocks import Entity, Series, series_of
from kpi_xl.kpis.variants import Variant, readable_tables, variants
from kpi_xl.vocabulary.platforms import SOCIAL
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.kpis.values.choice import Resolved
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.warehouse.data import Data


_WINDOWS: Mapping[int, str] = {7: "7d", 28: "28d"}


class Tables:
    """Readings of every variant that the given formulas can come to."""

    def __init__(self, data: Data, plans: Iterable[Node]) -> None:
        self.covered = CoveredDays(data.coverage)
        self._wanted: dict[tuple[str, str], dict[Column, None]] = {}
        for node in plans:
            self._want(node)
        self._cubes = {key: cube_of(data, *key, columns) for key, columns in self._wanted.items()}
        self._series: dict[Aggregate, Mapping[Entity, Series]] = {}
        self._readings: dict[tuple[Variant, Question], Reading] = {}
        self._readers: dict[tuple[str, str, tuple[Period, ...], str | None], Reader] = {}
        self._expected: tuple[Period, ...] = ()
        self.singles = Singles(data)
        self.resolved: dict[tuple[Cluster, tuple[str, ...], Question], Resolved] = {}  # kept for `choose`

    def cube(self, table: str, by: str = "") -> Cube | None:
        return self._cubes.get((table, by))

    def social_platforms(self) -> set[str]:
        """The social platforms that any row names."""
        cubes = (cube for cube in self._cubes.values() if cube is not None)
        return {platform for cube in cubes for platform, _ in cube.entities} & SOCIAL.keys()

    def read(self, variant: Variant, question: Question) -> Reading | None:
        """The variant in a period; None where no file has given its table any row."""
        cube = self.cube(variant.table, variant.by)
        if cube is None:
            return None
        key = (variant, question)
        if key not in self._readings:
            self._read(cube, variant, question)
        return self._readings[key]

    def _read(self, cube: Cube, variant: Variant, question: Question) -> None:
        """Read the variant in the question's period and in all that are expected: together they take as long as one."""
        periods = self._expected if question.period in self._expected else (question.period,)
        place = (variant.table, variant.by, periods, question.campaign)
        if place not in self._readers:
            self._readers[place] = Reader(excerpt_of(cube, periods, question.campaign), self.covered, self.stock)
        for period, reading in zip(periods, self._readers[place].read(variant, question), strict=True):
            self._readings[variant, replace(question, period=period)] = reading

    def expect(self, periods: Iterable[Period]) -> None:
        """Periods that will be asked for."""
        self._expected = tuple(dict.fromkeys(periods))
        self.singles.expect(self._expected)

    def stock(self, leaf: Aggregate) -> Mapping[Entity, Series]:
        """Every account's series of a stock, by its `last(…)`."""
        if leaf not in self._series:
            variant = _stock_variant(leaf)
            cube = self.cube(variant.table)
            self._series[leaf] = series_of(cube, variant, leaf) if cube else {}
        return self._series[leaf]

    def window_figure(self, leaf: Aggregate, table: str, entity: Entity, period: Period) -> float | None:
        """The platform's own count of different people over exactly this window of 7 or 28 days."""
        window = _window(leaf, table, period.days)
        if window is None:
            return None
        series = self.stock(window).get(entity)
        at = series.last(period) if series else None
        known = series is not None and at is not None and series.days[at] == period.last.toordinal()
        return series.values[at] if known and series and at is not None else None

    def _want(self, plan: Node) -> None:
        for cluster in (node for node in walk(plan) if isinstance(node, Cluster)):
            for table in readable_tables(cluster):
                for variant in variants(cluster, table):
                    self._want_variant(variant)

    def _want_variant(self, variant: Variant) -> None:
        if {leaf.function for leaf in variant.leaves} & ALONE:
            return
        self._want_columns(variant)
        for leaf in variant.leaves:
            for days in _WINDOWS:
                window = _window(leaf, variant.table, days)
                if window is not None:
                    self._want_columns(_stock_variant(window))
            _, stock = own_row(leaf.row, variant.table)
            if stock is not None:
                self._want_columns(_stock_variant(Aggregate("last", stock, (), "", stock.place)))
            elif leaf.function in STOCK_FUNCTIONS:
                self._want_columns(_stock_variant(replace(leaf, function="last")))

    def _want_columns(self, variant: Variant) -> None:
        columns = self._wanted.setdefault((variant.table, variant.by), {})
        columns.update(dict.fromkeys(columns_of(variant)))


def _window(leaf: Aggregate, table: str, days: int) -> Aggregate | None:
    """Where the table keeps the figure over a window that ends on the day of its row."""
    row = leaf.row
    if leaf.function != "unique" or not isinstance(row, FieldName) or days not in _WINDOWS:
        return None
    name = f"{row.field}_{_WINDOWS[days]}"
    if name not in tables()[table].fields:
        return None
    return Aggregate("last", FieldName(table, name, row.place), (), "", leaf.place)


def _stock_variant(leaf: Aggregate) -> Variant:
    assert isinstance(leaf.row, FieldName)  # noqa: S101 - the checker lets stocks stand alone only
    return Variant(leaf.row.table, "", (leaf,))
