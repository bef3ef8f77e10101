"""The VBA of the add-in: written by hand in `code`, and generated from functions.toml and texts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kpi_xl.excel.addin.vba_project import Module
from kpi_xl.excel.cells import HOSTS, CellError
from kpi_xl.excel.functions import CATEGORY, Argument, Function, functions
from kpi_xl.kpis.sentences import Language

_BY_HAND = ("KpiConnection", "KpiAnswers", "KpiFreezing", "KpiRibbon")
_DOCUMENTS = ("ThisWorkbook", "Sheet1")
_PACKAGE = "kpi_xl.excel.addin"


def modules(xlwings_version: str, language: Language) -> Sequence[Module]:
    """Every module of the add-in, for one version of xlwings, whose library has its version in its name."""
    documents = [Module(name, _source(f"{name}.cls", xlwings_version), document=True) for name in _DOCUMENTS]
    by_hand = [Module(name, _source(f"{name}.bas", xlwings_version)) for name in _BY_HAND]
    made = [_module("KpiFunctions", _wrappers()), _module("KpiHelp", _help(language)), _texts_module(language)]
    return (*documents, *made, *by_hand)


@cache
def texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What the add-in says, by section, name and language."""
    return tomllib.loads(files(_PACKAGE).joinpath("texts.toml").read_text(encoding="utf-8"))


def _source(file: str, xlwings_version: str) -> str:
    found = files(_PACKAGE).joinpath("code", file).read_text(encoding="utf-8")
    marks = {"@XLWINGS@": xlwings_version}
    marks |= {f"@{error.name}@": str(HOSTS["xlwings"][error]) for error in CellError}
    for mark, text in marks.items():
        found = found.replace(mark, text)
    return found


def _module(name: str, body: Iterator[str], *, private: bool = False) -> Module:
    head = [f'Attribute VB_Name = "{name}"', "Option Explicit"]
    head += ["Option Private Module"] if private else []
    return Module(name, "\n".join([*head, *body, ""]))


def _wrappers() -> Iterator[str]:
    """A worksheet function for each description. A plugin's KPI is a text argument, so that none are added later."""
    for function in functions().values():
        parameters = ", ".join(_parameter(function, argument) for argument in function.arguments)
        values = ", ".join(f"ValueOf({function.vba_name(one)})" for one in function.arguments if not one.repeats)
        rest = next((function.vba_name(one) for one in function.arguments if one.repeats), None)
        yield ""
        yield f"Public Function {function.name}({parameters}) As Variant"
        if rest:
            yield "    Dim All() As Variant, At As Long"
            yield f"    All = Array({values})"
            yield f"    For At = LBound({rest}) To UBound({rest})"
            yield "        ReDim Preserve All(0 To UBound(All) + 1)"
            yield f"        All(UBound(All)) = ValueOf({rest}(At))"
            yield "    Next"
        yield f'    {function.name} = Answer("{function.name}", {"All" if rest else f"Array({values})"})'
        yield "End Function"


def _parameter(function: Function, argument: Argument) -> str:
    name = function.vba_name(argument)
    if argument.repeats:
        return f"ParamArray {name}() As Variant"
    return f"{'' if argument.required else 'Optional '}ByVal {name} As Variant"


def _help(language: Language) -> Iterator[str]:
    """Descriptions for the function wizard, which takes them only while the add-in is no add-in."""
    names = [*functions()]
    yield "Option Private Module"
    yield ""
    yield "Public Function FunctionNames() As Variant"
    yield "    FunctionNames = Array( _"
    yield "        " + ", ".join(_quoted(name) for name in names[:7]) + ", _"
    yield "        " + ", ".join(_quoted(name) for name in names[7:]) + ")"
    yield "End Function"
    yield ""
    yield "Public Sub DescribeFunctions()"
    yield "    On Error Resume Next"
    yield "    Application.ScreenUpdating = False"
    yield "    ThisWorkbook.IsAddin = False"
    yield from (f"    Describe{name}" for name in names)
    yield "    ThisWorkbook.IsAddin = True"
    yield "    ThisWorkbook.Saved = True"
    yield "    Application.ScreenUpdating = True"
    yield "End Sub"
    for function in functions().values():
        yield from _description(function, language)


def _description(function: Function, language: Language) -> Iterator[str]:
    yield ""
    yield f"Private Sub Describe{function.name}()"
    yield "    On Error Resume Next"
    told = f"Description:={_quoted(function.help[language])}, _"
    yield f"    Application.MacroOptions Macro:={_quoted(function.name)}, Category:={_quoted(CATEGORY)}, _"
    if function.arguments:
        yield f"        {told}"
        yield "        ArgumentDescriptions:=Array( _"
        helps = [_quoted(argument.help[language]) for argument in function.arguments]
        yield from (f"            {text}, _" for text in helps[:-1])
        yield f"            {helps[-1]})"
    else:
        yield f"        {told.removesuffix(', _')}"
    yield "End Sub"


def _texts_module(language: Language) -> Module:
    told = (f"Public Const {name} As String = {_quoted(text[language])}" for name, text in texts()["messages"].items())
    return _module("KpiTexts", told, private=True)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
