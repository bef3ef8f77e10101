"""What LibreOffice is told of the functions: their types (IDL) and their names and help (CalcAddIns.xcu)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from kpi_xl.excel.functions import Argument, Function, functions

SERVICE = "org.kpixl.Functions"  # UNO allows no underscore in names
_BOOK = "com::sun::star::beans::XPropertySet book"  # which Calc fills with the document, unseen by the user
_LANGUAGES = ("en", "nb", "sv")


def method(function: Function) -> str:
    """A function's name in UNO: kpiChange for KPI_CHANGE."""
    return _camel(function.name.lower())


def gives_rows(function: Function) -> bool:
    """Whether Calc is handed rows, be it only one cell; it takes them from functions declared so alone."""
    return function.shape in {"block", "either"}


def idl() -> str:
    """The interface of all functions. LibreOffice reads IDL as it is written, so that none is compiled beforehand."""
    methods = "".join(f"    {_signature(function)}\n" for function in functions().values())
    return f"module org {{ module kpixl {{\ninterface XFunctions {{\n{methods}}};\n}}; }};\n"


def calc_addins() -> str:
    """Names and help of functions and arguments in every language."""
    described = "".join(_function(function) for function in functions().values())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" oor:package="org.openoffice.Office">\n'
        f'<node oor:name="AddInInfo"><node oor:name="{SERVICE}" oor:op="replace"><node oor:name="AddInFunctions">\n'
        f"{described}</node></node></node>\n</oor:component-data>\n"
    )


def _signature(function: Function) -> str:
    parameters = [f"[in] {_BOOK}", *(_parameter(argument) for argument in function.arguments)]
    result = "sequence< sequence<any> >" if gives_rows(function) else "any"
    return f"{result} {method(function)}({', '.join(parameters)});"


def _parameter(argument: Argument) -> str:
    return f"[in] {'sequence<any>' if argument.repeats else 'any'} {_parameter_name(argument)}"


def _parameter_name(argument: Argument) -> str:
    return _camel(argument.name) + "Argument"  # keeps clear of IDL's own words


def _function(function: Function) -> str:
    parameters = "".join(
        f'<node oor:name="{_parameter_name(argument)}" oor:op="replace">'
        f"{_texts('DisplayName', dict.fromkeys(_LANGUAGES, argument.name))}"
        f"{_texts('Description', argument.help)}</node>"
        for argument in function.arguments
    )
    return (
        f'<node oor:name="{method(function)}" oor:op="replace">'
        f"{_texts('DisplayName', dict.fromkeys(_LANGUAGES, function.name))}{_texts('Description', function.help)}"
        '<prop oor:name="Category"><value>Add-In</value></prop>'
        f'<prop oor:name="CompatibilityName"><value xml:lang="en-US">{function.name}</value></prop>'
        f'<node oor:name="Parameters">{parameters}</node></node>\n'
    )


def _texts(name: str, by_language: Mapping[str, str]) -> str:
    values = "".join(f'<value xml:lang="{language}">{escape(by_language[language])}</value>' for language in _LANGUAGES)
    return f'<prop oor:name="{name}">{values}</prop>'


def _camel(name: str) -> str:
    return "".join(_capitalised(name.split("_")))


def _capitalised(words: list[str]) -> Iterator[str]:
    yield words[0]
    yield from (word.capitalize() for word in words[1:])
