"""The description that every host is generated from."""

from __future__ import annotations

import re

import pytest

from kpi_xl.excel.cells import HOSTS, CellError
from kpi_xl.excel.functions import Function, functions
from kpi_xl.vocabulary.locales import LANGUAGES

FUNCTIONS = tuple(functions().values())
LONGEST_HELP = 255  # what Excel shows
# Words that VBA keeps to itself, so that no argument may be called by them.
_KEPT = """
    and as byref byval call case close const date dim do each else end enum error event exit for friend
    function get global if implements in input is let lib like line lock loop lset me mod name new next
    not nothing null object on open option optional or paramarray preserve print private property public
    put redim rem resume return rset seek select set static step stop string sub then time to true type
    until variant wend while with write xor from
"""
VBA = frozenset(re.findall(r"\w+", _KEPT))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_a_name_can_stand_in_a_cell_and_in_vba(function: Function) -> None:
    assert re.fullmatch(r"[A-Z][A-Z_]*", function.name)  # a digit at the end would make a cell's address of it


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_arguments_have_names_that_vba_allows(function: Function) -> None:
    names = [argument.name for argument in function.arguments]
    assert len({*names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z_]*", name) or name in VBA] == []


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_what_may_be_left_out_and_what_repeats_comes_last(function: Function) -> None:
    required = [argument.required for argument in function.arguments]
    assert required == sorted(required, reverse=True)
    repeating = [argument for argument in function.arguments if argument.repeats]
    assert repeating in ([], [*function.arguments[-1:]])
    assert not repeating or all(required)  # neither VBA nor xlwings has both


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_help_is_there_in_each_language_and_fits(function: Function) -> None:
    for texts in (function.help, *(argument.help for argument in function.arguments)):
        assert set(texts) == set(LANGUAGES)
        assert all(0 < len(text) <= LONGEST_HELP for text in texts.values())


def test_every_host_has_something_for_every_error() -> None:
    assert [host for host, errors in HOSTS.items() if set(errors) != set(CellError)] == []


def test_the_errors_of_a_host_can_be_told_apart() -> None:
    assert [host for host, errors in HOSTS.items() if len({*errors.values()}) != len(CellError)] == []
