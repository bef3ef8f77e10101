"""Links to the add-in on another machine, mended: Excel writes where an add-in was, not only what it is called."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kpi_xl.excel.addin.package import ADDIN_FILE
from kpi_xl.excel.written import function_name, tokens_of
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.shared_formulas import spelled_out, written_out
from kpi_xl.workbook.calc.tokens import Token
from kpi_xl.workbook.package.saving import save
from kpi_xl.workbook.package.xml import Element, every, id_attribute, remove

_NUMBERED = re.compile(r"\[(\d+)\]!")
_FORMULAS = ("formula", "formula1", "formula2", "f")  # of conditional formats, drop-downs and sparklines


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a workbook.

    Attributes:
        path: the file that was written.
        formulas: those that call our functions by their own names now.
        links: links to other machines' add-ins that were removed.
        left: links that had to stay, since others are counted after them; Excel asks about them when it opens the file.
    """

    path: Path
    formulas: int
    links: int
    left: int


def mend_links(source: Path, target: Path) -> Mended:
    """Let formulas call our functions by their names alone, wherever the add-in was when they were written.

    Raises:
        FileProblemError: the workbook cannot be read, or the target cannot be written.
    """
    with Book(source) as book:
        ours = _links(book)
        formulas = _mend_cells(book, ours) + _mend_names(book, ours) + _mend_tables(book, ours)
        removed = _remove_links(book, ours)
        return Mended(save(target, book.write), formulas, removed, len(ours) - removed)


def mended(formula: str, links: Collection[int]) -> str:
    """A formula whose calls of our functions name no file.

    Args:
        formula: as it stands in the file, without `=`.
        links: the numbers that our add-in has among the workbook's links.
    """
    tokens = tokens_of(formula)
    written: list[str] = []
    for token, following in zip(tokens, (*tokens[1:], Token("end", "")), strict=True):
        name = function_name(token)
        if name is not None:
            written.append(name)
        elif not (token.kind == "sheet" and function_name(following) and _is_ours(token.text, links)):
            written.append(token.text)
    return "".join(written) if tokens else formula


def _is_ours(prefix: str, links: Collection[int]) -> bool:
    number = _NUMBERED.fullmatch(prefix)
    return int(number[1]) in links if number else _names_addin(prefix.strip("'!").replace("''", "'"))


def _names_addin(place: str) -> bool:
    """Whether a path or address ends in the add-in's name, also in a copy such as `kpi_xl (2).xlam`."""
    file = re.split(r"[\\/]|%5C", place)[-1].strip("[]").lower()
    return Path(file).stem.startswith(Path(ADDIN_FILE).stem) and Path(file).suffix.startswith(".xla")


def _links(book: Book) -> list[int]:
    """The numbers of the links that lead to our add-in."""
    return [number for number, element in _references(book) if _names_addin(_target(book, element))]


def _references(book: Book) -> list[tuple[int, Element]]:
    return [*enumerate(every(book.root, "externalReference"), 1)]


def _target(book: Book, reference: Element) -> str:
    relation = book.package.relations(book.part).get(id_attribute(reference))
    if relation is None:
        return ""
    outward = book.package.relations(relation.target).all()
    return next((one.target for one in outward if one.external), "")


def _mend_cells(book: Book, links: Collection[int]) -> int:
    count = 0
    for sheet in book.sheets:
        if not sheet.has_formulas and not _may_call(sheet.source):
            continue
        groups = spelled_out(sheet)
        for row in sheet.rows.values():
            for cell in row.cells.values():
                if cell.formula is None or (text := mended(cell.formula.text, links)) == cell.formula.text:
                    continue
                cell.formula.text = text
                sheet.touch(row.number)
                count += 1
        written_out(sheet, groups)
        around = _mend_frame(sheet.frame, links) if _may_call(sheet.source) else 0
        sheet.changed = sheet.changed or around > 0
        count += around
    return count


def _may_call(source: bytes) -> bool:
    """Whether anything around the rows may hold a formula; the rows alone are no reason to read the frame."""
    return any(mark in source for mark in (b"<conditionalFormatting", b"<dataValidation", b"x14:formula", b"xm:f"))


def _mend_frame(frame: Element, links: Collection[int]) -> int:
    return sum(_mend_element(element, links) for element in every(frame, *_FORMULAS))


def _mend_names(book: Book, links: Collection[int]) -> int:
    count = sum(_mend_element(name.element, links) for name in book.names)
    if count:
        book.touch()
    return count


def _mend_tables(book: Book, links: Collection[int]) -> int:
    count = 0
    for table in book.tables:
        changed = sum(_mend_element(element, links) for element in every(table.root, "calculatedColumnFormula"))
        table.changed = table.changed or changed > 0
        count += changed
    return count


def _mend_element(element: Element, links: Collection[int]) -> bool:
    text = element.text or ""
    changed = mended(text, links)
    if changed == text:
        return False
    element.text = changed
    return True


def _remove_links(book: Book, links: Collection[int]) -> int:
    """Remove our links from the end of the list: formulas count links, so that one before others has to stay."""
    removed = 0
    for number, element in reversed(_references(book)):
        relation = book.package.relations(book.part).get(id_attribute(element))
        if number not in links or relation is None:
            break
        holder = element.getparent()
        remove(element)
        if holder is not None and not len(holder):
            remove(holder)
        book.package.unrelate(book.part, relation.id)
        book.package.remove(relation.target)
        removed += 1
    if removed:
        book.touch()
    return removed
