"""One number format a file: which sign is the decimal one is decided from all cells, never cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.reading.sql import name, text
from kpi_xl.vocabulary.locales import locale

if TYPE_CHECKING:
    import duckdb

Sign = Literal[".", ","]

# Blanks of every kind and the Swiss apostrophe group thousands in any format.
_GROUPING_BLANKS = " \u00a0\u2009\u202f'’"  # noqa: RUF001 - that apostrophe is meant
_DIGITS_AND_SIGNS = "regexp_replace(v, '[^0-9.,]', '', 'g')"
# What proves a decimal sign S with grouping sign G: both of them, decimals that are not three, groups repeated.
_PROOF = (
    r"^\d{{1,3}}({G}\d{{3}})+{S}\d+$"
    r"|^\d*{S}(\d{{1,2}}|\d{{4,}})$"
    r"|^(\d{{4,}}|0\d*){S}\d{{3}}$"
    r"|^\d{{1,3}}({G}\d{{3}}){{2,}}$"
    r"|^\d{{1,2}}({G}\d{{2}})+{G}\d{{3}}({S}\d+)?$"  # India groups by two above the thousand: 1,77,000.00
)
# 1.234 or 1,234 alone: a thousand, or one and a bit.
_DOUBTFUL = r"^[1-9]\d{{0,2}}{S}\d{{3}}$"


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often the cells of a file speak for each decimal sign."""

    proves_point: int = 0
    proves_comma: int = 0
    counts_with_point: int = 0  # 1.234 in a column of counts: a count has no decimals, so the point groups
    counts_with_comma: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.proves_point + other.proves_point,
            self.proves_comma + other.proves_comma,
            self.counts_with_point + other.counts_with_point,
            self.counts_with_comma + other.counts_with_comma,
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The decimal sign of a file and why."""

    decimal: Sign
    reason: str


NO_EVIDENCE = Evidence()


def evidence(connection: duckdb.DuckDBPyConnection, table: str, fields: Mapping[str, bool]) -> Evidence:
    """What the cells of these columns (name → whether it holds counts) say of the number format."""
    total = NO_EVIDENCE
    for field, holds_counts in fields.items():
        tests = (_proof(".", ","), _proof(",", "."), _doubtful("."), _doubtful(","))
        counted = ", ".join(f"count(*) FILTER (regexp_matches(d, {text(test)}))" for test in tests)
        query = (
            f"SELECT {counted} FROM (SELECT {_DIGITS_AND_SIGNS} AS d FROM "
            f"(SELECT {name(field)} AS v FROM {table} WHERE _kind = 'data'))"
        )
        point, comma, doubtful_point, doubtful_comma = connection.sql(query).fetchall()[0]
        total += Evidence(point, comma, doubtful_point * holds_counts, doubtful_comma * holds_counts)
    return total


def decide(seen: Evidence, *, file: str, declared: Literal["", ".", ","], delimiter: str, language: str) -> Decision:
    """The decimal sign: proof in the cells first, then what the platform writes, then what the language writes.

    Raises:
        ExportRefusedError: some cells can only be read with a decimal point and others only with a comma.
    """
    if seen.proves_point and seen.proves_comma:
        message = (
            f"{file} writes numbers in two ways: {seen.proves_point} with a decimal point, "
            f"{seen.proves_comma} with a decimal comma."
        )
        raise ExportRefusedError(message, "Export it again and do not save it from a spreadsheet in between.")
    if seen.proves_point or seen.proves_comma:
        return Decision("." if seen.proves_point else ",", "the numbers themselves")
    if bool(seen.counts_with_point) != bool(seen.counts_with_comma):
        return Decision("," if seen.counts_with_point else ".", "groups of three in columns of counts")
    if declared:
        return Decision(declared, "what the platform writes")
    if delimiter == ";":
        return Decision(",", "the semicolon between the columns")
    return _of_language(language)


def number(cell: str, decimal: str, sql_type: str) -> str:
    """The SQL of a cell's number: signs, currency, per cent and grouping dropped; NULL for anything else."""
    group = "," if decimal == "." else "."
    mark, blanks = f"\\{decimal}", f"\\{group}{_GROUPING_BLANKS}"
    indian = f"\\d{{1,2}}(?:[{blanks}]\\d{{2}})+[{blanks}]\\d{{3}}"
    digits = f"(?:\\d{{1,3}}(?:[{blanks}]\\d{{3}})+|{indian}|\\d+)"
    core = f"(?:{digits}(?:{mark}\\d+)?|{mark}\\d+)(?:[eE][+-]?\\d+)?"
    around = r"[\p{Sc}A-Za-z]{0,4}"
    # Pinterest wraps its results in brackets: [1.23].
    whole = f"[-−+(\\[]?\\s*{around}\\s*[-−]?\\s*{core}\\s*(?:%|{around}\\.?)[)\\]]?"
    ungrouped = f"regexp_replace(regexp_extract({cell}, {text(core)}), {text(f'[{blanks}]')}, '', 'g')"
    value = f"try_cast(replace({ungrouped}, {text(decimal)}, '.') AS {sql_type})"
    minus = f"regexp_matches({cell}, {text('^[^0-9]*[-−(]')})"
    return (
        f"CASE WHEN regexp_full_match({cell}, {text(whole)}) THEN CASE WHEN {minus} THEN -{value} ELSE {value} END END"
    )


def _of_language(language: str) -> Decision:
    if not language:
        return Decision(".", "nothing says otherwise")
    symbol = locale(language).number_symbols["latn"]["decimal"]
    return Decision("," if symbol == "," else ".", f"the language of the header ({language})")


def _proof(sign: str, group: str) -> str:
    return _PROOF.format(S=f"\\{sign}", G=f"\\{group}")


def _doubtful(sign: str) -> str:
    return _DOUBTFUL.format(S=f"\\{sign}")
