"""Workbooks that a person worked in between two fills."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from drawn_templates import Bench, Filled
from xlsxwriter import Workbook

from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Column, Filling, Formula
from kpi_xl.workbook.template import Template

_SHEET = "xl/worksheets/sheet1.xml"
_ADDRESS = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")
_ROWS = re.compile(r"(\$)(\d+)(:\$)(\d+)")


def insert_row(path: Path, at: int, text: str) -> None:
    """Insert a row with a text in column A, as Excel would: everything from `at` on goes down by one."""
    parts = Bench.parts(path)

    def lower(match: re.Match[str]) -> str:
        row = int(match[2])
        return f"{match[1]}{row + (row >= at)}"

    def lower_rows(match: re.Match[str]) -> str:
        first, last = int(match[2]), int(match[4])
        return f"${first + (first >= at)}:${last + (last >= at and last < 1_000_000)}"

    sheet = parts[_SHEET].decode()
    sheet = re.sub(r'(<row r=")(\d+)', lower, sheet)
    sheet = re.sub(r'(?<= r=")([A-Z]+)(\d+)', lower, sheet)
    sheet = re.sub(r"<f>[^<]*</f>", lambda match: _ADDRESS.sub(lower, match[0]), sheet)
    own = f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    parts[_SHEET] = sheet.replace(f'<row r="{at + 1}"', f'{own}<row r="{at + 1}"', 1).encode()
    book = parts["xl/workbook.xml"].decode()
    book = re.sub(r"(?<=>)Report![^<]*", lambda match: _ADDRESS.sub(lower, _ROWS.sub(lower_rows, match[0])), book)
    parts["xl/workbook.xml"] = book.encode()
    Bench.write(path, parts)


def scorecard(book: Workbook) -> None:
    sheet = book.add_worksheet("Report")
    sheet.write("A1", "For {{ client }}")
    sheet.write("B4", "{{ total | q=$B$2 }}")
    sheet.write("B2", "all")
    sheet.write("A7", "{{ each platform }}")
    sheet.write("B7", "{{ clicks | p=$A7 }}")
    sheet.write_formula("B8", "=SUM(B7:B7)", None, 0)


def month(client: str, *platforms: str) -> Filling:
    copies = [Filling(key=name, cells={"platform": name, "clicks | p=$A7": Formula("LEN($A7)")}) for name in platforms]
    cells = {"client": client, "total | q=$B$2": Formula('"q: "&$B$2')}
    return Filling(cells=cells, repeats={"platform": copies})


def refilled(first: Filled, filling: Filling) -> dict[str, object]:
    return first.again(filling).cells("Report", values=True)


def test_rows_inserted_above_are_kept_and_everything_is_found_again(bench: Bench) -> None:
    first = bench.filled(scorecard, month("A", "x", "tiktok"))
    insert_row(first.path, 2, "my own row")
    again = first.again(month("B", "instagram", "x", "facebook"))
    shown = again.cells("Report", values=True)
    assert (shown["A1"], shown["A2"], shown["B3"], shown["B5"]) == ("For B", "my own row", "all", "q: all")
    assert [shown[f"A{row}"] for row in (8, 9, 10)] == ["instagram", "x", "facebook"]
    assert again.cells("Report")["B10"] == "=LEN($A10)"
    assert again.cells("Report")["B5"] == '="q: "&$B$3'
    assert shown["B11"] == len("instagramxfacebook")


def test_a_row_inserted_between_copies_is_kept_below_them(bench: Bench) -> None:
    first = bench.filled(scorecard, month("A", "x", "tiktok", "facebook"))
    insert_row(first.path, 8, "my own row")
    shown = refilled(first, month("B", "instagram", "x"))
    assert [shown[f"A{row}"] for row in (7, 8, 9)] == ["instagram", "x", "my own row"]
    assert shown["B10"] == len("instagramx")


def test_a_cell_that_a_person_deleted_is_left_out(bench: Bench) -> None:
    first = bench.filled(scorecard, month("A", "x"))
    parts = bench.parts(first.path)
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace("Report!$A$1<", "Report!#REF!<").encode()
    bench.write(first.path, parts)
    assert refilled(first, month("B", "x"))["A1"] == "For A"


def test_placeholders_that_a_person_adds_are_filled_too(bench: Bench) -> None:
    first = bench.filled(scorecard, month("A", "x"))
    insert_row(first.path, 2, "Hello {{ client }}")
    assert refilled(first, month("B", "x"))["A2"] == "Hello B"


def test_a_formula_that_read_a_sheet_which_went_says_so(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        book.add_worksheet("Report").write("A1", 1)
        book.add_worksheet("{{ each platform }}").write("B2", "{{ platform }}")

    def copies(*names: str) -> Filling:
        return Filling(repeats={"platform": [Filling(key=name, cells={"platform": name}) for name in names]})

    first = bench.filled(draw, copies("x", "tiktok"))
    parts = bench.parts(first.path)
    own = b'<c r="B1" t="str"><f>tiktok!B2</f><v>tiktok</v></c><c r="C1" t="str"><f>x!B2</f><v>x</v></c></row>'
    parts[_SHEET] = parts[_SHEET].replace(b"</row>", own, 1)
    bench.write(first.path, parts)
    again = first.again(copies("x", "facebook"))
    assert again.sheets() == ["Report", "x", "facebook"]
    assert again.cells("Report") == {"A1": 1, "B1": "=#REF!", "C1": "=x!B2"}


def test_a_filled_workbook_asks_for_what_its_template_asks(bench: Bench) -> None:
    template = bench.template(scorecard)
    first = bench.filled(template, month("A", "x", "tiktok", "facebook"))
    assert Template.open(first.path).placeholders == Template.open(template).placeholders
    assert Template.open(first.path).repeats == Template.open(template).repeats


def test_the_workbook_itself_can_be_the_next_template_for_ever(bench: Bench) -> None:
    template = bench.template(scorecard)
    path = bench.filled(template, month("A", "x")).path
    for number, platforms in enumerate([("x", "tiktok"), (), ("x",), ("facebook", "x", "tiktok"), ("x",)]):
        target = bench.folder / f"month-{number}.xlsx"
        fill(Template.open(path), month("A", *platforms), target)
        path = target
    assert path.read_bytes() == bench.filled(template, month("A", "x")).path.read_bytes()


def beside_a_note(book: Workbook) -> None:
    sheet = book.add_worksheet("Report")
    sheet.add_table("A2:B5", {"name": "kpi_posts", "columns": [{"header": "Post"}, {"header": "Clicks"}]})
    sheet.write("D3", "beside")
    sheet.write("A8", "below")
    sheet.print_area("A1:D8")


def posts(count: int) -> Filling:
    return Filling(tables={"kpi_posts": [Column("Post", ["x"] * count), Column("Clicks", [1.0] * count)]})


def page(filled: Filled) -> str | None:
    return openpyxl.load_workbook(filled.path)["Report"].print_area


@pytest.mark.parametrize("before", [1, 2, 3, 9])
@pytest.mark.parametrize("now", [1, 2, 3, 4, 9])
def test_a_print_area_is_that_of_a_fresh_fill_whatever_the_table_was_before(
    bench: Bench, before: int, now: int
) -> None:
    fresh = page(bench.filled(beside_a_note, posts(now)))
    assert fresh == f"'Report'!$A$1:$D${max(8, 5 + now)}"
    assert page(bench.filled(beside_a_note, posts(before)).again(posts(now))) == fresh


def test_a_print_area_that_a_person_set_anew_is_kept(bench: Bench) -> None:
    first = bench.filled(beside_a_note, posts(1))
    parts = Bench.parts(first.path)
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace("Report!$A$1:$D$8<", "Report!$A$1:$D$6<").encode()
    Bench.write(first.path, parts)
    assert page(first.again(posts(1))) == "'Report'!$A$1:$D$6"
