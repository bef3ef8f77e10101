"""What every bundled KPI keeps to."""

from __future__ import annotations

import pytest

from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.excel import Cell, Criteria, excel, lookup
from kpi_xl.kpis.figures import field_of
from kpi_xl.kpis.kpi import Kpi
from kpi_xl.kpis.words import fields, words

KPIS = Host().kpis()
CATALOGUE = Catalogue(KPIS)
LANGUAGES = ("en", "nb", "sv")


def test_there_are_more_than_a_hundred() -> None:
    assert len(KPIS) > 100


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.id)
class TestKpi:
    def test_it_has_a_label_in_every_language(self, kpi: Kpi) -> None:
        assert set(kpi.label) == set(LANGUAGES)
        assert all(text and text == text.strip() for text in kpi.label.values())

    def test_its_source_is_a_page_or_the_project_itself(self, kpi: Kpi) -> None:
        assert kpi.source == "the project" or kpi.source.startswith(("https://", "http://"))

    def test_it_is_found_by_its_id_and_its_labels(self, kpi: Kpi) -> None:
        names = [kpi.id, kpi.label["en"]]
        assert all(CATALOGUE.find(name).id == kpi.id for name in names)

    def test_it_can_be_put_in_words(self, kpi: Kpi) -> None:
        texts = [words(CATALOGUE, kpi.id, language) for language in LANGUAGES]
        assert all(text.endswith(".") and "_" not in text for text in texts), texts

    def test_its_fields_exist(self, kpi: Kpi) -> None:
        needed = fields(CATALOGUE, kpi.id)
        assert needed or kpi.id == "breakeven_roas"  # which stands on a number of the user's alone
        assert all(field_of(*name.split(".")) for name in needed), needed

    def test_it_has_a_formula_for_excel_or_is_looked_up(self, kpi: Kpi) -> None:
        criteria = Criteria(Cell("$C$4"), Cell("$C$5"), Cell("$A7"), Cell("$B7"), Cell("$D7"))
        formula = excel(CATALOGUE, kpi.id, criteria) or lookup(kpi.id, criteria)
        assert len(formula) < 8192
        assert not formula.startswith("=")
        assert formula.count("(") == formula.count(")")

    def test_what_no_formula_tells_is_told_in_words(self, kpi: Kpi) -> None:
        assert set(kpi.meaning) == (set() if kpi.formula else set(LANGUAGES))

    def test_its_names_are_short_enough_for_a_cell(self, kpi: Kpi) -> None:
        assert max(map(len, kpi.label.values())) <= 60


def test_no_two_kpis_have_one_name_in_a_language() -> None:
    for language in LANGUAGES:
        labels = [kpi.label[language] for kpi in KPIS]
        assert len(labels) == len(set(labels)), {label for label in labels if labels.count(label) > 1}
