"""`python -m kpi_xl.excel.calc.serving`: answers questions from standard input, a line of JSON each.

A question is {"function": …, "arguments": […], "project": …}. An answer is {"cell": …} or {"rows": [[…], …]}; a cell
is a number, a text, or {"error": the number that Calc has for it}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from typing import TextIO

from kpi_xl.excel.calling import Desk, desk
from kpi_xl.excel.cells import HOSTS, Cell, CellError
from kpi_xl.excel.functions import functions


def serve(questions: Iterable[str], answers: TextIO, at: Desk) -> None:
    """Answer until there are no more questions."""
    for line in questions:
        with redirect_stdout(sys.stderr):  # what a plugin prints must not come between the answers
            answer = _answer(at, line)
        answers.write(answer + "\n")
        answers.flush()


def _answer(at: Desk, line: str) -> str:
    question = json.loads(line)
    function = question["function"]
    found = at.call(function, [*_arguments(function, question["arguments"])], question["project"])
    if isinstance(found, tuple):
        return json.dumps({"rows": [[_cell(cell) for cell in row] for row in found]})
    return json.dumps({"cell": _cell(found)})


def _arguments(function: str, given: Sequence[object]) -> Iterator[object]:
    """The arguments, in which 0 is an empty cell: Calc hands one over so. Only numbers that repeat may be nought."""
    named = sum(not argument.repeats for argument in functions()[function].arguments)
    for at, argument in enumerate(given):
        yield None if argument == 0 and at < named else argument


def _cell(cell: Cell) -> object:
    return {"error": HOSTS["calc_code"][cell]} if isinstance(cell, CellError) else cell


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # pyright: ignore[reportAttributeAccessIssue]
    serve(sys.stdin, sys.stdout, desk())
