"""What every bundled analysis keeps to."""

from __future__ import annotations

import random
from datetime import date
from functools import cache

import pytest
from unit.analyses.busy import Tables, busy_rows, data_of

from kpi_xl import Analysis, AnalysisTable, Data, Language, Period, Scope
from kpi_xl.host.manager import Host
from kpi_xl.vocabulary.tables import tables

ANALYSES = Host(strict=True).analyses()
LANGUAGES: tuple[Language, ...] = ("en", "nb", "sv")
OCTOBER = Scope(Period.parse("2026-10"))
NUMBERS = {"count", "number", "percent", "money", "seconds"}


@cache
def busy_table(analysis_id: str, language: Language = "en") -> AnalysisTable:
    """English on pandas; Swedish on DuckDB with the rows shuffled and in two files: both have to agree."""
    return analysis_of(analysis_id).table(busy_data(language), OCTOBER, {}, language)


@cache
def busy_data(language: Language) -> Data:
    return data_of(split(busy_rows()), "duckdb") if language == "sv" else data_of(busy_rows())


@cache
def few_data(most: int) -> Data:
    return data_of(thinned(most), covered=False)


def analysis_of(analysis_id: str) -> Analysis:
    return next(one for one in ANALYSES if one.id == analysis_id)


def split(tables: Tables) -> Tables:
    chance = random.Random(1)  # noqa: S311 - the same order each time
    mixed = {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}
    parts = {name: [{**row, "_batch": f"file{at % 2}"} for at, row in enumerate(mixed[name])] for name in mixed}
    # The first variant of an experiment is its control: there the order is what the user says.
    return {**parts, "experiments": tables["experiments"]}


def thinned(most: int) -> Tables:
    """A few rows a table; where a row stands for many people, of few people."""
    found = {table: rows[:most] for table, rows in busy_rows().items()}
    crowds = {"trials", "successes", "delivered", "unique_clicks", "sent"}
    for table in ("experiments", "email_campaigns"):
        found[table] = [
            {name: _few(one) if name in crowds else one for name, one in row.items()} for row in found[table]
        ]
    return found


def _few(count: object) -> int:
    return count // 60 if isinstance(count, int) else 0


def numbers_of(table: AnalysisTable) -> list[list[object]]:
    """The cells without their words, as far as floats can agree."""
    return [[_rounded(cell) for cell in row if not isinstance(cell, str)] for row in table.rows]


def _rounded(cell: object) -> object:
    return float(f"{cell:.6g}") if isinstance(cell, float | int) else cell


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda one: one.id)
class TestAnalysis:
    def test_it_has_names_in_every_language(self, analysis: Analysis) -> None:
        named = [analysis.label, *(one.label for one in (*analysis.columns, *analysis.settings))]
        named += [argument.label for argument in (analysis.by_hand.arguments if analysis.by_hand else ())]
        assert all(set(label) == set(LANGUAGES) and all(label.values()) for label in named)

    def test_its_columns_have_keys_of_their_own(self, analysis: Analysis) -> None:
        keys = [column.key for column in analysis.columns]
        assert len(keys) == len(set(keys))
        assert all(key.isidentifier() and key == key.lower() for key in keys)

    def test_the_fields_it_reads_exist(self, analysis: Analysis) -> None:
        assert all(
            field in tables()[table].fields for table, _, field in (need.partition(".") for need in analysis.needs)
        )
        assert analysis.needs or analysis.area == "statistics" or analysis.by_hand

    def test_its_source_is_a_page_or_the_project_itself(self, analysis: Analysis) -> None:
        assert analysis.source == "the project" or analysis.source.startswith("http")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_without_data_it_says_why_there_is_nothing(self, analysis: Analysis, language: Language) -> None:
        table = analysis.table(data_of({}), OCTOBER, {}, language)
        assert not table.findings
        assert table.rows or (table.missing is not None and table.missing.text)

    @pytest.mark.parametrize(("most", "language"), [(1, "en"), (3, "nb")])
    def test_few_rows_bear_out_no_finding(self, analysis: Analysis, most: int, language: Language) -> None:
        table = analysis.table(few_data(most), OCTOBER, {}, language)
        assert not [one.text for one in table.findings]
        assert len({len(row) for row in table.rows} | {len(analysis.columns)}) == 1

    def test_cells_are_of_the_kind_of_their_column(self, analysis: Analysis) -> None:
        table = busy_table(analysis.id)
        assert table.columns == analysis.columns
        for row in table.rows:
            assert len(row) == len(analysis.columns)
            for column, cell in zip(analysis.columns, row, strict=True):
                if cell is not None:
                    kind = (int, float) if column.kind in NUMBERS else date if column.kind in {"date", "time"} else str
                    assert isinstance(cell, kind), (column.key, cell)

    def test_engines_languages_and_the_order_of_rows_change_no_number(self, analysis: Analysis) -> None:
        english, swedish = busy_table(analysis.id), busy_table(analysis.id, "sv")
        assert numbers_of(english) == numbers_of(swedish)
        assert len(english.findings) == len(swedish.findings)

    def test_a_finding_is_a_sentence_about_a_row(self, analysis: Analysis) -> None:
        for language in ("en", "sv"):
            table = busy_table(analysis.id, language)
            for finding in table.findings:
                assert 0 <= finding.row < len(table.rows)
                assert 0 <= finding.importance <= 1
                assert finding.text.endswith(".")
                assert any(letter.isdigit() for letter in finding.text)
                assert "{" not in finding.text + finding.advice


def test_those_that_stand_beside_their_kpi_are_there_too() -> None:
    """The customer value model is an analysis in a package of KPIs, and analyses may be asked for alone."""
    assert {"clv_model", "customer_purchases"} <= {one.id for one in ANALYSES}
