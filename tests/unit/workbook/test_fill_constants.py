"""Texts under hidden names, which programs find in a workbook again."""

from __future__ import annotations

import openpyxl
from drawn_templates import Bench
from xlsxwriter import Workbook

from kpi_xl.workbook.filling import Filling


def draw(book: Workbook) -> None:
    book.add_worksheet("Report").write("A1", "{{ client }}")
    book.define_name("Margin", "=0.4")


def month(project: str) -> Filling:
    return Filling(cells={"client": "Fjord"}, constants={"the_project": project})


def test_a_constant_stands_under_a_hidden_name(bench: Bench) -> None:
    names = openpyxl.load_workbook(bench.filled(draw, month('say "12"')).path).defined_names
    assert (names["the_project"].value, names["the_project"].hidden) == ('"say ""12"""', True)
    assert names["Margin"].value == "0.4"


def test_the_next_fill_puts_its_own_in_the_place_of_the_last(bench: Bench) -> None:
    again = bench.filled(draw, month("one")).again(month("another"))
    assert openpyxl.load_workbook(again.path).defined_names["the_project"].value == '"another"'


def test_without_constants_no_name_is_added(bench: Bench) -> None:
    names = openpyxl.load_workbook(bench.filled(draw, Filling(cells={"client": "Fjord"})).path).defined_names
    assert "the_project" not in names


def test_the_same_constants_give_the_same_bytes(bench: Bench) -> None:
    template = bench.template(draw)
    one, other = (bench.filled(template, month("one")).path.read_bytes() for _ in range(2))
    assert one == other
