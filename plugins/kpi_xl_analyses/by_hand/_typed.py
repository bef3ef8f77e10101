"""An analysis that works on typed numbers alone: there is nothing in a project that it would look at by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from kpi_xl import Analysis, AnalysisColumn, AnalysisTable, Argument, ByHand, Given, labels, no_table, texts_beside

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope, Settings

_SAY = texts_beside(__file__)
Rows = Sequence[tuple[float | None, ...]]


def typed(  # noqa: PLR0913 - the parts of an analysis
    name: str,
    label: Mapping[str, str],
    calculate: Callable[[Given], Rows],
    columns: tuple[AnalysisColumn, ...],
    arguments: tuple[Argument, ...],
    *,
    source: str,
    aliases: tuple[str, ...] = (),
) -> Analysis:
    def nothing(_data: Data, _scope: Scope, _settings: Settings, language: Language) -> AnalysisTable:
        return no_table(columns, "needs_input", _SAY("only", language, name=name))

    def by_hand(given: Given, _settings: Settings, _language: Language) -> AnalysisTable:
        return AnalysisTable(columns, calculate(given))

    return Analysis(
        id=name,
        area="statistics",
        label=label,
        columns=columns,
        needs=(),
        calculate=nothing,
        source=source,
        by_hand=ByHand(by_hand, arguments),
        aliases=aliases,
        finds=False,
    )


def symbol(name: str) -> AnalysisColumn:
    """A column that is called the same in every language."""
    return AnalysisColumn(name, labels(name, name, name), "number")


def arguments(kind: Literal["number", "part", "numbers"], *names: str) -> tuple[Argument, ...]:
    return tuple(Argument(name, kind, labels(name, name, name)) for name in names)
