"""A filled workbook is filled again with another month, and is what a fresh fill of the template gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from cellrune import Workbook
from corpus.filled import Corpus
from corpus.inventory import inventory
from corpus.kernel import PLATFORMS, filling
from corpus.reading import shown_cells
from corpus.templates import TEMPLATES, CorpusTemplate

from kpi_xl.workbook.fill import fill
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template

MONTHS = {
    "another month": (filling(), filling(31, PLATFORMS, "Other")),
    "none, then some": (filling(0, ()), filling()),
}
MORE_MONTHS = {
    "fewer rows": (filling(), filling(2, PLATFORMS[:1], "Other")),
    "more rows": (filling(3, PLATFORMS[:1]), filling(40, (*PLATFORMS, "X"), "Other")),
    "the same": (filling(), filling()),
}
INSERTED_AT, ADDED_ROWS = 3, 2
RICHEST = [template for template in TEMPLATES if template.name in ("all", "pages", "odd-cells")]


@pytest.mark.parametrize("months", MONTHS.values(), ids=MONTHS)
def test_filling_again_gives_what_a_fresh_fill_gives(
    corpus: Corpus, wanted: CorpusTemplate, months: tuple[Filling, Filling], tmp_path: Path
) -> None:
    _fill_twice_and_compare(corpus.template(wanted), months, tmp_path)


@pytest.mark.parametrize("template", RICHEST, ids=lambda template: template.name)
@pytest.mark.parametrize("months", MORE_MONTHS.values(), ids=MORE_MONTHS)
def test_the_richest_templates_take_months_of_any_length(
    corpus: Corpus, template: CorpusTemplate, months: tuple[Filling, Filling], tmp_path: Path
) -> None:
    _fill_twice_and_compare(corpus.template(template), months, tmp_path)


def _fill_twice_and_compare(template: Path, months: tuple[Filling, Filling], folder: Path) -> None:
    first, again, fresh = (folder / f"{name}{template.suffix}" for name in ("first", "again", "fresh"))
    fill(Template.open(template), months[0], first)
    fill(Template.open(first), months[1], again)
    fill(Template.open(template), months[1], fresh)
    assert shown_cells(again) == shown_cells(fresh)
    assert _without_empty_rows(inventory(again) - inventory(fresh)) == {}
    assert _without_empty_rows(inventory(fresh) - inventory(again)) == {}


def _without_empty_rows(differences: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Rows that the longer month used may stay behind, empty."""
    return {feature: count for feature, count in differences.items() if feature[1:] != ("row",)}


def test_a_filled_workbook_still_asks_for_what_its_template_asks(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted)
    asked = {placeholder.text for placeholder in Template.open(filled.template).placeholders}
    assert {placeholder.text for placeholder in Template.open(filled.path).placeholders} == asked


def test_rows_sheets_and_notes_of_a_person_are_kept_and_what_moved_is_found(corpus: Corpus, tmp_path: Path) -> None:
    """Another program stands in for the person: it moves formulas and names as Excel does."""
    template = corpus.template(TEMPLATES[0])
    first, edited, again, fresh = (tmp_path / f"{name}.xlsx" for name in ("first", "edited", "again", "fresh"))
    fill(Template.open(template), filling(), first)
    _edit(first, edited)
    fill(Template.open(edited), filling(31, PLATFORMS[:2], "Other"), again)
    fill(Template.open(template), filling(31, PLATFORMS[:2], "Other"), fresh)
    shown, expected = shown_cells(again), shown_cells(fresh)
    assert shown["Report", "C3"][1] == "mine"
    assert shown["Thoughts", "A1"][1] == "about Other"
    for row in (1, 2):
        assert shown["Report", f"A{row}"] == expected["Report", f"A{row}"]
    values = {
        (address.rstrip("0123456789"), int(address.lstrip("ABCDEFGH"))): value
        for (sheet, address), (_, value, _) in expected.items()
        if sheet == "Report"
    }
    for (column, row), value in values.items():
        moved = row + ADDED_ROWS if row >= INSERTED_AT else row
        assert shown["Report", f"{column}{moved}"][1] == value
    for place, cell in expected.items():
        if place[0] == "Data":
            assert shown[place] == cell


def _edit(path: Path, edited: Path) -> None:
    with Workbook.open_path(str(path)) as book:
        book.apply_changes(
            book.summary()["semantic_revision"],
            [{"kind": "insert_rows", "sheet": "Report", "row": INSERTED_AT, "count": ADDED_ROWS}],
        )
        book.add_sheet("Thoughts")
        book.set_text("Thoughts", "A1", "about Other")
        book.set_text("Report", "C3", "mine")
        book.save_edits(str(edited))
