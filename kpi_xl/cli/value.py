"""`kpi-xl value`: KPI values for programs."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, tell_broken, tell_wrong
from kpi_xl.cli.options import ProjectOption, StrictOption
from kpi_xl.errors import UsageError
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_xl.kpis.result import Result
    from kpi_xl.project.project import Query

QueriesOption = Annotated[Path, typer.Option(help="A JSON file with a list of queries; - reads standard input.")]

_NEEDED = ("kpi", "from", "to")
_PARTS = ("platform", "account", "campaign")


def value(*, queries: QueriesOption, project: ProjectOption = None, strict: StrictOption = False) -> None:
    """Print KPI values as JSON.

    Each query is {"kpi", "from", "to", "platform", "account", "campaign"}, the last three optional. Rates are
    fractions (0.0345), money is in the project's currency.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    asked = [_query(at, one) for at, one in enumerate(_read(queries), 1)]
    opened = Project.open(project, strict=strict)
    results = opened.values(asked)
    tell_broken(opened.host)
    tell_wrong(opened.catalogue)
    print_json([_answer(result) for result in results])


def _read(path: Path) -> list[Any]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
        queries: object = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UsageError(texts.NO_JSON.format(file=path, error=error), texts.WRITE_QUERIES) from error
    if not isinstance(queries, list):
        raise UsageError(texts.NO_LIST.format(file=path), texts.WRITE_QUERIES)
    return queries


def _query(number: int, one: Any) -> Query:
    from kpi_xl.project.project import Query  # noqa: PLC0415

    if not isinstance(one, dict) or any(not isinstance(one.get(key), str) for key in _NEEDED):
        raise UsageError(texts.QUERY_INCOMPLETE.format(number=number), texts.WRITE_QUERIES)
    try:
        period = Period(date.fromisoformat(one["from"]), date.fromisoformat(one["to"]))
    except ValueError as error:
        raise UsageError(texts.QUERY_DAYS.format(number=number), texts.WRITE_DAY) from error
    return Query(one["kpi"], Scope(period, **{part: one.get(part) or None for part in _PARTS}))


def _answer(result: Result) -> Mapping[str, Any]:
    answer = result.told()
    del answer["kpi"]
    return answer
