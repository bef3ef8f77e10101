from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kpi_xl.errors import UsageError
from kpi_xl.project.inputs import Inputs, read_inputs
from kpi_xl.project.inputs_layout import input_sheets
from kpi_xl.project.new_inputs import write_inputs
from kpi_xl.vocabulary.locales import LANGUAGES
from kpi_xl.vocabulary.tables import tables

KPIS = {"Reach": "reach", "Rekkevidde": "reach", "CTR": "ctr"}


def find_kpi(text: str) -> str:
    if text not in KPIS:
        raise UsageError(f"There is no KPI “{text}”.", "")
    return KPIS[text]


def filled(path: Path, language: str, rows: Mapping[str, list[list[Any]]]) -> Path:
    """A new workbook with rows typed below the heads, by the table's name."""
    write_inputs(path, language, "NOK", list(KPIS))
    workbook = openpyxl.load_workbook(path)
    for layout in input_sheets():
        sheet = workbook[layout.labels[language]]
        for at, row in enumerate(rows.get(layout.table, []), start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column, value)
    workbook.save(path)
    return path


def read(path: Path) -> Inputs:
    return read_inputs(path, find_kpi)


def test_every_input_fills_a_field_of_the_vocabulary() -> None:
    for sheet in input_sheets():
        assert {column.field for column in sheet.columns} <= tables()[sheet.table].fields.keys()
        assert all(set(LANGUAGES) <= column.labels.keys() for column in sheet.columns)
        assert all(set(LANGUAGES) == labels.keys() for column in sheet.columns for labels in column.choices.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workbook_is_empty_but_complete(tmp_path: Path, language: str) -> None:
    path = filled(tmp_path / "inputs.xlsx", language, {})
    assert read(path).tables == {}
    assert read(path).problems == ()
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames[:4] == [sheet.labels[language] for sheet in input_sheets()]
    assert all(workbook[name].data_validations.count > 0 for name in workbook.sheetnames[:4])
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
    assert found.rows_read == 4


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
    found = read(filled(tmp_path / "inputs.xlsx", "en", {"costs": [row, good]}))
    (problem,) = found.problems
    assert (problem.sheet, problem.row) == ("Costs", 5)
    assert problem.text.startswith(f"{cell}: ")
    assert what in problem.text
    assert [one["amount"] for one in found.tables["costs"]] == [20.0]


@pytest.mark.parametrize(
    ("typed", "value"), [("1 200,50", 1200.5), ("3,5 %", 0.035), ("1200.5", 1200.5), ("1\u00a0200", 1200.0)]
)
def test_numbers_typed_as_text_are_read_where_they_can_mean_only_one(tmp_path: Path, typed: str, value: float) -> None:
    target = ["CTR", None, date(2026, 10, 1), date(2026, 10, 31), typed, None]
    found = read(filled(tmp_path / "inputs.xlsx", "en", {"targets": [target]}))
    assert found.tables["targets"][0]["value"] == pytest.approx(value)
