"""A template as its designer made it: what it asks for, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from kpi_xl.workbook.binding.restoring import open_book
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.package.xml import first
from kpi_xl.workbook.placeholder import Placeholder
from kpi_xl.workbook.planning.survey import SheetSurvey, survey

_PREFIX = "kpi_"


@dataclass(frozen=True, slots=True)
class TableShape:
    """An Excel table named `kpi_…`, which takes rows; the columns that it computes itself are `formula_headers`."""

    name: str
    sheet: str
    headers: tuple[str, ...]
    formula_headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepeatShape:
    """A list that the template runs through, by rows of a sheet or by a whole sheet."""

    list_name: str
    sheet: str
    kind: Literal["rows", "sheet"]
    first_row: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """What a workbook asks to be filled with.

    Attributes:
        path: The workbook, which is never written to.
        placeholders: Every `{{ … }}`, sheet by sheet.
        tables: The tables whose names begin with `kpi_`.
        repeats: The lists that rows or sheets repeat for.
        sheets: The names of its sheets, in tab order.
    """

    path: Path
    placeholders: tuple[Placeholder, ...]
    tables: tuple[TableShape, ...]
    repeats: tuple[RepeatShape, ...]
    sheets: tuple[str, ...]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a template, or a workbook that was made from one.

        Raises:
            FileProblemError: It cannot be opened, needs a password or is signed.
            UnsafeFileError: It is damaged or built to do harm.
            TemplateError: Its repeated rows make no sense.
        """
        with open_book(path) as book:
            surveys = survey(book)
            return cls(
                path,
                tuple(placeholder for each in surveys for placeholder in each.placeholders),
                tuple(_shape(table) for table in book.tables if table.name.lower().startswith(_PREFIX)),
                tuple(repeat for each in surveys for repeat in _repeats(each)),
                tuple(book.sheet_names),
            )


def _shape(table: Table) -> TableShape:
    formulas = [first(column, "calculatedColumnFormula") is not None for column in table.columns]
    computed = tuple(header for header, formula in zip(table.headers, formulas, strict=True) if formula)
    return TableShape(table.name, table.sheet, table.headers, computed)


def _repeats(surveyed: SheetSurvey) -> Sequence[RepeatShape]:
    found: list[RepeatShape] = []
    if surveyed.list_name is not None:
        found.append(RepeatShape(surveyed.list_name, surveyed.origin, "sheet"))
    if surveyed.sheet is not None:
        found += [RepeatShape(block.list_name, surveyed.origin, "rows", block.first) for block in surveyed.blocks]
    return found
