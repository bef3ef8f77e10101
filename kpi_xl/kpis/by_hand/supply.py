"""What was typed, handed out to the inputs of a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpi_xl.errors import UsageError
from kpi_xl.kpis.by_hand.inputs import Input, assigned
from kpi_xl.kpis.by_hand.typed import Numbers, number_in, numbers_in
from kpi_xl.kpis.formula.tree import Node


class Supply:
    """The typed numbers of one formula.

    Args:
        inputs: what the formula needs.
        typed: texts by the name that they were typed with.
        in_full: whether a blank in a list only leaves its own number out, and not the numbers beside it.

    Raises:
        UsageError: a text is no number, a count is below 0, or lists differ in length.
    """

    def __init__(self, inputs: Sequence[Input], typed: Mapping[str, str], *, in_full: bool = False) -> None:
        self._used: set[str] = set()
        self._names: dict[Node, str] = {}
        self.values: dict[str, Numbers] = {}
        for name, found in assigned(inputs, typed).items():
            self.values[name] = _checked(name, typed[name], found)
            for one in found:
                self._names.setdefault(one.node, name)
        _same_length(self.values)
        if not in_full:
            self.values = _complete(self.values)

    def take(self, node: Node) -> Numbers | None:
        """The number or the list that was typed for a node; None if there is none."""
        name = self._names.get(node)
        if name is None:
            return None
        self._used.add(name)
        return self.values[name]

    def name(self, node: Node) -> str:
        """What a node's number was typed as."""
        return self._names[node]

    def used(self) -> frozenset[str]:
        """What has been handed out so far."""
        return frozenset(self._used)

    def used_only(self, names: frozenset[str]) -> None:
        """Take back what else was handed out: the formula went another way."""
        self._used = {*names}

    def unused(self) -> tuple[str, ...]:
        """What was typed and then not needed."""
        return tuple(name for name in self.values if name not in self._used)


def _checked(name: str, text: str, inputs: Iterable[Input]) -> Numbers:
    values = numbers_in(name, text)
    if any(one.counts for one in inputs) and any(value is not None and value < 0 for value in values):
        message = f"{name}={text}: a count cannot be below 0."
        raise UsageError(message, "See whether a sign or a name is wrong.")
    return values


def _same_length(values: Mapping[str, Numbers]) -> None:
    """A lone list of two is more likely a decimal comma."""
    lists = {name: len(one) for name, one in values.items() if len(one) > 1}
    if len(set(lists.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lists.items())
        message = f"The lists differ in length: {told}."
        raise UsageError(message, "Rows belong together: write as many numbers in each, with nothing for a blank.")


def lone_number(name: str, values: Numbers) -> None:
    """Refuse a list where a list is as likely a decimal comma.

    Raises:
        UsageError: there are two numbers and more.
    """
    if len(values) > 1:
        text = ",".join("" if value is None else f"{value:g}" for value in values)
        number_in(name, text)
        message = f"{name}={text}: one number is needed here, and these are {len(values)}."
        raise UsageError(message, f"Write their sum, or lists of the same length for all numbers: {name}=1,2,3.")


def _complete(values: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Lists without the rows in which one of them has a blank."""
    lists = [one for one in values.values() if len(one) > 1]
    kept = [at for at, row in enumerate(zip(*lists, strict=True)) if None not in row]
    return {name: tuple(one[at] for at in kept) if len(one) > 1 else one for name, one in values.items()}
