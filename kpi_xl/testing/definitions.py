"""What every KPI and every analysis promises, as classes of tests that an author fills in."""

from __future__ import annotations

from typing import ClassVar

from kpi_xl.host import Host
from kpi_xl.kpis.analysis import Analysis
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.figures import field_of
from kpi_xl.kpis.kpi import Kpi
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.kpis.words import fields, words
from kpi_xl.vocabulary.locales import LANGUAGES
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data

_NO_DATA = Data(frames={}, files={}, pending=(), coverage=(), currency="EUR", timezone="UTC")
_SCOPE = Scope(Period.parse("2026-10"))


class KpiContract:
    """Everything that a KPI promises; pytest collects the tests from your subclass."""

    kpi: ClassVar[Kpi]

    @property
    def catalogue(self) -> Catalogue:
        """The KPI beside all that are installed; a wrong definition is an error that says what is wrong."""
        return Catalogue([self.kpi, *(one for one in Host().kpis() if one.id != self.kpi.id)])

    def test_its_definition_is_sound(self) -> None:
        assert self.kpi.id in self.catalogue
        needed = fields(self.catalogue, self.kpi.id)
        assert needed
        assert [name for name in needed if field_of(*name.split(".")) is None] == []

    def test_it_is_called_and_told_in_every_language(self) -> None:
        assert set(LANGUAGES) <= {language for language, label in self.kpi.label.items() if label.strip()}
        assert all(words(self.catalogue, self.kpi.id, language).endswith(".") for language in ("en", "nb", "sv"))

    def test_it_is_found_by_its_names(self) -> None:
        names = (self.kpi.id, *self.kpi.label.values(), *self.kpi.aliases)
        assert {self.catalogue.find(name).id for name in names} == {self.kpi.id}

    def test_its_source_is_named(self) -> None:
        assert self.kpi.source.strip()

    def test_without_data_it_is_missing_with_a_reason(self) -> None:
        (result,) = evaluate(self.catalogue, [(self.kpi.id, _SCOPE)], _NO_DATA, "en")
        assert result.value is None
        assert result.missing is not None
        assert result.missing.text


class AnalysisContract:
    """Everything that an analysis promises; pytest collects the tests from your subclass."""

    analysis: ClassVar[Analysis]

    def test_its_words_are_there_in_every_language(self) -> None:
        labels = (self.analysis.label, *(column.label for column in self.analysis.columns))
        labels = (*labels, *(setting.label for setting in self.analysis.settings))
        assert [label for label in labels if not set(LANGUAGES) <= label.keys()] == []

    def test_its_fields_exist(self) -> None:
        assert [name for name in self.analysis.needs if field_of(*name.split(".")) is None] == []

    def test_its_columns_have_keys_of_their_own(self) -> None:
        keys = [column.key for column in self.analysis.columns]
        assert sorted(set(keys)) == sorted(keys)

    def test_its_source_is_named(self) -> None:
        assert self.analysis.source.strip()

    def test_without_data_it_is_missing_with_a_reason(self) -> None:
        for language in ("en", "nb", "sv"):
            table = self.analysis.table(_NO_DATA, _SCOPE, {}, language)
            assert table.rows == ()
            assert table.missing is not None
            assert table.missing.text
