"""Fills a template: the one door of the workbook engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpi_xl.errors import FileProblemError
from kpi_xl.workbook.binding.restoring import open_book
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.package.saving import save
from kpi_xl.workbook.template import Template
from kpi_xl.workbook.writing.filled import FilledBook
from kpi_xl.workbook.writing.freezing import freeze
from kpi_xl.workbook.writing.recalculation import Uncomputed

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
}
_WITH_MACROS = {".xlsm", ".xltm"}


@dataclass(frozen=True, slots=True)
class FillOptions:
    """How to fill.

    Attributes:
        values_only: Write every formula's value in its place, so that nothing recalculates.
        chart_points: The most points that a chart keeps of each of its series; Excel itself reads all of the cells.
    """

    values_only: bool = False
    chart_points: int = 2_000


@dataclass(frozen=True, slots=True)
class FillReport:
    """What came of a fill.

    Attributes:
        path: Where the workbook is; another name than asked for where that file was open in Excel.
        warnings: Sentences for the user.
        uncomputed: Formula cells that show nothing until Excel computes them.
    """

    path: Path
    warnings: tuple[str, ...]
    uncomputed: tuple[Uncomputed, ...]


def fill(template: Template, filling: Filling, output: Path, options: FillOptions | None = None) -> FillReport:
    """Write a filled copy of a template.

    Args:
        template: What to fill; its file stays as it is.
        filling: The values.
        output: Where to write. A file that is there is replaced, unless it is the template.
        options: How to fill.

    Raises:
        TemplateError: A placeholder has no answer, or a value does not fit into its cell.
        FileProblemError: The template cannot be read or the output not be written.
    """
    options = options or FillOptions()
    _check_output(template.path, output)
    with open_book(template.path) as book:
        _set_type(book, output)
        filled = FilledBook(book, filling)
        filled.fill()
        uncomputed = filled.recalculate(options.chart_points)
        if options.values_only:
            freeze(book)
        else:
            filled.remember()
        path = save(output, book.write)
    warnings = list(filled.warnings)
    if path != output:
        warnings.append(f"{output.name} is open in another program, so the workbook was saved as {path.name}.")
    return FillReport(path, tuple(warnings), tuple(uncomputed))


def _check_output(template: Path, output: Path) -> None:
    if output.suffix.lower() not in _TYPES:
        raise FileProblemError(f"{output.name} is no name for a workbook.", "Let it end in .xlsx or .xlsm.")
    if output.exists() and template.exists() and output.samefile(template):
        raise FileProblemError(
            f"{output.name} is the template itself, which is never written to.", "Choose another name for the report."
        )


def _set_type(book: Book, output: Path) -> None:
    """A template becomes a workbook, by what its name ends in; Excel refuses a file whose name and type disagree."""
    suffix = output.suffix.lower()
    current = book.package.types.of(book.part)
    if current == _TYPES[suffix]:
        return
    if ("macroEnabled" in current) != (suffix in _WITH_MACROS):
        kind, other = ("has macros", ".xlsm") if "macroEnabled" in current else ("has no macros", ".xlsx")
        raise FileProblemError(f"The template {book.path.name} {kind}.", f"Let the report's name end in {other}.")
    book.package.types.set(book.part, _TYPES[suffix])
