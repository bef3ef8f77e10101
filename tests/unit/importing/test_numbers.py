from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.reading.numbers import Decision, Evidence, decide, evidence, number

WAYS = [
    (".", ","),
    (".", ""),
    (".", " "),
    (".", "'"),
    (",", "."),
    (",", ""),
    (",", " "),
    (",", "\u00a0"),
    (",", "\u202f"),
]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def read(connection: duckdb.DuckDBPyConnection, cell: str, decimal: str) -> float | None:
    return connection.execute(f"SELECT {number('v', decimal, 'DOUBLE')} FROM (SELECT ? AS v)", [cell]).fetchall()[0][0]


def seen(connection: duckdb.DuckDBPyConnection, *cells: str, counts: bool = False) -> Evidence:
    connection.execute("CREATE OR REPLACE TEMP TABLE cells (_kind VARCHAR, v VARCHAR)")
    connection.executemany("INSERT INTO cells VALUES ('data', ?)", [[cell] for cell in cells])
    return evidence(connection, "cells", {"v": counts})


def decision(found: Evidence, *, declared: str = "", delimiter: str = ",", language: str = "") -> Decision:
    return decide(found, file="a.csv", declared=declared, delimiter=delimiter, language=language)  # type: ignore[arg-type]


def written(value: float, decimal: str, group: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", group)


@settings(deadline=None)
@given(value=st.decimals(-10_000_000, 10_000_000, places=2).map(float), way=st.sampled_from(WAYS))
def test_a_number_comes_back_however_it_is_written(
    connection: duckdb.DuckDBPyConnection, value: float, way: tuple[str, str]
) -> None:
    decimal, group = way
    assert read(connection, written(value, decimal, group), decimal) == pytest.approx(value)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("[1.23]", ".", 1.23),
        ("US$1.92", ".", 1.92),
        ("€1,622.60", ".", 1622.6),
        ("1 234,56 kr", ",", 1234.56),
        ("NOK 12", ",", 12),
        ("$1,77,000.50 ", ".", 177000.5),
        ("77.77%", ".", 77.77),
        ("−5", ".", -5),
        ("(12.50)", ".", -12.5),
        ("1.5E+3", ".", 1500),
        (".5", ".", 0.5),
    ],
)
def test_signs_around_a_number_are_dropped(
    connection: duckdb.DuckDBPyConnection, cell: str, decimal: str, value: float
) -> None:
    assert read(connection, cell, decimal) == pytest.approx(value)


@pytest.mark.parametrize(
    ("cell", "decimal"),
    [("12,5", "."), ("1,23,45", "."), ("12.5", ","), ("3.апр", "."), ("abc", "."), ("1.2.3", "."), ("", ".")],
)
def test_what_is_no_number_in_the_format_of_the_file_is_missing(
    connection: duckdb.DuckDBPyConnection, cell: str, decimal: str
) -> None:
    assert read(connection, cell, decimal) is None


@settings(deadline=None)
@given(text=st.text(max_size=20))
def test_no_text_breaks_the_reading_of_numbers(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    value = read(connection, text.replace("\0", ""), ".")
    assert value is None or any(sign.isdigit() for sign in text)


@pytest.mark.parametrize("cell", ["12,5", "1.234,5", "0,125", "1.234.567", "1234,567"])
def test_a_comma_is_proved_by(connection: duckdb.DuckDBPyConnection, cell: str) -> None:
    assert decision(seen(connection, cell), declared=".").decimal == ","


@pytest.mark.parametrize("cell", ["12.5", "1,234.5", "0.125", "1,234,567", "376.0", "1234.567"])
def test_a_point_is_proved_by(connection: duckdb.DuckDBPyConnection, cell: str) -> None:
    assert decision(seen(connection, cell), declared=",").decimal == "."


def test_three_decimals_alone_prove_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    assert seen(connection, "1.234", "-999,111") == Evidence()
    assert decision(seen(connection, "1.234"), language="nb").decimal == ","
    assert decision(seen(connection, "1.234"), language="en").decimal == "."


def test_a_count_has_no_decimals_so_its_sign_groups(connection: duckdb.DuckDBPyConnection) -> None:
    assert decision(seen(connection, "1.234", counts=True), declared=".").decimal == ","
    assert decision(seen(connection, "1,234", counts=True), declared=",").decimal == "."


def test_a_semicolon_between_columns_speaks_for_the_comma_when_nothing_else_speaks() -> None:
    assert decision(Evidence(), delimiter=";").decimal == ","
    assert decision(Evidence(), delimiter=";", declared=".").decimal == "."
    assert decision(Evidence()).decimal == "."


def test_numbers_written_in_two_ways_are_refused(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ExportRefusedError, match="two ways: 1 with a decimal point, 2 with a decimal comma"):
        decision(seen(connection, "12.5", "12,5", "7,25"))
