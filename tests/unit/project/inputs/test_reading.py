from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from kpi_xl.errors import UsageError
from kpi_xl.project.inputs.cells import CellReader
from kpi_xl.project.inputs.drawing import HEADER_ROW, write_inputs
from kpi_xl.project.inputs.layout import input_sheets
from kpi_xl.project.inputs.reading import Inputs, read_inputs
from kpi_xl.vocabulary.locales import LANGUAGES
from kpi_xl.vocabulary.tables import tables

KPIS = {"Reach": "reach", "Rekkevidde": "reach", "CTR": "ctr"}


def find_kpi(text: str) -> str:
    if text not in KPIS:
        raise UsageError(f"There is no KPI “{text}”.", "")
    return KPIS[text]


@cache
def new_workbook(language: str) -> bytes:
    """As a new project gets it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "inputs.xlsx"
        write_inputs(path, language, "NOK", list(KPIS))
        return path.read_bytes()


def typed_alone(path: Path, table: str, rows: list[list[Any]]) -> Path:
    """A workbook of one English sheet, which is read as among the others and is made much faster."""
    layout = next(sheet for sheet in input_sheets() if sheet.table == table)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = layout.labels["en"]
    for at, record in enumerate([[column.labels["en"] for column in layout.columns], *rows], start=HEADER_ROW):
        for column, value in enumerate(record, start=1):
            sheet.cell(at, column, value)
    workbook.save(path)
    return path


def filled(path: Path, language: str, rows: Mapping[str, list[list[Any]]]) -> Path:
    """A new workbook with rows typed below the heads, by the table's name."""
    workbook = openpyxl.load_workbook(BytesIO(new_workbook(language)))
    for layout in input_sheets():
        sheet = workbook[layout.labels[language]]
        for at, row in enumerate(rows.get(layout.table, []), start=HEADER_ROW + 1):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column, value)
    workbook.save(path)
    return path


def read(path: Path) -> Inputs:
    return read_inputs(path, CellReader(find_kpi, "Europe/Oslo"))


def test_every_input_fills_a_field_of_the_vocabulary() -> None:
    for sheet in input_sheets():
        assert {column.field for column in sheet.columns} <= tables()[sheet.table].fields.keys()
        assert all(set(LANGUAGES) <= column.labels.keys() for column in sheet.columns)
        assert all(set(LANGUAGES) == labels.keys() for column in sheet.columns for labels in column.choices.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workbook_is_empty_but_complete(tmp_path: Path, language: str) -> None:
    path = tmp_path / "inputs.xlsx"
    path.write_bytes(new_workbook(language))
    assert read(path).tables == {}
    assert read(path).problems == ()
    workbook = openpyxl.load_workbook(path)
    names = [sheet.labels[language] for sheet in input_sheets()]
    assert workbook.sheetnames == ["Start", *names, "Lists"]
    assert all(workbook[name].data_validations.count > 0 for name in names)
    assert workbook["Lists"].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("language", "kpi", "category"),
    [("en", "Reach", "Work"), ("nb", "Rekkevidde", "Arbeid"), ("sv", "Reach", "Arbete")],
)
def test_what_is_typed_is_read_back_in_every_language(tmp_path: Path, language: str, kpi: str, category: str) -> None:
    rows = {
        "targets": [[kpi, None, date(2026, 10, 1), date(2026, 10, 31), 12000, "Kari"]],
        "costs": [[date(2026, 10, 5), category, "Instagram", "Høst", 1200.5, "SEK"]],
        "fx_rates": [[date(2026, 10, 1), "SEK", 1.02]],
        "rates": [["Margin" if language != "sv" else "Marginal", None, 0.42, None]],
    }
    found = read(filled(tmp_path / "inputs.xlsx", language, rows))
    assert found.problems == ()
    assert found.tables["targets"] == [
        {
            "kpi": "reach",
            "scope": None,
            "period_start": date(2026, 10, 1),
            "period_end": date(2026, 10, 31),
            "value": 12000.0,
            "owner": "Kari",
            "_row": 5,
        }
    ]
    cost = found.tables["costs"][0]
    assert (cost["category"], cost["platform"], cost["amount"], cost["currency"]) == (
        "labour",
        "instagram",
        1200.5,
        "SEK",
    )
    assert found.tables["fx_rates"][0]["rate"] == 1.02
    assert found.tables["rates"][0]["name"] == "margin"
    assert sum(map(len, found.tables.values())) == 4


