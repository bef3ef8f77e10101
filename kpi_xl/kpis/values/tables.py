"""The cubes of one evaluation: which columns every table needs is gathered first, then each table is queried once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpi_xl.kpis.formula.tree import Aggregate, Cluster, FieldName, Node, walk
from kpi_xl.kpis.plan import ALONE, STOCK_FUNCTIONS
from kpi_xl.kpis.values.columns import Column, columns_of, own_row
from kpi_xl.kpis.values.coverage import CoveredDays
from kpi_xl.kpis.values.cube import Cube, cube_of
from kpi_xl.kpis.values.excerpt import excerpt_of
from kpi_xl.kpis.values.question import Question, Slice
from kpi_xl.kpis.values.reading import Read, Reader, Reading
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


@dataclass(frozen=True, eq=False, slots=True)
class _Together:
    """Slices that are read at one go, with their numbers."""

    numbers: Mapping[Slice, int]


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
        self._reads: dict[tuple[Variant, _Together, bool, bool], Read] = {}
        self._readers: dict[tuple[str, str, _Together], Reader] = {}
        self._together: dict[Slice, _Together] = {}
        self.singles = Singles(data)
        self.resolved: dict[tuple[Cluster, tuple[str, ...], Question], Resolved] = {}  # kept for `choose`

    def cube(self, table: str, by: str = "") -> Cube | None:
        return self._cubes.get((table, by))

    def social_platforms(self) -> set[str]:
        """The social platforms that any row names."""
        cubes = (cube for cube in self._cubes.values() if cube is not None)
        return {platform for cube in cubes for platform, _ in cube.entities} & SOCIAL.keys()

    def read(self, variant: Variant, question: Question) -> Reading | None:
        """The variant in a slice; None where no file has given its table any row."""
        cube = self.cube(variant.table, variant.by)
        if cube is None:
            return None
        key = (variant, question)
        found = self._readings.get(key)
        if found is None:
            found = self._readings[key] = self._reading(cube, variant, question)
        return found

    def _reading(self, cube: Cube, variant: Variant, question: Question) -> Reading:
        """Read the variant in the question's slice and in all expected with it: together they take as long as one."""
        together = self._together.get(question.slice) or self._expect_together([question.slice])
        key = (variant, together, question.native, question.by_platform)
        if key not in self._reads:
            reader = self._reader(cube, variant, together)
            self._reads[key] = reader.read(variant, native=question.native, by_platform=question.by_platform)
        return self._reads[key].of(together.numbers[question.slice])

    def _reader(self, cube: Cube, variant: Variant, together: _Together) -> Reader:
        place = (variant.table, variant.by, together)
        if place not in self._readers:
            self._readers[place] = Reader(excerpt_of(cube, [*together.numbers]), self.covered, self.stock)
        return self._readers[place]

    def expect(self, slices: Iterable[Slice]) -> None:
        """What will be asked for. Campaigns stand apart: few tables know them."""
        asked = dict.fromkeys(slices)
        self.singles.expect({one.period for one in asked})
        new = [one for one in asked if one not in self._together]
        self._expect_together([one for one in new if one.campaign is None])
        self._expect_together([one for one in new if one.campaign is not None])

    def _expect_together(self, slices: Sequence[Slice]) -> _Together:
        together = _Together({one: number for number, one in enumerate(slices)})
        self._together.update(dict.fromkeys(slices, together))
        return together

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
