"""Computes the formulas of a workbook, each once, whatever order they depend on one another in."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl.workbook.calc.addresses import column_letters
from kpi_xl.workbook.calc.areas import Place
from kpi_xl.workbook.calc.evaluation import Evaluation
from kpi_xl.workbook.calc.mode import Mode
from kpi_xl.workbook.calc.parser import parse
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.source import FormulaCell, Outside, Source
from kpi_xl.workbook.calc.syntax import Node
from kpi_xl.workbook.calc.values import Array, Stop, Uncomputable, Value

_DEEPEST = 12  # cells computed inside one another; a formula of its own needs up to 300 Python frames


class _Deeper(Exception):  # noqa: N818 - no error: these cells must be computed first, from the bottom of the stack
    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.places = places


class Calculator:
    """The values of a workbook's cells, as Excel would compute them."""

    def __init__(self, source: Source, outside: Outside | None = None) -> None:
        self._source = source
        self._reader = Reader(source, self, outside)
        self.known: dict[Place, Value | Uncomputable] = {}
        self._arrays: dict[Place, Value | Array] = {}
        self._under_way: set[Place] = set()
        self._waiting: dict[tuple[Place, str], Node] = {}  # broken off until another cell is computed
        self._depth = 0

    def value(self, sheet: str, row: int, column: int) -> Value | Uncomputable:
        """What a cell comes to: its constant (a day as its number), or the value of its formula."""
        place = Place(sheet, row, column)
        if not isinstance(self._source.cell(sheet, row, column), FormulaCell):
            return self._reader.value(sheet, row, column)
        self._work_off(place)
        return self.known[place]

    def formula(self, text: str, sheet: str, row: int, column: int) -> Value | Uncomputable:
        """What a formula (without its leading `=`) would come to in a cell; it need not stand there."""
        place = Place(sheet, row, column)
        while True:
            try:
                return _single(self._evaluated(text, place, Mode.PLAIN))
            except Stop as stop:
                return Uncomputable(stop.reason)
            except _Deeper as deeper:
                for needed in deeper.places:
                    self._work_off(needed)

    def compute(self, place: Place) -> Value:
        """The value of a formula cell, for a formula that reads it; raises `Stop` where there is none."""
        if place not in self.known:
            self.need([place])
            self._settle(place)
        found = self.known[place]
        if isinstance(found, Uncomputable):
            raise Stop(found.reason)
        return found

    def need(self, places: Sequence[Place]) -> None:
        """Before cells are read: a circle is noticed, and what lies too deep is put before its reader."""
        missing = [place for place in places if place not in self.known]
        for place in missing:
            if place in self._under_way:
                raise Stop(f"the formulas go round in a circle through {_address(place)}")
        if missing and self._depth >= _DEEPEST:
            raise _Deeper(missing)

    def _work_off(self, place: Place) -> None:
        """Compute a cell; what lies too deep below it waits on a list instead of on Python's stack."""
        waiting = [place]
        while waiting:
            current = waiting[-1]
            self._under_way.discard(current)
            if current in self.known:
                waiting.pop()
                continue
            try:
                self._settle(current)
            except _Deeper as deeper:
                self._under_way.add(current)
                waiting.extend(deeper.places)

    def _settle(self, place: Place) -> None:
        """Compute a cell and remember its value."""
        self._under_way.add(place)
        self._depth += 1
        try:
            self.known[place] = self._computed(place)
        except Stop as stop:
            self.known[place] = Uncomputable(stop.reason)
        except RecursionError:
            if self._depth > 1:
                raise _Deeper([place]) from None
            self.known[place] = Uncomputable("the formula is nested too deeply")
        finally:
            self._depth -= 1
            self._under_way.discard(place)

    def _computed(self, place: Place) -> Value:
        content = self._source.cell(place.sheet, place.row, place.column)
        if not isinstance(content, FormulaCell):
            raise TypeError(f"{_address(place)} has no formula")
        if content.array is None:
            return _single(self._evaluated(content.text, place, Mode.PLAIN))
        anchor = Place(place.sheet, content.array.first_row, content.array.first_column)
        if anchor not in self._arrays:
            self._arrays[anchor] = self._evaluated(content.text, anchor, Mode.ARRAY)
        return _single(self._arrays[anchor], place.row - anchor.row, place.column - anchor.column)

    def _evaluated(self, text: str, place: Place, mode: Mode) -> Value | Array:
        tree = self._waiting.pop((place, text), None) or parse(text)
        try:
            return Evaluation(self._reader, place).result(tree, mode)
        except _Deeper:
            self._waiting[place, text] = tree
            raise


def _single(result: Value | Array, row: int = 0, column: int = 0) -> Value:
    """The value that one cell shows: a blank is 0."""
    value = result.at(row, column) if isinstance(result, Array) else result
    return 0.0 if value is None else value


def _address(place: Place) -> str:
    return f"{place.sheet}!{column_letters(place.column)}{place.row}"