def test_a_sheet_is_known_by_its_heads_wherever_a_person_has_put_it(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Mitt ark"
    sheet["C2"] = "Våre kostnader"
    for row in (["", "Beløp", "KATEGORI ", "dato", "Kommentar"], ["", 500, "Byrå", date(2026, 10, 5), "sjekk"]):
        sheet.append(row)
    workbook.save(tmp_path / "inputs.xlsx")
    (cost,) = read(tmp_path / "inputs.xlsx").tables["costs"]
    assert (cost["amount"], cost["category"], cost["date"]) == (500.0, "agency", date(2026, 10, 5))


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        (["5. oktober", "Work", None, None, 10, None], "A5", "not a date"),
        ([None, "Work", None, None, 10, None], "A5", "empty"),
        ([date(2026, 10, 5), "Wrok", None, None, 10, None], "B5", "not one of the choices"),
        ([date(2026, 10, 5), "Work", "Instagrm", None, 10, None], "C5", "not one of the choices"),
        ([date(2026, 10, 5), "Work", None, None, "ten", None], "E5", "not a number"),
        ([date(2026, 10, 5), "Work", None, None, -3, None], "E5", "below 0"),
        ([date(2026, 10, 5), "Work", None, None, 10, "kr"], "F5", "not a currency"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_cell_and_stops_no_other(
    tmp_path: Path, row: list[Any], cell: str, what: str
) -> None:
    good = [date(2026, 10, 6), "Tools", None, None, 20, None]
    found = read(typed_alone(tmp_path / "inputs.xlsx", "costs", [row, good]))
    (problem,) = found.problems
    assert str(problem).startswith(f"Costs!{cell}: ")
    assert what in problem.text
    assert found.rows_rejected == 1
    assert [one["amount"] for one in found.tables["costs"]] == [20.0]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 200,50", 1200.5),
        ("3,5 %", 0.035),
        ("1200.5", 1200.5),
        ("1\u00a0200", 1200.0),
        ("1.200,50", 1200.5),
        ("1,200.50", 1200.5),
    ],
)
def test_numbers_typed_as_text_are_read_where_they_can_mean_only_one(tmp_path: Path, typed: str, value: float) -> None:
    target = ["CTR", None, date(2026, 10, 1), date(2026, 10, 31), typed, None]
    found = read(typed_alone(tmp_path / "inputs.xlsx", "targets", [target]))
    assert found.tables["targets"][0]["value"] == pytest.approx(value)


