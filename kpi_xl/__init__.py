"""What plugin authors import: `from kpi_xl import hookimpl, …`, and nothing else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.errors import UsageError
    from kpi_xl.hookspecs import Template, hookimpl
    from kpi_xl.importing.columns import Column, Derived
    from kpi_xl.importing.facts import as_day
    from kpi_xl.importing.headers import header_names, headers_beside
    from kpi_xl.importing.importer import Export, Importer, Part
    from kpi_xl.importing.kinds import (
        Choice,
        Day,
        Duration,
        Flag,
        Id,
        Moment,
        Money,
        Number,
        Percent,
        Pseudonym,
        Text,
        Whole,
    )
    from kpi_xl.importing.layouts import Block, header_row, made_block, titled_blocks
    from kpi_xl.importing.opening.grid import Grid, OpenedFile
    from kpi_xl.importing.rules import (
        AllBlank,
        CellMatches,
        Check,
        NotComputed,
        Note,
        OnlyFirstCell,
        Reject,
        SumOfParts,
        SurplusCell,
    )
    from kpi_xl.kpis.analysis import (
        Analysis,
        AnalysisColumn,
        AnalysisTable,
        ByHand,
        Finding,
        Setting,
        Settings,
    )
    from kpi_xl.kpis.benchmarks import Agreement, agreement
    from kpi_xl.kpis.calculating import (
        additivity_of,
        find_kpi,
        formula_value,
        formula_values,
        has_values,
        kpi_of,
        kpi_values,
        nothing,
        once,
        rows_by_file,
    )
    from kpi_xl.kpis.checks import Covered, CoveredKind, OutsideCheck
    from kpi_xl.kpis.completeness import comparable, whole
    from kpi_xl.kpis.given import Argument, Given
    from kpi_xl.kpis.kpi import Calculated, Kpi, KpiByHand
    from kpi_xl.kpis.no_table import needs_input, no_data, no_table, not_exported
    from kpi_xl.kpis.result import Missing, Result
    from kpi_xl.kpis.rows import as_dicts, rows_in_scope
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.kpis.sentences import Language
    from kpi_xl.kpis.texts import labels, texts_beside
    from kpi_xl.kpis.values.rates import rate_of
    from kpi_xl.vocabulary.countries import country_code, country_name
    from kpi_xl.vocabulary.locales import format_date, format_money, format_number, format_percent, weekday_name
    from kpi_xl.vocabulary.periods import Period
    from kpi_xl.vocabulary.platforms import platform_name
    from kpi_xl.warehouse.data import Data

# Each name is imported when it is first asked for, so that `import kpi_xl` costs nothing.
_HOMES = {
    "UsageError": "kpi_xl.errors",
    "platform_name": "kpi_xl.vocabulary.platforms",
    "country_code": "kpi_xl.vocabulary.countries",
    "country_name": "kpi_xl.vocabulary.countries",
    "format_money": "kpi_xl.vocabulary.locales",
    "format_percent": "kpi_xl.vocabulary.locales",
    "format_number": "kpi_xl.vocabulary.locales",
    "format_date": "kpi_xl.vocabulary.locales",
    "not_exported": "kpi_xl.kpis.no_table",
    "no_table": "kpi_xl.kpis.no_table",
    "no_data": "kpi_xl.kpis.no_table",
    "needs_input": "kpi_xl.kpis.no_table",
    "Language": "kpi_xl.kpis.sentences",
    "texts_beside": "kpi_xl.kpis.texts",
    "labels": "kpi_xl.kpis.texts",
    "additivity_of": "kpi_xl.kpis.calculating",
    "find_kpi": "kpi_xl.kpis.calculating",
    "comparable": "kpi_xl.kpis.completeness",
    "whole": "kpi_xl.kpis.completeness",
    "weekday_name": "kpi_xl.vocabulary.locales",
    "kpi_values": "kpi_xl.kpis.calculating",
    "kpi_of": "kpi_xl.kpis.calculating",
    "as_dicts": "kpi_xl.kpis.rows",
    "Agreement": "kpi_xl.kpis.benchmarks",
    "agreement": "kpi_xl.kpis.benchmarks",
    "Analysis": "kpi_xl.kpis.analysis",
    "AnalysisTable": "kpi_xl.kpis.analysis",
    "Template": "kpi_xl.hookspecs",
    "hookimpl": "kpi_xl.hookspecs",
    "Export": "kpi_xl.importing.importer",
    "Importer": "kpi_xl.importing.importer",
    "Part": "kpi_xl.importing.importer",
    "Column": "kpi_xl.importing.columns",
    "Derived": "kpi_xl.importing.columns",
    "Choice": "kpi_xl.importing.kinds",
    "Day": "kpi_xl.importing.kinds",
    "Duration": "kpi_xl.importing.kinds",
    "Flag": "kpi_xl.importing.kinds",
    "Id": "kpi_xl.importing.kinds",
    "Moment": "kpi_xl.importing.kinds",
    "Money": "kpi_xl.importing.kinds",
    "Number": "kpi_xl.importing.kinds",
    "Percent": "kpi_xl.importing.kinds",
    "Pseudonym": "kpi_xl.importing.kinds",
    "Text": "kpi_xl.importing.kinds",
    "Whole": "kpi_xl.importing.kinds",
    "AllBlank": "kpi_xl.importing.rules",
    "CellMatches": "kpi_xl.importing.rules",
    "Check": "kpi_xl.importing.rules",
    "NotComputed": "kpi_xl.importing.rules",
    "Note": "kpi_xl.importing.rules",
    "OnlyFirstCell": "kpi_xl.importing.rules",
    "Reject": "kpi_xl.importing.rules",
    "SumOfParts": "kpi_xl.importing.rules",
    "SurplusCell": "kpi_xl.importing.rules",
    "as_day": "kpi_xl.importing.facts",
    "Block": "kpi_xl.importing.layouts",
    "header_row": "kpi_xl.importing.layouts",
    "made_block": "kpi_xl.importing.layouts",
    "titled_blocks": "kpi_xl.importing.layouts",
    "header_names": "kpi_xl.importing.headers",
    "headers_beside": "kpi_xl.importing.headers",
    "Grid": "kpi_xl.importing.opening.grid",
    "OpenedFile": "kpi_xl.importing.opening.grid",
    "AnalysisColumn": "kpi_xl.kpis.analysis",
    "Argument": "kpi_xl.kpis.given",
    "ByHand": "kpi_xl.kpis.analysis",
    "Finding": "kpi_xl.kpis.analysis",
    "Given": "kpi_xl.kpis.given",
    "Setting": "kpi_xl.kpis.analysis",
    "Settings": "kpi_xl.kpis.analysis",
    "Data": "kpi_xl.warehouse.data",
    "Calculated": "kpi_xl.kpis.kpi",
    "Covered": "kpi_xl.kpis.checks",
    "CoveredKind": "kpi_xl.kpis.checks",
    "OutsideCheck": "kpi_xl.kpis.checks",
    "formula_value": "kpi_xl.kpis.calculating",
    "formula_values": "kpi_xl.kpis.calculating",
    "has_values": "kpi_xl.kpis.calculating",
    "nothing": "kpi_xl.kpis.calculating",
    "once": "kpi_xl.kpis.calculating",
    "rate_of": "kpi_xl.kpis.values.rates",
    "rows_by_file": "kpi_xl.kpis.calculating",
    "Kpi": "kpi_xl.kpis.kpi",
    "KpiByHand": "kpi_xl.kpis.kpi",
    "Missing": "kpi_xl.kpis.result",
    "Period": "kpi_xl.vocabulary.periods",
    "Result": "kpi_xl.kpis.result",
    "Scope": "kpi_xl.kpis.scope",
    "rows_in_scope": "kpi_xl.kpis.rows",
}

__all__ = [
    "Agreement",
    "AllBlank",
    "Analysis",
    "AnalysisColumn",
    "AnalysisTable",
    "Argument",
    "Block",
    "ByHand",
    "Calculated",
    "CellMatches",
    "Check",
    "Choice",
    "Column",
    "Covered",
    "CoveredKind",
    "Data",
    "Day",
    "Derived",
    "Duration",
    "Export",
    "Finding",
    "Flag",
    "Given",
    "Grid",
    "Id",
    "Importer",
    "Kpi",
    "KpiByHand",
    "Language",
    "Missing",
    "Moment",
    "Money",
    "NotComputed",
    "Note",
    "Number",
    "OnlyFirstCell",
    "OpenedFile",
    "OutsideCheck",
    "Part",
    "Percent",
    "Period",
    "Pseudonym",
    "Reject",
    "Result",
    "Scope",
    "Setting",
    "Settings",
    "SumOfParts",
    "SurplusCell",
    "Template",
    "Text",
    "UsageError",
    "Whole",
    "additivity_of",
    "agreement",
    "as_day",
    "as_dicts",
    "comparable",
    "country_code",
    "country_name",
    "find_kpi",
    "format_date",
    "format_money",
    "format_number",
    "format_percent",
    "formula_value",
    "formula_values",
    "has_values",
    "header_names",
    "header_row",
    "headers_beside",
    "hookimpl",
    "kpi_of",
    "kpi_values",
    "labels",
    "made_block",
    "needs_input",
    "no_data",
    "no_table",
    "not_exported",
    "nothing",
    "once",
    "platform_name",
    "rate_of",
    "rows_by_file",
    "rows_in_scope",
    "texts_beside",
    "titled_blocks",
    "weekday_name",
    "whole",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
