"""What is wrong with a template, told before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.binding.restoring import open_book
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.copying.parts import refused_in
from kpi_xl.workbook.package.xml import first
from kpi_xl.workbook.placeholder import Placeholder
from kpi_xl.workbook.planning.survey import SheetSurvey, known_names, survey_sheet
from kpi_xl.workbook.references.area import cell_name

_PREFIX = "kpi_"
_HALF_OPEN = re.compile(r"\{\{(?!.*?\}\})|(?<!\{)\{\s*[\w.]+\s*\}(?!\})", re.DOTALL)
_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Known:
    """What the one who fills can give.

    Attributes:
        names: The names that placeholders may ask for anywhere.
        lists: What `{{ each … }}` may run through, and the names that can be asked for in each of its copies.
        tables: The tables' columns, by the name that the Excel table must have.
        criteria: The left sides of criteria (`platform`, `period`), each with what is wrong with a text after it.
    """

    names: frozenset[str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    tables: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    criteria: Mapping[str, Callable[[str], str]] = field(default_factory=dict[str, "Callable[[str], str]"])

    def names_in(self, *lists: str | None) -> frozenset[str]:
        """What can be asked for in a copy of these lists."""
        return self.names.union(*(self.lists.get(name, frozenset()) for name in lists if name))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the sheet, the cell (empty where it stands elsewhere), what is wrong and what to do."""

    sheet: str
    cell: str
    message: str
    hint: str = ""


def check(template: Path, known: Known) -> tuple[Problem, ...]:
    """Everything in a template that could not be filled, sheet by sheet.

    Raises:
        FileProblemError: It cannot be opened, needs a password or is signed.
        UnsafeFileError: It is damaged or built to do harm.
    """
    with open_book(template) as book:
        names = known_names(book)
        problems: list[Problem] = []
        for name in book.sheet_names:
            try:
                surveyed = survey_sheet(book, name, book.past.title(name).text, names)
            except TemplateError as error:
                problems.append(Problem(name, "", error.message, error.hint))
                continue
            problems += _sheet_problems(book, surveyed, known)
        problems += [problem for table in book.tables for problem in _table_problems(table, known)]
        return tuple(dict.fromkeys(problems))


def _sheet_problems(book: Book, surveyed: SheetSurvey, known: Known) -> Iterator[Problem]:
    for placeholder in surveyed.placeholders:
        names = known.names_in(surveyed.list_name, placeholder.repeat)
        yield from _name_problems(placeholder, names, known)
        yield from _criteria_problems(placeholder, known)
    if surveyed.list_name is not None and surveyed.sheet is not None:
        refused = refused_in(book.package, surveyed.sheet.part)
        if refused is not None:
            message = f"The sheet repeats, and it holds {refused}, which cannot be repeated."
            yield Problem(surveyed.name, "", message, "Move that to a sheet of its own.")
    filled = [table for table in book.tables if table.sheet == surveyed.name and _is_filled(table, known)]
    for spot in surveyed.spots:
        table = next((each for each in filled if _in_data(each, spot.row, spot.column)), None)
        if table is not None:
            message = f"This placeholder stands in the rows of the table {table.name}, which the report replaces."
            yield Problem(surveyed.name, cell_name(spot.row, spot.column), message, "Move it out of the table.")
    yield from _half_open(book, surveyed)


def _name_problems(placeholder: Placeholder, names: frozenset[str], known: Known) -> Iterator[Problem]:
    place = (placeholder.sheet, placeholder.cell)
    if not placeholder.name:
        yield Problem(*place, "Nothing stands between the braces.", "Write {{ name }}.")
    elif placeholder.each and placeholder.list_name not in known.lists:
        message = f"There is no list “{placeholder.list_name}” to repeat for."
        yield Problem(*place, message, _meant(placeholder.list_name, known.lists))
    elif placeholder.name not in names:
        yield _unknown(placeholder, names, known)


def _unknown(placeholder: Placeholder, names: frozenset[str], known: Known) -> Problem:
    owner = next((name for name, inside in known.lists.items() if placeholder.name in inside), None)
    message, hint = f"“{placeholder.name}” is not known.", _meant(placeholder.name, names)
    if owner is not None:
        message = f"“{placeholder.name}” is only known where something repeats for it."
        hint = f"Put it into a row or on a sheet with {{{{ each {owner} }}}}."
    return Problem(placeholder.sheet, placeholder.cell, message, hint)


def _criteria_problems(placeholder: Placeholder, known: Known) -> Iterator[Problem]:
    place = (placeholder.sheet, placeholder.cell)
    for key, criterion in placeholder.criteria.items():
        if placeholder.each and key == _ROWS:
            continue
        if known.criteria and key not in known.criteria:
            yield Problem(*place, f"“{key}” is no criterion.", _meant(key, known.criteria))
        elif "$" in criterion.text and not criterion.is_reference:
            message = f"“{criterion.text}” after {key}= is no cell."
            yield Problem(*place, message, "Write a cell such as $A7, or a text in quotes.")
        elif not criterion.is_reference and (wrong := known.criteria.get(key, _fine)(criterion.text)):
            yield Problem(*place, f"“{criterion.text}” after {key}= cannot be used.", wrong)


def _fine(_text: str) -> str:
    return ""


def _meant(name: str, known: Iterable[str]) -> str:
    spelled = {each.lower(): each for each in sorted(known)}
    near = get_close_matches(name.lower(), spelled, n=1)
    return f"Did you mean “{spelled[near[0]]}”?" if near else ""


def _is_filled(table: Table, known: Known) -> bool:
    return table.name.lower() in {name.lower() for name in known.tables}


def _in_data(table: Table, row: int, column: int) -> bool:
    return table.area.covers(row, column) and table.first_data_row <= row <= table.last_data_row


def _table_problems(table: Table, known: Known) -> Iterator[Problem]:
    if not table.name.lower().startswith(_PREFIX):
        return
    place = (table.sheet, cell_name(table.area.first_row, table.area.first_column))
    columns = next((known.tables[name] for name in known.tables if name.lower() == table.name.lower()), None)
    if columns is None:
        yield Problem(*place, f"There is no data for a table named {table.name}.", _meant(table.name, known.tables))
        return
    headers = {header.lower() for header in columns}
    for index, (header, column) in enumerate(zip(table.headers, table.columns, strict=True)):
        if header.lower() not in headers and first(column, "calculatedColumnFormula") is None:
            cell = cell_name(table.area.first_row, table.area.first_column + index)
            message = f"The table {table.name} has a column “{header}” that there is no data for."
            yield Problem(table.sheet, cell, message, _meant(header, columns))


def _half_open(book: Book, surveyed: SheetSurvey) -> Iterator[Problem]:
    """Braces that a person surely meant as a placeholder."""
    if surveyed.sheet is None:
        return
    suspects = {index: text for index, text in enumerate(book.strings.texts) if _HALF_OPEN.search(text)}
    if not suspects:
        return
    for row in surveyed.sheet.rows.values():
        for cell in row.cells.values():
            if cell.kind == "s" and cell.value and int(cell.value) in suspects:
                place = cell_name(row.number, cell.column)
                message = f"The braces in “{suspects[int(cell.value)]}” make no placeholder."
                yield Problem(surveyed.name, place, message, "Write {{ name }} with two braces on each side.")