EVERY_SHEET: Mapping[str, list[Any]] = {
    "targets": ["CTR", "Meta Ads", date(2026, 10, 1), date(2026, 10, 31), 0.02, None],
    "costs": [date(2026, 10, 5), "tools", None, None, 99, None],
    "rates": ["Own name", None, 0.3, None],
    "fx_rates": [date(2026, 10, 1), "SEK", 1.02],
    "benchmarks": ["CTR", "Instagram", "Coffee", 2025, "clicks / impressions", "0,9 %", "A study"],
    "brands": ["Our brand", "ja", "Our Brand AS, @ourbrand"],
    "tagging_rules": ["topic", "Sustainability", "organic, green*", None, "text", None],
    "visits": [date(2026, 10, 5), "Main street", 200, 12.5],
    "reviews": [None, date(2026, 10, 5), "Google", 4.5],
    "experiments": ["Headline", "A", 1000, 31, None, None],
    "touchpoints": ["j1", datetime(2026, 7, 1, 14, 30), "Instagram", "nej", None, None],
    "own_kpis": ["likes_share", "Likes share", "posts.likes / posts.engagements", "percent", "higher"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_read_back_in_every_language(tmp_path: Path, language: str) -> None:
    found = read(filled(tmp_path / "inputs.xlsx", language, {name: [row] for name, row in EVERY_SHEET.items()}))
    assert [str(problem) for problem in found.problems] == []
    rows = {name: dict(rows[0]) for name, rows in found.tables.items()}
    assert rows.keys() == {sheet.table for sheet in input_sheets()}
    assert (rows["targets"]["scope"], rows["rates"]["name"]) == ("meta_ads", "own name")
    assert (rows["benchmarks"]["year"], rows["benchmarks"]["value"]) == (2025, pytest.approx(0.009))
    assert (rows["brands"]["is_own"], rows["touchpoints"]["converted"]) == (True, False)
    assert (rows["tagging_rules"]["field"], rows["tagging_rules"]["searched"]) == ("topic", "text")
    assert rows["visits"]["dwell_time"] == 200 * 12.5 * 60
    assert (rows["reviews"]["review_id"], rows["reviews"]["platform"]) == ("5", "google")
    assert rows["touchpoints"]["touched_at"] == datetime(2026, 7, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_that_the_workbook_offers_is_understood(language: str) -> None:
    reader = CellReader(find_kpi)
    offered = [(column, labels[language]) for sheet in input_sheets() for column in sheet.columns
               for labels in column.choices.values()]  # fmt: skip
    assert len(offered) > 20
    for column, label in offered:
        assert reader.value(column, label, 5) in {*column.choices, True, False}
    lists = openpyxl.load_workbook(BytesIO(new_workbook(language)))["Lists"]
    assert {label for _, label in offered} <= {cell.value for column in lists.iter_cols() for cell in column}


@pytest.mark.parametrize(
    ("table", "rows", "told"),
    [
        ("targets", [["CTR", None, date(2026, 10, 31), date(2026, 10, 1), 1, None]], ["Targets!row 5: “From”"]),
        ("experiments", [["E", "A", 10, 11, None, None]], ["Experiments!row 5: “Worked"]),
        ("experiments", [["E", "A", 10.5, "many", None, None]], ["Experiments!C5: “10.5”", "Experiments!D5: “many”"]),
        ("tagging_rules", [["Topic", "Green", None, None, None, None]], ["Tagging rules!row 5: Both"]),
        ("tagging_rules", [["Paid", "perhaps", "ad", None, None, None]], ["Tagging rules!row 5: “perhaps”"]),
        ("tagging_rules", [["Topic", "Green", None, "green(", None, None]], ["Tagging rules!D5: “green(”"]),
        ("brands", [["Ours", None, None], ["OURS", None, None]], ["Brands!row 6: Row 5 is about the same"]),
        ("touchpoints", [["a@b.no", date(2026, 1, 1), "X", None, None, None]], ["Touchpoints!A5: This looks like"]),
        ("benchmarks", [["CTR", None, None, 26, None, 1, None]], ["Benchmarks!D5: “26” is not a year"]),
        ("costs", [["5/10/2026", "Work", None, None, 1, None]], ["Costs!A5: “5/10/2026” is not a date"]),
    ],
)
def test_what_cannot_be_meant_is_told_cell_by_cell(
    tmp_path: Path, table: str, rows: list[list[Any]], told: list[str]
) -> None:
    problems = [str(one) for one in read(typed_alone(tmp_path / "inputs.xlsx", table, rows)).problems]
    assert len(problems) == len(told)
    assert all(problem.startswith(start) for problem, start in zip(problems, told, strict=True)), problems


@pytest.mark.parametrize("typed", ["1,200", "1.200", "1.2.3", "12.34,5", "1e999"])
def test_numbers_that_could_be_two_are_refused(tmp_path: Path, typed: str) -> None:
    target = ["CTR", None, date(2026, 10, 1), date(2026, 10, 31), typed, None]
    found = read(typed_alone(tmp_path / "inputs.xlsx", "targets", [target]))
    assert ["Targets!E5" in str(problem) for problem in found.problems] == [True]


def test_a_sheet_that_lost_a_head_is_told_and_not_passed_over(tmp_path: Path) -> None:
    path = filled(tmp_path / "inputs.xlsx", "nb", {"costs": [[date(2026, 10, 5), "Arbeid", None, None, 10, None]]})
    workbook = openpyxl.load_workbook(path)
    workbook["Kostnader"]["E4"] = "Sum"
    workbook.save(path)
    found = read(path)
    assert [str(problem) for problem in found.problems] == ["Kostnader!row 4: There is no column “Beløp”."]
    assert "costs" not in found.tables


def test_notes_and_sheets_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path / "inputs.xlsx", "en", {"brands": [["Ours", "Yes", None]]})
    workbook = openpyxl.load_workbook(path)
    workbook["Brands"]["A2"] = "Brand"
    workbook["Brands"]["G5"] = "a note"
    workbook.create_sheet("Notes")["A1"] = "Brand"
    workbook["Notes"]["A2"] = "not a brand"
    workbook.save(path)
    found = read(path)
    assert found.problems == ()
    assert [row["brand"] for row in found.tables["brands"]] == ["Ours"]
