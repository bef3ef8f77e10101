"""The worksheet functions for Excel on Windows, as xlwings UDFs: import them with the UDF module kpi_xl.excel.udfs.

xlwings looks at every name of this module, so that a function stands here under its own name and under no other. Only
its BSD part is used. What a workbook says never decides which code runs or which folder is read: all that is taken from
it is the project id under its hidden name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import xlwings as xw  # pyright: ignore[reportMissingImports] - an extra

from kpi_xl.excel.calling import desk
from kpi_xl.excel.cells import xlwings_cells
from kpi_xl.excel.functions import CATEGORY, Argument, Function, functions
from kpi_xl.excel.preferences import help_language
from kpi_xl.report.request import PROJECT_NAME

_CALLER = "caller"  # the parameter that xlwings fills with the calling cell


def _udf(function: Function) -> Callable[..., object]:
    """One function as xlwings expects it, made from its description."""
    names = [argument.name for argument in function.arguments if not argument.repeats]

    def call(*given: Any) -> object:
        arguments, caller, rest = given[: len(names)], given[len(names)], given[len(names) + 1 :]
        return xlwings_cells(desk().call(function.name, (*arguments, *rest), _project_of(caller)))

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.help[help_language()]
    call.__annotations__ = {}  # xlwings would convert by them
    call.__signature__ = inspect.Signature([*_parameters(function)])  # type: ignore[attr-defined]
    return _declared(call, function)


def _declared(call: Callable[..., object], function: Function) -> Callable[..., object]:
    for argument in function.arguments:
        # Rows of cells whatever the range's shape, and errors as their texts instead of as empty cells.
        call = xw.arg(function.vba_name(argument), doc=argument.help[help_language()], ndim=2, err_to_str=True)(call)
    # Excel spills by itself; xlwings' own expansion would write over neighbouring cells.
    return xw.func(category=CATEGORY)(xw.ret(expand=None)(call))


def _parameters(function: Function) -> Iterator[inspect.Parameter]:
    """The arguments, the calling cell, and behind it what repeats: xlwings allows no default beside that."""
    repeating = [argument for argument in function.arguments if argument.repeats]
    for argument in function.arguments:
        if not argument.repeats:
            yield _parameter(function.vba_name(argument), argument)
    yield _parameter(_CALLER, repeating[0] if repeating else None)
    for argument in repeating:
        yield inspect.Parameter(function.vba_name(argument), inspect.Parameter.VAR_POSITIONAL)


def _parameter(name: str, argument: Argument | None) -> inspect.Parameter:
    default = inspect.Parameter.empty if argument and argument.required else None
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _project_of(caller: Any) -> str:
    """The id under the hidden name of the calling cell's workbook; empty where it has none."""
    try:
        formula = caller.sheet.book.api.Names(PROJECT_NAME).RefersTo
    except Exception:  # noqa: BLE001 - COM tells in several ways that a workbook has no such name
        return ""
    return str(formula).lstrip("=").strip('"')


globals().update({function.name: _udf(function) for function in functions().values()})
