"""The cells of a CSV file that somebody made: any case of the headings, a comma or a point for decimals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_xl import Given, UsageError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `at` is its line there, the headings being line 1."""

    at: int
    cells: Mapping[str, str]

    def text(self, *names: str) -> str:
        """The first of these columns that there is, or nothing."""
        return next((self.cells[name] for name in names if name in self.cells), "")

    def number(self, *names: str, default: float | None = None) -> float:
        """The number in the first of these columns.

        Raises:
            UsageError: the cell holds none, or is empty and there is no default.
        """
        text = self.text(*names)
        if not text and default is not None:
            return default
        return number(text, f"“{names[0]}” in line {self.at}")


def rows_of(given: Given) -> Iterator[Row]:
    for at, row in enumerate(given.rows, 2):
        cells = {name.strip().casefold(): (value or "").strip() for name, value in row.items()}
        yield Row(at, cells)


def number(text: str, where: str) -> float:
    """A number as people type it: 1234.5, 1 234,5 or 12 %.

    Raises:
        UsageError: it is none.
    """
    plain = "".join(text.split()).replace("−", "-")
    plain = plain.replace(",", ".") if "." not in plain and plain.count(",") == 1 else plain.replace(",", "")
    try:
        value = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"{where} is “{text}”, which is no number.", "Write it as 1234.5.")
    return value
