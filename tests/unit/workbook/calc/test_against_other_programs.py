"""Hundreds of formulas over random data, computed here and by three independent programs.

A value counts as right when at least two of the three agree: each of them has its own faults (LibreOffice counts TRUE
as a number, for one), but no two the same.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from oracles import betteroffice, cellrune, has_libreoffice, libreoffice

from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.calc.serials import Calendar
from kpi_xl.workbook.calc.values import ErrorValue, Uncomputable

LAST = 41
PLATFORMS = ("Instagram", "instagram", "Facebook", "TikTok", "X")
TEXTS = ("alpha", "Beta gamma", "  two  spaces ", "post 12", "æøå", "a*b", "q?", "tilde~x")
MIXED = (3, "3", "x", True, None, -2.5, "*", 12, "Abc", "abc", "~a", "ab?c", 0, False, "7")

CRITERIA = (
    '"Instagram"', '"<>Instagram"', '">100"', '"<=50.5"', '"*a*"', '"~*"', '""', '"="', '"<>"', "3", '"3"', "TRUE",
    '"abc"', '"a*"', '"<>3"', '">=3"', '"<>*"', "D!C3", '"~~a"', '"ab~?c"',
)  # fmt: skip
NUMBERS = ("2.5", "-2.5", "2.675", "1234.5678", "0.5", "-0.5", "99.995", "123456.785", "-7.1", "1/3")
DAYS = ("DATE(2026,10,31)", "DATE(2024,2,29)", "DATE(2026,1,1)+0.75", "DATE(1999,7,4)+TIME(1,2,3)")
WORDS = ("D!E2", "D!E3", "D!E4", "D!E5", '"Hei på deg"', '"  a  b "', '"ABC-def gh"', "123.5")


def by_criteria() -> list[str]:
    found: list[str] = []
    for criterion in CRITERIA:
        found += [f"COUNTIF(D!{column}2:{column}{LAST},{criterion})" for column in "BCDE"]
        found += [
            f"SUMIF(D!B2:B{LAST},{criterion},D!D2:D{LAST})",
            f'SUMIFS(D!D2:D{LAST},D!B2:B{LAST},"i*",D!E2:E{LAST},{criterion})',
            f'COUNTIFS(D!B2:B{LAST},{criterion},D!C2:C{LAST},">=100")',
            f"_xlfn.MAXIFS(D!C2:C{LAST},D!E2:E{LAST},{criterion})",
        ]
    found += [f"COUNTIF(D!G2:G{LAST},{criterion})" for criterion in ('"abc"', '"~*"', '"<>abc"', '"x"', '">2"', '"<>"')]
    months = [f"DATE(2026,{month},1)" for month in range(1, 12)]
    span = 'SUMIFS(D!D2:D{last},D!A2:A{last},">="&{first},D!A2:A{last},"<="&EOMONTH({first},0))'
    return found + [span.format(last=LAST, first=month) for month in months]


def statistics() -> list[str]:
    names = (
        "SUM",
        "AVERAGE",
        "COUNT",
        "COUNTA",
        "MIN",
        "MAX",
        "MEDIAN",
        "STDEV",
        "STDEVP",
        "VAR",
        "VARP",
        "PRODUCT",
        "SUMSQ",
        "COUNTBLANK",
    )
    found = [f"{name}(D!{area})" for name in names for area in ("C2:C41", "D2:D9", "H2:H5")]
    for place in range(1, 6):
        found += [
            f"LARGE(D!D2:D41,{place})",
            f"SMALL(D!C2:C41,{place})",
            f"PERCENTILE(D!D2:D41,{place / 7})",
            f"QUARTILE(D!D2:D41,{place - 1})",
            f"RANK(D!D{place + 3},D!D2:D41)",
            f"RANK(D!D{place + 3},D!D2:D41,1)",
        ]
    lines = ("SLOPE", "INTERCEPT", "CORREL", "RSQ", "COVAR", "STEYX")
    return found + [f"{name}(D!D2:D9,D!A2:A9)" for name in lines] + ["FORECAST(46400,D!D2:D9,D!A2:A9)"]


def numbers() -> list[str]:
    found: list[str] = []
    for number in NUMBERS:
        found += [
            f"{name}({number},{digits})" for name in ("ROUND", "ROUNDUP", "ROUNDDOWN") for digits in (0, 1, 2, -2)
        ]
        found += [f"{name}({number})" for name in ("INT", "TRUNC", "ABS", "SIGN", "EVEN", "ODD", "EXP", "SQRT", "LN")]
        found += [f"{name}({number},0.5)" for name in ("MROUND", "CEILING", "FLOOR", "MOD", "QUOTIENT", "POWER")]
        codes = ("0", "0.0", "#,##0", "#,##0.00", "0%", "0.0%", "0.00E+00", "000.0", "0.0;(0.0)", "+0;-0", "$#,##0")
        found += [f'TEXT({number},"{code}")' for code in codes] + [f'{number}&""', f"FIXED({number},1)", f"-{number}^2"]
    return found


def days() -> list[str]:
    found: list[str] = []
    codes = ("yyyy-mm-dd", "d. mmmm yyyy", "dd/mm/yy", "mmm yyyy", "ddd", "hh:mm", "h:mm AM/PM", "hh:mm:ss", "[h]:mm")
    for day in DAYS:
        found += [f'TEXT({day},"{code}")' for code in codes]
        found += [f"{name}({day})" for name in ("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "_xlfn.ISOWEEKNUM")]
        found += [f"WEEKDAY({day},{kind})" for kind in (1, 2, 3, 11, 14)] + [
            f"WEEKNUM({day},{kind})" for kind in (1, 2, 21)
        ]
        found += [f"{name}({day},{months})" for name in ("EDATE", "EOMONTH") for months in (-13, -1, 0, 1, 25)]
        found += [
            f"NETWORKDAYS({day},DATE(2026,11,15))",
            f"WORKDAY({day},-7)",
            f"NETWORKDAYS.INTL({day},DATE(2026,12,1),2)",
            f'WORKDAY.INTL({day},5,"0010011")',
            f'DATEDIF({day},DATE(2026,12,15),"YM")',
            f"YEARFRAC({day},DATE(2026,12,15),1)",
            f"DAYS360({day},DATE(2026,12,31))",
        ]
    return found


def texts() -> list[str]:
    found: list[str] = []
    for word in WORDS:
        found += [
            f"{name}({word})" for name in ("LEN", "UPPER", "LOWER", "PROPER", "TRIM", "CODE", "ISTEXT", "N", "VALUE")
        ]
        found += [
            f"LEFT({word},3)",
            f"RIGHT({word},2)",
            f"MID({word},2,3)",
            f'SUBSTITUTE({word},"a","__",2)',
            f'REPLACE({word},2,2,"?")',
            f'FIND("a",{word})',
            f'SEARCH("?A",{word})',
            f'{word}="ALPHA"',
            f"{word}+1",
            f"REPT({word},2)",
        ]
    return [*found, '_xlfn.TEXTJOIN(", ",TRUE,D!B2:B6,D!H2:H4)', "_xlfn.CONCAT(D!B2:C4)"]


def lookups() -> list[str]:
    found: list[str] = []
    for wanted in ("D!B5", '"TikTok"', '"tik*"', '"zzz"', "D!D7", "D!C3", "12"):
        for column in "BCDG":
            found += [f"MATCH({wanted},D!{column}2:{column}41,0)", f"VLOOKUP({wanted},D!{column}2:G41,1,FALSE)"]
    return [
        *found,
        "INDEX(D!B2:D41,3,2)",
        "SUM(INDEX(D!C2:D41,0,2))",
        "SUM(D!C2:INDEX(D!C2:C41,5))",
        "SUM(OFFSET(D!C1,1,0,5,2))",
        'SUM(INDIRECT("D!C2:C9"))',
        'LOOKUP(2,1/(D!B2:B41="Facebook"),D!D2:D41)',
        "MATCH(250,{10,200,300,400})",
        "MATCH(250,{400,300,200,10},-1)",
        'SUMPRODUCT((D!B2:B41="instagram")*(D!C2:C41>100)*D!D2:D41)',
        'SUMPRODUCT(--(D!B2:B41="X"),D!D2:D41)',
        "SUMPRODUCT(1/COUNTIF(D!B2:B41,D!B2:B41))",
        "SUMPRODUCT((MONTH(D!A2:A41)=5)*1)",
        'SUMPRODUCT(ISNUMBER(SEARCH("a",D!E2:E41))*D!D2:D41)',
        'SUM(SUMIF(D!B2:B41,{"X","TikTok"},D!D2:D41))',
        "SUM(D!C2:C5 D!C3:D9)",
        "SUBTOTAL(109,D!C2:C41)",
        "_xlfn.AGGREGATE(14,6,D!C2:C41,2)",
        'IFERROR(1/0,"e")',
        'IF(D!H2="","blank","filled")',
        "_xlfn.IFS(FALSE,1,TRUE,2)",
        '_xlfn.SWITCH(3,1,"a",3,"c","z")',
    ]


FORMULAS = list(dict.fromkeys(by_criteria() + statistics() + numbers() + days() + texts() + lookups()))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random data on the sheet D, the formulas on F, each with a stored value that is wrong."""
    path = tmp_path_factory.mktemp("formulas") / "formulas.xlsx"
    chance = random.Random(5)  # noqa: S311 - nothing to guess
    with xlsxwriter.Workbook(path) as book:
        data, formulas = book.add_worksheet("D"), book.add_worksheet("F")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(1, LAST):
            data.write_datetime(row, 0, dt.date(2026, 1, 1) + dt.timedelta(days=chance.randint(0, 300)), day)
            data.write_string(row, 1, chance.choice(PLATFORMS))
            if chance.random() < 0.85:
                data.write_number(row, 2, chance.randint(0, 500))
            data.write_number(row, 3, round(chance.uniform(0, 900), 2))
            data.write_string(row, 4, chance.choice(TEXTS))
            value = chance.choice(MIXED)
            if value is not None:
                (data.write_string if isinstance(value, str) else data.write)(row, 6, value)
        for row, formula in enumerate(FORMULAS):
            formulas.write_formula(row, 0, f"={formula}", None, 777)
    return path


