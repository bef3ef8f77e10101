"""A KPI or an analysis worked out from typed numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.kpis.by_hand.arguments import Rows, fitting, given, named, unpacked, usage
from kpi_xl.kpis.by_hand.formula import NotGivenError, TypedFormula
from kpi_xl.kpis.by_hand.inputs import Input, asked_first, assigned, inputs_of, inputs_of_names
from kpi_xl.kpis.by_hand.supply import Supply
from kpi_xl.kpis.by_hand.table import data_of, usage_of_rows
from kpi_xl.kpis.figures import CHOICES, grain_of
from kpi_xl.kpis.formula.parser import parse
from kpi_xl.kpis.formula.tree import FieldName, Node, walk
from kpi_xl.kpis.kpi import Kpi, KpiByHand
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.result import Missing, Result, Said
from kpi_xl.kpis.sentences import Language, listed, say
from kpi_xl.kpis.values.calculated import in_words

if TYPE_CHECKING:
    from kpi_xl.kpis.analysis import Analysis, AnalysisTable
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.values.outcome import Outcome

Typed = Mapping[str, str]  # texts by the name that they were typed with


@dataclass(frozen=True, slots=True)
class _Formula:
    """One way to work a KPI out: its own formula, or one over names of its own."""

    tree: Node
    inputs: tuple[Input, ...]
    catalogue: Catalogue | None

    def unknown(self, typed: Typed) -> list[str]:
        return [name for name, found in assigned(self.inputs, typed).items() if not found]

    def usage(self, kpi: str) -> str:
        asked = {*asked_first(self.tree)}
        names = dict.fromkeys(one.name for one in self.inputs if one.node in asked)
        return f"Write: kpi-xl calc {kpi} " + " ".join(f"{name}=…" for name in names)


def kpi_by_hand(catalogue: Catalogue, kpi: Kpi, typed: Typed, rows: Rows = (), language: Language = "en") -> Result:
    """What a KPI comes to with these numbers.

    Args:
        catalogue: the KPIs that its formula may stand on.
        kpi: the one that is asked for.
        typed: texts by the name that they were typed with.
        rows: those of a CSV file; its columns are lists.
        language: of the sentences in the result.

    Raises:
        UsageError: a number is missing, unknown or none.
    """
    if kpi.calculate is not None and not _takes_file(kpi) and (rows or not kpi.by_hand):
        _refuse_numbers(kpi.id, kpi.needs, typed)
        data, scope = data_of(kpi.id, kpi.needs, rows, catalogue)
        return _result(kpi, in_words(kpi, kpi.calculate(data, scope), language))
    refusals: list[UsageError] = []
    answers: list[Result] = []
    for way in _ways(catalogue, kpi):
        try:
            answer, unused = _answered(kpi, way, typed, rows, language)
        except UsageError as error:
            refusals.append(error)
            continue
        if not unused:
            return answer
        answers.append(answer)
    if answers:
        return answers[0]
    known = [one for one in refusals if not isinstance(one, _UnknownNameError)]
    raise known[0] if known else _unknown(catalogue, kpi, {**_columns(rows), **typed})


class _UnknownNameError(UsageError):
    """This way to work the KPI out has no such number; another may."""


def _answered(
    kpi: Kpi, way: _Formula | KpiByHand, typed: Typed, rows: Rows, language: Language
) -> tuple[Result, tuple[str, ...]]:
    """The answer of one way, and which numbers it did not need."""
    if isinstance(way, KpiByHand):
        if any(named(way.arguments, name) is None for name in typed):
            raise _UnknownNameError(kpi.id)
        found = way.calculate(given(kpi.id, way.arguments, way.file_columns, typed, rows))
        return _result(kpi, in_words(kpi, found, language)), ()
    lists = {**_columns(rows), **typed}
    if way.unknown(lists):
        raise _UnknownNameError(kpi.id)
    try:
        return _worked_out(kpi, way, lists, language)
    except NotGivenError as error:
        raise _not_given(kpi, way, error.node) from None


def analysis_by_hand(
    analysis: Analysis, typed: Typed, rows: Rows = (), language: Language = "en", catalogue: Catalogue | None = None
) -> AnalysisTable:
    """The table that an analysis gives for these numbers; settings may be among them.

    One that counts rows takes a file of them: orders, posts, visits.

    Raises:
        UsageError: it takes none, or one is missing, unknown or nonsense.
    """
    chosen = {one.name: one for one in analysis.settings}
    settings = {name: _setting(chosen[name].default, name, text) for name, text in typed.items() if name in chosen}
    way = analysis.by_hand
    if way is None:
        _refuse_numbers(analysis.id, analysis.needs, typed.keys() - chosen.keys())
        data, scope = data_of(analysis.id, analysis.needs, rows, catalogue)
        return analysis.table(data, scope, settings, language)
    numbers = unpacked(way.arguments, way.packed, {name: text for name, text in typed.items() if name not in chosen})
    columns = fitting(rows, way.file_columns, way.other_file_columns)
    found = given(analysis.id, way.arguments, columns, numbers, rows)
    return analysis.by_hand_table(found, settings, language)


def ways_to_type(catalogue: Catalogue, kpi: Kpi) -> tuple[str, ...]:
    """The commands that work a KPI out from typed numbers, its own formula first."""
    return tuple(
        usage(kpi.id, way.arguments, way.file_columns) if isinstance(way, KpiByHand) else way.usage(kpi.id)
        for way in _ways(catalogue, kpi)
    )


def _ways(catalogue: Catalogue, kpi: Kpi) -> Iterator[_Formula | KpiByHand]:
    written = catalogue.written(kpi.id)
    if written is not None:
        yield _Formula(written, inputs_of(catalogue, kpi), catalogue)
    for way in kpi.by_hand:
        if isinstance(way, KpiByHand):
            yield way
        else:
            tree = parse(way)
            yield _Formula(tree, inputs_of_names(tree), None)


def _worked_out(kpi: Kpi, way: _Formula, typed: Typed, language: Language) -> tuple[Result, tuple[str, ...]]:
    supply = Supply(way.inputs, typed, in_full=_in_full(way.tree))
    several = sum(len(values) != 1 for values in supply.values.values()) > 1
    outcome = TypedFormula(way.tree, supply, way.catalogue, language, lists=several).outcome(way.tree)
    unused = supply.unused()
    if unused:
        outcome = outcome.remarked(say("not_needed", language, names=listed(unused, language)))
    return _result(kpi, outcome), unused


def _in_full(tree: Node) -> bool:
    """Whether rows without the other side of a ratio count all the same, as in ads."""
    tables = {part.table for part in walk(tree) if isinstance(part, FieldName)}
    return bool(tables) and all(table not in CHOICES and grain_of(table).in_full for table in tables)


def _columns(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {name: ";".join(row[name] or "" for row in rows) for name in rows[0]} if rows else {}


def _result(kpi: Kpi, outcome: Outcome) -> Result:
    missing = outcome.missing
    if outcome.value is None and missing is None:
        missing = Missing("no_data", "")
    return Result(kpi.id, outcome.value, missing, outcome.bounds, kpi.unit, background=Said(outcome.flags))


def _not_given(kpi: Kpi, way: _Formula, node: Node) -> UsageError:
    name = next((one.name for one in way.inputs if one.node == node), str(node))
    message = f"{kpi.id} needs {name}, which is not given; missing is not zero."
    return UsageError(message, way.usage(kpi.id))


def _unknown(catalogue: Catalogue, kpi: Kpi, typed: Typed) -> UsageError:
    ways = [*_ways(catalogue, kpi)]

    def known(name: str) -> bool:
        return any(
            named(way.arguments, name) is not None if isinstance(way, KpiByHand) else not way.unknown({name: ""})
            for way in ways
        )

    names = [name for name in typed if not known(name)]
    if names:
        message = f"{kpi.id} takes no “{'” and no “'.join(names)}”."
    else:
        message = f"{kpi.id} does not take {' and '.join(typed)} together."
    return UsageError(message, "\n".join(ways_to_type(catalogue, kpi)))


def _takes_file(kpi: Kpi) -> bool:
    """Whether a calculation has a layout of its own for files."""
    return any(isinstance(way, KpiByHand) and way.file_columns for way in kpi.by_hand)


def _refuse_numbers(what: str, needs: Iterable[str], names: Iterable[str]) -> None:
    """Beside a file of rows single numbers mean nothing."""
    if given := sorted(names):
        raise UsageError(f"{what} takes no “{given[0]}”.", usage_of_rows(what, needs))


def _setting(default: object, name: str, text: str) -> str | int | float | bool:
    """A setting's text as what its default is."""
    if isinstance(default, bool):
        if plain(text) not in {"yes", "no", "true", "false", "1", "0"}:
            message = f"{name}={text} is neither yes nor no."
            raise UsageError(message, f"Write {name}=yes or {name}=no.")
        return plain(text) in {"yes", "true", "1"}
    if isinstance(default, int | float):
        from kpi_xl.kpis.by_hand.typed import number_in  # noqa: PLC0415 - settings are rarely numbers

        value = number_in(name, text)
        return default if value is None else value
    return text
