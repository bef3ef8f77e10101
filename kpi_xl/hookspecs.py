"""The hooks: what a plugin may bring, and when it is asked.

A plugin is a module with functions of these names, marked with `hookimpl`:

    from kpi_xl import Kpi, hookimpl

    @hookimpl
    def kpi_xl_kpis():
        return [Kpi(id="…", …)]

Hooks are asked once a run, when something of their kind is first needed. Their order means nothing: two plugins that
bring the same name are an error. Import nothing heavy at the top of the module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kpi_xl.importing.importer import Importer
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.checks import Covered
    from kpi_xl.kpis.kpi import Kpi

PROJECT_NAME = "kpi_xl"

_hookspec = HookspecMarker(PROJECT_NAME)
hookimpl = HookimplMarker(PROJECT_NAME)


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook that a report can be made on."""

    name: str  # what `kpi-xl report --template` is given
    path: Path
    label: Mapping[str, str]  # by language: {"en": "Monthly report", "nb": "Månedsrapport", …}


@_hookspec
def kpi_xl_importers() -> Sequence[Importer]:
    """Give importers, each for the export formats of one platform. Asked before a file is recognised."""
    ...


@_hookspec
def kpi_xl_kpis() -> Sequence[Kpi]:
    """Give KPI definitions. Asked when values, formulas or the glossary are needed."""
    ...


@_hookspec
def kpi_xl_analyses() -> Sequence[Analysis]:
    """Give analyses, whose answer is a table and not one number. Asked when a report or a command wants one."""
    ...


@_hookspec
def kpi_xl_templates() -> Sequence[Template]:
    """Give report templates. Asked when a report is made and when templates are listed."""
    ...


@_hookspec
def kpi_xl_coverage() -> Sequence[Covered]:
    """Tell what the plugin's KPIs and analyses cover, and the outside sources that tests hold them against."""
    ...
