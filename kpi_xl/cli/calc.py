"""`kpi-xl calc`: any KPI or analysis on numbers that are typed."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, remark, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption
from kpi_xl.errors import FileProblemError, UsageError
from kpi_xl.vocabulary.locales import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpi_xl.kpis.analysis import Analysis, AnalysisTable, CellKind, CellValue
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.report.language import Language as Words

WhatArgument = Annotated[str, typer.Argument(metavar="KPI", help="A KPI or an analysis: its id, or its name.")]
NumbersArgument = Annotated[
    list[str] | None, typer.Argument(metavar="NAME=VALUE", help="1210, 12%, a list 1,2,3, or a part 144/1200.")
]
FileOption = Annotated[Path | None, typer.Option("--file", "-f", help="A CSV file with a column for each number.")]
_NARROW = 8

LanguageOption = Annotated[str, typer.Option(help="Of the answer: en, nb or sv.")]


def calc(  # noqa: PLR0913 - one a part of the question
    what: WhatArgument,
    numbers: NumbersArgument = None,
    *,
    file: FileOption = None,
    language: LanguageOption = "",
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Work out a KPI or an analysis on numbers that you type.

    kpi-xl calc ctr link_clicks=1210 impressions=100000
    """
    from kpi_xl.cli.here import definitions_here  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.kpis.by_hand.answer import analysis_by_hand, kpi_by_hand  # noqa: PLC0415
    from kpi_xl.kpis.kpi import Kpi  # noqa: PLC0415

    here = definitions_here(project)
    spoken = _spoken(language) or here.language
    typed, rows = _typed(numbers or []), _rows(file)
    found = here.find(what)
    if isinstance(found, Kpi):
        result = kpi_by_hand(here.catalogue, found, typed, rows, spoken)
        _tell_kpi(found, result, typed, spoken, as_json=as_json)
    else:
        _tell_analysis(found, analysis_by_hand(found, typed, rows, spoken, here.catalogue), spoken, as_json=as_json)


def _spoken(language: str) -> Language | None:
    if language not in {"", *LANGUAGES}:
        raise UsageError(texts.NO_LANGUAGE.format(language=language), texts.WRITE_LANGUAGE)
    return cast("Language", language) if language else None


def _typed(numbers: Iterable[str]) -> dict[str, str]:
    """Texts by their name; the same name twice is a mistake."""
    typed: dict[str, str] = {}
    for one in numbers:
        name, sign, text = one.partition("=")
        if not sign or not name.strip():
            raise UsageError(texts.NO_NAME.format(text=one), texts.WRITE_NUMBERS)
        if name.strip() in typed:
            raise UsageError(texts.TWICE.format(name=name.strip()), texts.WRITE_NUMBERS)
        typed[name.strip()] = text.strip()
    return typed


def _rows(path: Path | None) -> list[dict[str, str]]:
    """The rows of a CSV file, parted by commas, semicolons or tabs."""
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblemError(texts.NO_UTF8.format(file=path), texts.SAVE_AS_UTF8) from error
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - a head and a row
        raise FileProblemError(texts.NO_ROWS.format(file=path), texts.WRITE_ROWS)
    mark = max(("\t", ";", ","), key=lines[0].count)
    reader = csv.DictReader(lines, delimiter=mark, restval="")
    return [{(name or "").strip(): (cell or "").strip() for name, cell in row.items() if name} for row in reader]


def _tell_kpi(kpi: Kpi, result: Result, typed: Mapping[str, str], spoken: Language, *, as_json: bool) -> None:
    if as_json:
        kept = {name: told for name, told in result.told().items() if name not in {"rows", "sources", "currency"}}
        print_json({**kept, "inputs": typed, "formula": kpi.formula})
        return
    from kpi_xl.report.language import language  # noqa: PLC0415 - Babel is slow to import

    words = language(spoken)
    say(words.label(kpi), "bold")
    if result.value is not None:
        say(f"  {_figure(words, result.value, result.unit)}")
    if result.missing:
        say("  " + texts.MISSING.format(text=result.missing.text))
    if result.bounds:
        low, high = (words.figure(bound, result.unit) for bound in result.bounds)
        say("  " + texts.BOUNDS.format(low=low, high=high))
    for flag in result.flags:
        say(f"  · {flag}")


def _figure(words: Words, value: float, unit: str) -> str:
    """The number as the language writes it, and all of its digits where that leaves some out."""
    shown = words.figure(value, unit)
    places = 4 if unit == "percent" else 0 if unit in {"count", "people"} else 2
    exact = f"{value:.10g}"
    return shown if f"{round(value, places):.10g}" == exact else f"{shown} ({exact})"


def _tell_analysis(analysis: Analysis, table: AnalysisTable, spoken: Language, *, as_json: bool) -> None:
    keys = [column.key for column in table.columns]
    if as_json:
        rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
        told = {"analysis": analysis.id, "rows": rows, "notes": table.notes}
        missing = asdict(table.missing) if table.missing else None
        print_json({**told, "missing": missing, "findings": [asdict(one) for one in table.findings]})
        return
    say(analysis.label.get(spoken) or analysis.id, "bold")
    if table.missing:
        say("  " + texts.MISSING.format(text=table.missing.text))
    else:
        _tell_rows(table, spoken)
    for note in (*table.notes, *(finding.text for finding in table.findings)):
        remark(f"· {note}")


def _tell_rows(table: AnalysisTable, spoken: Language) -> None:
    """A table; where it is too wide to be read, each row as a list."""
    heads = [column.label.get(spoken) or column.key for column in table.columns]
    kinds: list[CellKind] = [column.kind for column in table.columns]
    rows = [[_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows]
    if len(heads) <= _NARROW:
        say_table(heads, rows, numbers=[head for head, kind in zip(heads, kinds, strict=True) if kind != "text"])
        return
    for row in rows:
        say("")
        for head, cell in zip(heads, row, strict=True):
            if cell:
                say(f"  {head:32} {cell}")


def _cell(cell: CellValue, kind: CellKind) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return texts.YES if cell else texts.NO
        case float() if kind == "percent":
            return f"{cell * 100:.6g} %"
        case float() | int():
            return f"{cell:.7g}"
        case _:
            return str(cell)
