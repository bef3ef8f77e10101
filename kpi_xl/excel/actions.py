"""What the buttons of the add-in do: import exports, and make the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.errors import KpiXlError
from kpi_xl.excel.addin.modules import texts
from kpi_xl.excel.cells import text_cell
from kpi_xl.excel.projects import open_project

if TYPE_CHECKING:
    from kpi_xl.project.project import Project

_REFUSALS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Done:
    """How an action went, in words; and the file that it made, if any."""

    well: bool
    text: str
    made: Path | None = None


def act(workbook: str, action: str, arguments: Sequence[str] = ()) -> Done:
    """Do what a button stands for. Whatever goes wrong is told, never raised.

    Args:
        workbook: the project id that the open workbook names, or empty.
        action: `import` or `report`.
        arguments: for `import` the files that the user chose; none means the exports folder.
    """
    try:
        return _ACTIONS[action](open_project(workbook), arguments)
    except KpiXlError as error:
        return Done(well=False, text=str(error))


def _import(project: Project, files: Sequence[str]) -> Done:
    outcomes = project.import_files([Path(file) for file in files] or None)
    project.add_up()
    counts = Counter({"imported": 0, "known": 0, "refused": 0})
    counts.update(outcome.kind for outcome in outcomes)
    told = [_told("imported", project).format(**counts)]
    refused = [f"{outcome.file}: {outcome.error}" for outcome in outcomes if outcome.error]
    told += refused[:_REFUSALS_SHOWN]
    return Done(not refused, text_cell("\n".join(told)))


def _report(project: Project, _arguments: Sequence[str]) -> Done:
    path = project.make_report().path
    return Done(well=True, text=_told("report", project).format(path=path), made=path)


def _told(name: str, project: Project) -> str:
    return texts()["told"][name][project.settings.language]


_ACTIONS: Mapping[str, Callable[[Project, Sequence[str]], Done]] = {"import": _import, "report": _report}
