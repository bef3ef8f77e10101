"""What formulas come to by Excel's documentation and its well-known habits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kpi_xl.workbook.calc.addresses import corners
from kpi_xl.workbook.calc.values import ErrorValue, Uncomputable

Calculate = Callable[..., object]
DIV0, VALUE, REF, NAME, NUM, NA, NULL = (
    ErrorValue.DIV0,
    ErrorValue.VALUE,
    ErrorValue.REF,
    ErrorValue.NAME,
    ErrorValue.NUM,
    ErrorValue.NA,
    ErrorValue.NULL,
)

OPERATORS = {
    "1+2*3": 7,
    "-2^2": 4,
    "2^3^2": 64,
    "2^-1": 0.5,
    "50%": 0.5,
    "200%%": 0.02,
    '"a"&1': "a1",
    "1&2+3": "15",
    "1/0": DIV0,
    '"5"+1': 6,
    '"1,234"+1': 1235,
    '"5%"*2': 0.1,
    '"x"+1': VALUE,
    "TRUE+1": 2,
    '"a"="A"': True,
    '1="1"': False,
    'TRUE>"z"': True,
    '"z">9': True,
    "0^0": NUM,
    "(-8)^(1/3)": NUM,
    "1E+308*10": NUM,
    "0.1+0.2=0.3": True,
    "0.1+0.2-0.3": 0,
    "(0.1+0.2-0.3)=0": False,
    '1/3&""': "0.333333333333333",
    '100000000000000000000&""': "1E+20",
    "{1,2,3}*2": 2,
    "@{5,6}": 5,
}


@pytest.mark.parametrize(("formula", "expected"), OPERATORS.items())
def test_operators_work_as_in_excel(calculate: Calculate, formula: str, expected: object) -> None:
    assert calculate(formula) == expected


BLANKS = {
    "A1": 0,
    'A1&"x"': "x",
    'A1=""': True,
    "A1=0": True,
    "A1=FALSE": True,
    "ISBLANK(A1)": True,
    'IF(A1="","none",A1)': "none",
    "COUNT(A1)": 0,
    "COUNTA(A1:A9)": 0,
    "COUNTBLANK(A1:A9)": 9,
    "AVERAGE(A1:A9)": DIV0,
    "MAX(A1:A9)": 0,
    "SUM(1,,2)": 3,
    "AVERAGE(1,,2)": 1,
    "IF(TRUE,,5)": 0,
}


@pytest.mark.parametrize(("formula", "expected"), BLANKS.items())
def test_a_blank_cell_is_nothing_zero_or_empty_text(calculate: Calculate, formula: str, expected: object) -> None:
    assert calculate(formula) == expected


CHOICES = {
    "IF(A1>1,2)": False,
    "IF(1,A2/0,1)": DIV0,
    "IF(0,A2/0,1)": 1,
    'IF("TRUE",1,2)': 1,
    'IF("x",1,2)': VALUE,
    "IFERROR(1/0,7)": 7,
    "IFERROR(NA(),7)": 7,
    "IFNA(1/0,7)": DIV0,
    "IFNA(NA(),7)": 7,
    'IFS(A1>5,"a",TRUE,"b")': "b",
    "IFS(FALSE,1)": NA,
    'SWITCH(2,1,"a",2,"b","c")': "b",
    'SWITCH(9,1,"a",2,"b","c")': "c",
    'CHOOSE(2,"a","b")': "b",
    'CHOOSE(3,"a","b")': VALUE,
    "AND(TRUE,1,A1:A9)": True,
    "AND(A1:A9)": VALUE,
    "OR(FALSE,0)": False,
    "XOR(TRUE,TRUE,TRUE)": True,
    "NOT(A1)": True,
}


@pytest.mark.parametrize(("formula", "expected"), CHOICES.items())
def test_choices_evaluate_only_what_they_choose(calculate: Calculate, formula: str, expected: object) -> None:
    assert calculate(formula) == expected


NUMBERS = {
    "ROUND(2.5,0)": 3,
    "ROUND(-2.5,0)": -3,
    "ROUND(2.675,2)": 2.68,
    "ROUND(1.005,2)": 1.01,
    "ROUND(1234,-2)": 1200,
    "ROUND(4,-1)": 0,
    "ROUND(5,-1)": 10,
    "ROUND(0.49999999999999994,0)": 1,  # fifteen digits of it are 0.5
    "ROUNDUP(1.01,0)": 2,
    "ROUNDUP(-1.01,0)": -2,
    "ROUNDDOWN(-1.99,0)": -1,
    "TRUNC(-1.99)": -1,
    "INT(-1.5)": -2,
    "MROUND(7.5,5)": 10,
    "MROUND(-7,5)": NUM,
    "CEILING(0.3,0.1)": 0.3,
    "CEILING(-2.5,2)": -2,
    "CEILING(-2.5,-2)": -4,
    "CEILING(2,-1)": NUM,
    "FLOOR(-2.5,2)": -4,
    "FLOOR(-2.5,-2)": -2,
    "FLOOR(2.5,0)": DIV0,
    "MOD(-3,2)": 1,
    "MOD(3,-2)": -1,
    "MOD(3,0)": DIV0,
    "SQRT(-1)": NUM,
    "LN(0)": NUM,
    "LOG(8,2)": 3,
    "LOG10(1000)": 3,
    "SIGN(-0.1)": -1,
    "PRODUCT(A1:A9)": 0,
    "SUMPRODUCT({1,2;3,4},{5,6;7,8})": 70,
    "SUMPRODUCT({1,2},{1,2,3})": VALUE,
    'SUM("x")': VALUE,
    'SUM("3",TRUE)': 4,
    "MEDIAN(1,2,3,10)": 2.5,
    "LARGE({3,1,2},2)": 2,
    "SMALL({3,1,2},4)": NUM,
    "PERCENTILE({1,2,3,4},0.3)": 1.9,
    "QUARTILE({1,2,3,4},1)": 1.75,
    "PERCENTRANK({1,2,3,4},2.5)": 0.5,
    "STDEV.P({2,4,4,4,5,5,7,9})": 2,
    "VAR.S({1,2,3,4})": 5 / 3,
    "STDEV({1})": DIV0,
    "MODE({1,2,2,3})": 2,
    "MODE({1,2})": NA,
    "SLOPE({3,5,7},{1,2,3})": 2,
    "INTERCEPT({3,5,7},{1,2,3})": 1,
    "FORECAST(4,{3,5,7},{1,2,3})": 9,
    "CORREL({1,2,3},{2,4,6})": 1,
    "RSQ({1,2,3},{6,4,2})": 1,
    "PMT(0.08/12,10,10000)": -1037.03208935916,
    "FV(0.06/12,10,-200,-500,1)": 2581.40337406012,
    "PV(0.08/12,240,500)": -59777.1458511878,
    "NPV(0.1,-10000,3000,4200,6800)": 1188.44341233522,
}


@pytest.mark.parametrize(("formula", "expected"), NUMBERS.items())
def test_numbers_come_out_as_in_excel(calculate: Calculate, formula: str, expected: object) -> None:
    found = calculate(formula)
    assert found == (pytest.approx(expected, rel=1e-12) if isinstance(expected, float) else expected)


DAYS = {
    "DATE(2026,10,31)": 46326,
    "DATE(1900,2,29)": 60,
    "DATE(1900,3,1)": 61,
    "DATE(2026,14,1)": 46419,
    "DATE(126,1,1)": 46023,
    "DATE(-1,1,1)": NUM,
    "DAY(60)": 29,
    "MONTH(0)": 1,
    "YEAR(-1)": NUM,
    "WEEKDAY(DATE(2026,10,31))": 7,
    "WEEKDAY(DATE(2026,10,31),2)": 6,
    "WEEKNUM(DATE(2026,1,4))": 2,
    "WEEKNUM(DATE(2026,1,4),2)": 1,
    "ISOWEEKNUM(DATE(2027,1,1))": 53,
    "EDATE(DATE(2026,1,31),1)": 46081,
    "EDATE(DATE(2024,2,29),12)": 45716,
    "EOMONTH(DATE(2026,10,5),-8)": 46081,
    'DATEVALUE("2026-10-31")': 46326,
    "DAYS(DATE(2026,3,1),DATE(2026,2,1))": 28,
    "NETWORKDAYS(DATE(2026,10,1),DATE(2026,10,31))": 22,
    "NETWORKDAYS(DATE(2026,10,31),DATE(2026,10,1))": -22,
    "NETWORKDAYS(DATE(2026,10,1),DATE(2026,10,31),DATE(2026,10,2))": 21,
    "WORKDAY(DATE(2026,10,30),1)": 46328,
    'DATEDIF(DATE(2025,12,15),DATE(2026,10,14),"M")': 9,
    "TIME(12,30,0)": 0.520833333333333,
    "HOUR(0.75)": 18,
    "MINUTE(0.52)": 28,
    "SECOND(0.5001)": 9,
    'TIMEVALUE("18:00")': 0.75,
}


@pytest.mark.parametrize(("formula", "expected"), DAYS.items())
def test_days_count_as_in_excel(calculate: Calculate, formula: str, expected: object) -> None:
    assert calculate(formula) == (pytest.approx(expected) if isinstance(expected, float) else expected)


TEXTS = {
    'LEFT("æøå",2)': "æø",
    'LEFT("abc",-1)': VALUE,
    'RIGHT("abc",9)': "abc",
    'MID("abc",2,9)': "bc",
    'MID("abc",0,1)': VALUE,
    'LEN("👍")': 2,
    'FIND("B","abc")': VALUE,
    'SEARCH("B","abc")': 2,
    'SEARCH("b?d","abcd")': 2,
    'SEARCH("~*","a*b")': 2,
    'SUBSTITUTE("a-b-c","-","+",2)': "a-b+c",
    'SUBSTITUTE("a-b-c","-","")': "abc",
    'REPLACE("abcdef",2,3,"X")': "aXef",
    'TRIM("  a   b ")': "a b",
    'PROPER("o\'neil på 3rd")': "O'Neil På 3Rd",
    'UPPER("straße")': "STRAßE",
    'TEXTJOIN("-",TRUE,"a","",1)': "a-1",
    'CONCATENATE("a",TRUE,1.5)': "aTRUE1.5",
    'REPT("ab",2)': "abab",
    'EXACT("a","A")': False,
    'VALUE("12%")': 0.12,
    'VALUE("abc")': VALUE,
    "FIXED(1234.567,1)": "1,234.6",
    "FIXED(1234.567,-2,TRUE)": "1200",
    "CHAR(65)": "A",
    'CODE("€")': 128,
    "UNICHAR(8364)": "€",
    'CLEAN("a"&CHAR(7)&"b")': "ab",
    'HYPERLINK("#A1","go")': "go",
    'T(5)&"x"': "x",
    'N("5")': 0,
}


@pytest.mark.parametrize(("formula", "expected"), TEXTS.items())
def test_text_is_cut_and_joined_as_in_excel(calculate: Calculate, formula: str, expected: object) -> None:
    assert calculate(formula) == expected


FORMATS = {
    ("1234567.891", "#,##0.00"): "1,234,567.89",
    ("0", "#,##0"): "0",
    ("0", "#.#"): ".",
    ("0.345", "0.0%"): "34.5%",
    ("-1.005", "0%"): "-101%",
    ("1234567", "0.0,,"): "1.2",
    ("12345.678", "0.00E+00"): "1.23E+04",
    ("-5", "0;(0)"): "(5)",
    ("0", '0;-0;"none"'): "none",
    ("150", "[>100]0.0;0"): "150.0",
    ("99", "[>100]0.0;0"): "99",
    ("1234", '0 "kr"'): "1234 kr",
    ("1234", "[$kr-414] #,##0"): "kr 1,234",
    ("-0.2", "0"): "0",
    ("5", "000"): "005",
    ("DATE(2026,10,5)", "yyyy-mm-dd"): "2026-10-05",
    ("DATE(2026,10,5)", "d. mmmm yyyy"): "5. October 2026",
    ("DATE(2026,10,5)", "ddd d/m/yy"): "Mon 5/10/26",
    ("0.75", "h:mm AM/PM"): "6:00 PM",
    ("1.5", "[h]:mm"): "36:00",
    ("TIME(1,2,3)", "mm:ss"): "02:03",
    ('"abc"', "0.0"): "abc",
    ('"abc"', '0;0;0;"is "@'): "is abc",
    ("TRUE", "0"): "TRUE",
    ("DATE(2026,10,5)", "[$-414]dddd d. mmmm yyyy"): "mandag 5. oktober 2026",
    ("DATE(2026,5,1)", "[$-41D]mmmm"): "maj",
    ("12.5", "General"): "12.5",
}


@pytest.mark.parametrize(("value", "code"), FORMATS)
def test_text_formats_as_in_excel(calculate: Calculate, value: str, code: str) -> None:
    quoted = code.replace('"', '""')
    expected = FORMATS[value, code]
    found = calculate(f'TEXT({value},"{quoted}")')
    assert (found.lstrip("-") if expected == "0" and isinstance(found, str) else found) == expected


LOOKUPS = {
    "MATCH(3,A1:A4,0)": 3,
    'MATCH("B*",B1:B4,0)': 2,
    "MATCH(2.5,A1:A4)": 2,
    "MATCH(0,A1:A4)": NA,
    "MATCH(9,A1:A4,0)": NA,
    "MATCH(3,{5,4,3,1},-1)": 3,
    "INDEX(B1:B4,2)": "beta",
    "INDEX(A1:B4,2,2)": "beta",
    "INDEX(A1:B4,9,1)": REF,
    "SUM(INDEX(A1:B4,0,1))": 10,
    "SUM(A1:INDEX(A1:A4,3))": 6,
    "VLOOKUP(2,A1:B4,2,FALSE)": "beta",
    "VLOOKUP(2.9,A1:B4,2)": "beta",
    "VLOOKUP(9,A1:B4,2,FALSE)": NA,
    "VLOOKUP(2,A1:B4,3,FALSE)": REF,
    'HLOOKUP("x",{"w","x";1,2},2,FALSE)': 2,
    "LOOKUP(2.5,A1:A4,B1:B4)": "beta",
    'LOOKUP(2,1/(B1:B4<>""),B1:B4)': "delta",
    "LOOKUP(9E+307,A:A)": 4,
    "SUM(OFFSET(A1,1,0,2,1))": 5,
    "OFFSET(A1,-1,0)": REF,
    'SUM(INDIRECT("A1:A"&2))': 3,
    'INDIRECT("nonsense!")': REF,
    "ROWS(A1:B4)*COLUMNS(A1:B4)": 8,
    "ROW(C7)&COLUMN(C7)": "73",
    "ROW()": 99,
    "ADDRESS(2,28)": "$AB$2",
    'ADDRESS(2,3,4,TRUE,"My data")': "'My data'!C2",
    "SUM(A1:A3 A2:B4)": 5,
    "SUM(A1:A2 B1:B2)": NULL,
    "SUM((A1,A3:A4))": 8,
    "XLOOKUP(3,A1:A4,B1:B4)": "gamma",
    'XLOOKUP(9,A1:A4,B1:B4,"none")': "none",
    "nowhere+1": NAME,
}


@pytest.mark.parametrize(("formula", "expected"), LOOKUPS.items())
def test_lookups_find_what_excel_finds(calculate: Calculate, formula: str, expected: object) -> None:
    cells = {"A1": 1, "A2": 2, "A3": 3, "A4": 4, "B1": "alpha", "B2": "beta", "B3": "gamma", "B4": "delta"}
    assert calculate(formula, **cells) == expected


NOT_COMPUTED = {
    "TODAY()": "another value each time",
    "RAND()*0": "another value each time",
    "FILTER(A1:A3,A1:A3>1)": "FILTER is not known",
    "[1]Sheet1!A1": "another workbook",
    "'C:\\[b.xlsx]S'!A1": "another workbook",
    "MATCH(2,{3,1,2})": "not sorted",
    '"10/11"+1': "reader's language",
    '"ærlig"<"zebra"': "reader's language",
    "INT(4.1*100)": "sixteenth digit",
    'TEXT(A1,"mmmm åååå")': "each language",
    'TEXT(A1,"[$-411]mmmm")': "not known",
    "SUM(1": "lacks",
    "gone[Clicks]": "no table",
    "SUMPRODUCT(IF(A1:A3>1,1,0))": "array formula",
    "MATCH(1,(A1:A3=1)*(B1:B3=2),0)": "array formula",
}


@pytest.mark.parametrize(("formula", "reason"), NOT_COMPUTED.items())
def test_what_cannot_be_told_is_not_guessed(calculate: Calculate, formula: str, reason: str) -> None:
    found = calculate(formula)
    assert isinstance(found, Uncomputable)
    assert reason in found.reason


def test_a_branch_that_cannot_be_told_does_not_matter_unless_it_is_taken(calculate: Calculate) -> None:
    assert calculate("IF(A1=1,5,TODAY())", A1=1) == 5
    assert isinstance(calculate("IFERROR(TODAY(),5)"), Uncomputable)


def test_days_of_cells_are_numbers(calculate: Calculate) -> None:
    assert calculate("A1+1", A1=date(2026, 10, 31)) == 46327


def test_a_range_where_one_value_is_wanted_gives_the_cell_level_with_the_formula(calculate: Calculate) -> None:
    cells = {"A98": 1, "A99": 2, "A100": 3}
    assert calculate("A98:A100*10", **cells) == 20
    assert calculate("A1:A3*10", **cells) == VALUE
    assert calculate("SUMPRODUCT(A98:A100*10)", **cells) == 60


@pytest.mark.parametrize("text", ["", "$", "A", "A0", "XFE1", "A1048577", "A1:", ":A1", "A1:B2:C3", "$$1", "1A"])
def test_what_is_no_address_is_read_as_none(text: str) -> None:
    assert corners(text) is None


@pytest.mark.parametrize("text", ["A1", "$A$1", "xfd1048576", "A1:B2", "C:C", "$4:$4"])
def test_addresses_are_read(text: str) -> None:
    assert corners(text) is not None