def test_formulas_come_to_what_other_programs_compute(workbook: Path, open_source: Callable[..., object]) -> None:
    if not has_libreoffice():
        pytest.skip("LibreOffice is not installed")
    source, _ = open_source(workbook)
    calculator = Calculator(source)
    cells = [("F", f"A{row}") for row in range(1, len(FORMULAS) + 1)]
    others = [libreoffice(workbook, cells), betteroffice(workbook, cells), cellrune(workbook, cells)]
    wrong: list[str] = []
    refused = 0
    for row, formula in enumerate(FORMULAS):
        found = calculator.value("F", row + 1, 1)
        if isinstance(found, Uncomputable):
            refused += 1
        elif sum(_same(found, other[row]) for other in others) < 2:
            wrong.append(f"{formula}: {found!r}, elsewhere {[other[row] for other in others]}")
    assert len(FORMULAS) > 700
    assert not wrong
    assert refused < 5


def _same(left: object, right: object) -> bool:
    left, right = _plain(left), _plain(right)
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right


def _plain(value: object) -> object:
    if isinstance(value, ErrorValue):
        return value.value
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, dt.date):
        return Calendar(date1904=False).serial(value)
    if isinstance(value, dt.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return "" if value is None else value


REPORT = Path(__file__).parents[5] / "shared" / "design" / "look" / "fjordkaffe-rapport-2026-10.xlsx"


@pytest.mark.skipif(not REPORT.exists(), reason="the hand-made report is not beside the project")
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_every_formula_of_a_hand_made_report_comes_to_its_stored_value(open_source: Callable[..., object]) -> None:
    source, formulas = open_source(REPORT)
    stored = openpyxl.load_workbook(REPORT, data_only=True)
    calculator = Calculator(source)
    wrong = [
        (sheet, row, column, text)
        for sheet, row, column, text in formulas
        if not _same(calculator.value(sheet, row, column), stored[sheet].cell(row, column).value)
    ]
    assert len(formulas) > 1_000
    assert not wrong
