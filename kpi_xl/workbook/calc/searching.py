"""A range prepared for many searches: by criteria, by value, by rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi_xl.workbook.calc.coercion import text_number
from kpi_xl.workbook.calc.comparison import compare_text
from kpi_xl.workbook.calc.criteria import Criterion, criterion
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Stop, Value

Mask = NDArray[np.bool_]

_CLOSE = 4e-15
_NO_TEXT = -1
_ORDER = {"<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}
_KEPT_MASKS = 512


class Met(NamedTuple):
    """Which cells of a range meet a criterion."""

    mask: Mask  # of those that are stored
    blanks: bool  # whether the blank ones below them do


class SearchedValues:
    """The values of a range in order; blank cells at its end are only counted."""

    def __init__(self, values: Sequence[Value], size: int, calendar: Calendar) -> None:
        self.values = values
        self.size = size
        self._calendar = calendar
        self._met: dict[tuple[type, Value], Met] = {}

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The numbers, and NaN in the place of all else."""
        nan = float("nan")
        return np.array([value if type(value) is float else nan for value in self.values], dtype=float)

    @cached_property
    def _text_codes(self) -> dict[str, int]:
        return {}

    @cached_property
    def _texts(self) -> NDArray[np.int32]:
        """The code of each text, equal for texts that differ in case alone."""
        codes = self._text_codes
        written: dict[str, int] = {}
        found: list[int] = []
        for value in self.values:
            if type(value) is not str:
                found.append(_NO_TEXT)
                continue
            code = written.get(value)
            if code is None:
                code = written[value] = codes.setdefault(value.lower(), len(codes))
            found.append(code)
        return np.array(found, dtype=np.int32)

    def _is(self, wanted: Value) -> Mask:
        """Where exactly this blank, bool or error stands."""
        return np.fromiter((value is wanted for value in self.values), dtype=bool, count=len(self.values))

    def meeting(self, given: Value) -> Met:
        """Which of `values` meet a criterion, as it is given to SUMIFS and its family."""
        key = (type(given), given)  # else TRUE would be found as 1
        found = self._met.get(key)
        if found is None:
            wanted = criterion(given, self._calendar)
            found = Met(self._mask(wanted), _blanks_meet(wanted))
            if len(self._met) < _KEPT_MASKS:
                self._met[key] = found
        return found

    def _mask(self, criterion: Criterion) -> Mask:
        if criterion.operator == "<>":
            return ~self._equal(criterion)
        if criterion.operator == "=":
            return self._equal(criterion)
        return self._ordered(criterion)

    def _equal(self, criterion: Criterion) -> Mask:
        value = criterion.value
        if isinstance(value, float):
            return self._equal_number(value)
        if criterion.pattern is not None:
            return self._matching(criterion.pattern)
        if value == "":
            return self._is(None) | self._equal_text("")
        if not isinstance(value, str):
            return self._is(value)
        if criterion.maybe_day and not np.isnan(self.numbers).all():
            raise Stop(f"whether “{value}” is a day depends on the reader's language")
        return self._equal_text(value)

    def _equal_number(self, value: float) -> Mask:
        found = np.abs(self.numbers - value) <= abs(value) * _CLOSE
        return found | self._coded([code for text, code in self._number_texts if text == value])

    @cached_property
    def _number_texts(self) -> list[tuple[float, int]]:
        """Texts that read as a number: `"5"` equals 5 in a criterion."""
        _ = self._texts
        digits = [(text, code) for text, code in self._text_codes.items() if text[-1:].isdigit() or text[-1:] == "%"]
        read = ((self._number(text), code) for text, code in digits)
        return [(number, code) for number, code in read if number is not None]

    def _number(self, text: str) -> float | None:
        try:
            return text_number(text, self._calendar)
        except Stop:  # a day in some languages: no number that anybody would ask for
            return None

    def _equal_text(self, text: str) -> Mask:
        texts = self._texts
        code = self._text_codes.get(text.lower())
        return texts == code if code is not None else np.zeros(len(texts), dtype=bool)

    def _matching(self, pattern: re.Pattern[str]) -> Mask:
        _ = self._texts
        return self._coded([code for text, code in self._text_codes.items() if pattern.fullmatch(text)])

    def _coded(self, codes: list[int]) -> Mask:
        if not codes:
            return np.zeros(len(self.values), dtype=bool)
        return np.isin(self._texts, codes)

    def _ordered(self, criterion: Criterion) -> Mask:
        value, operator = criterion.value, criterion.operator
        if isinstance(value, float):
            return self._ordered_number(operator, value)
        if criterion.maybe_day:
            raise Stop(f"whether “{value}” is a day depends on the reader's language")
        if isinstance(value, str):
            _ = self._texts
            kept = _ORDER[operator]
            return self._coded([code for text, code in self._text_codes.items() if compare_text(text, value) in kept])
        if isinstance(value, bool):
            bools = [
                isinstance(each, bool) and (each > value) - (each < value) in _ORDER[operator] for each in self.values
            ]
            return np.array(bools, dtype=bool)
        return np.zeros(len(self.values), dtype=bool)

    def _ordered_number(self, operator: str, value: float) -> Mask:
        equal = np.abs(self.numbers - value) <= abs(value) * _CLOSE
        beyond = self.numbers < value if operator[0] == "<" else self.numbers > value
        return beyond | equal if operator[1:] else beyond & ~equal

    @cached_property
    def _error_mask(self) -> Mask | None:
        found = [isinstance(value, ErrorValue) for value in self.values]
        return np.array(found, dtype=bool) if any(found) else None

    def chosen(self, mask: Mask) -> NDArray[np.float64]:
        """The numbers that a mask chooses; an error among the chosen cells is the result."""
        errors = self._error_mask
        if errors is not None:
            hits = np.flatnonzero(errors[: len(mask)] & mask[: len(errors)])
            if len(hits):
                error = self.values[int(hits[0])]
                raise Fault(error if isinstance(error, ErrorValue) else ErrorValue.VALUE)
        shared = min(len(mask), len(self.numbers))
        numbers = self.numbers[:shared][mask[:shared]]
        return numbers[~np.isnan(numbers)]

    @cached_property
    def _first_places(self) -> dict[object, int]:
        """Where each value stands first; TRUE is kept apart from 1."""
        places: dict[object, int] = {}
        for place, value in enumerate(self.values):
            if isinstance(value, float | str | bool):
                places.setdefault(_key(value), place)
        return places

    def first(self, wanted: float | str | bool) -> int | None:  # noqa: FBT001 - a value of a cell
        """Where a value stands first, counted from 0; exactly equal but for the case of text."""
        return self._first_places.get(_key(wanted))

    def first_matching(self, pattern: re.Pattern[str]) -> int | None:
        """Where a text that matches stands first."""
        hits = np.flatnonzero(self._matching(pattern))
        return int(hits[0]) if len(hits) else None


def _blanks_meet(criterion: Criterion) -> bool:
    if criterion.operator == "<>":
        return criterion.value is not None
    return criterion.operator == "=" and criterion.value in (None, "")


def _key(value: float | str | bool) -> object:  # noqa: FBT001 - a value of a cell
    if isinstance(value, bool):
        return (value,)
    return value.lower() if isinstance(value, str) else value
