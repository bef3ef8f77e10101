"""All KPIs of a project, checked together, and how one finds one among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from kpi_xl.errors import DefinitionError, UsageError
from kpi_xl.kpis.definitions import checked
from kpi_xl.kpis.formula.findings import Finding
from kpi_xl.kpis.formula.parser import parse
from kpi_xl.kpis.formula.resolve import resolve
from kpi_xl.kpis.formula.tree import Node
from kpi_xl.kpis.kpi import Kpi
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.searching import best, fit

LANGUAGES = ("en", "nb", "sv")


class Catalogue:
    """Every KPI by its id.

    Args:
        kpis: the definitions, bundled ones and users' own.
        strict: refuse all if one is wrong; otherwise the wrong ones, and those that lean on them, are left out and
            `findings` says why.

    Raises:
        DefinitionError: with `strict`, at least one definition is wrong; the message lists every finding.
    """

    def __init__(self, kpis: Iterable[Kpi], *, strict: bool = True) -> None:
        self._kpis: dict[str, Kpi] = {}
        findings: list[Finding] = []
        for kpi in kpis:
            if kpi.id in self._kpis:
                findings.append(Finding(kpi.id, 0, 0, "Two KPIs have this id; the first one holds."))
            self._kpis.setdefault(kpi.id, kpi)
        self._trees, faults = checked(self._kpis)
        self.findings: tuple[Finding, ...] = (*findings, *faults)
        if strict:
            refuse(self.findings)
        wrong = {finding.kpi for finding in faults}
        unsound = {name for name, kpi in self._kpis.items() if kpi.formula is not None and self._trees[name] is None}
        self._kpis = {name: kpi for name, kpi in self._kpis.items() if name not in wrong | unsound}
        self._names = _names_of(self._kpis.values())

    def __iter__(self) -> Iterator[Kpi]:
        return iter(self._kpis.values())

    def __len__(self) -> int:
        return len(self._kpis)

    def __contains__(self, kpi_id: object) -> bool:
        return kpi_id in self._kpis

    def get(self, kpi_id: str) -> Kpi:
        """The KPI of an id.

        Raises:
            UsageError: there is none; the hint names the closest.
        """
        if kpi_id not in self._kpis:
            raise _unknown(kpi_id, self._kpis)
        return self._kpis[kpi_id]

    def tree(self, kpi_id: str) -> Node | None:
        """The resolved formula; None for a KPI that is calculated outside formulas."""
        return self._trees[self.get(kpi_id).id]

    def written(self, kpi_id: str) -> Node | None:
        """The formula with other KPIs left as their names; None for a KPI that is calculated outside formulas."""
        formula = self.get(kpi_id).formula
        return None if formula is None else resolve(parse(formula), lambda _: None)

    def find(self, text: str) -> Kpi:
        """The KPI that a person means by its id, label or another name in any language.

        Raises:
            UsageError: none or several are meant; the hint names the closest.
        """
        if text in self._kpis:
            return self._kpis[text]
        found = self._names.get(plain(text), ())
        if len(found) > 1:
            message = f"“{text}” can mean {' or '.join(found)}."
            raise UsageError(message, "Write one of these ids.")
        if not found:
            raise _unknown(text, {**self._names, **dict.fromkeys(self._kpis)})
        return self._kpis[found[0]]

    def means(self, text: str) -> tuple[str, ...]:
        """The ids of all KPIs that have this id, label or other name."""
        return (text,) if text in self._kpis else self._names.get(plain(text), ())

    def search(self, words: str) -> list[Kpi]:
        """KPIs in whose id, names, area or formula every word occurs; better fits first."""
        return best([(fit(words, names(kpi), (kpi.area, kpi.formula or "", kpi.stage)), kpi) for kpi in self])


def refuse(findings: Iterable[Finding]) -> None:
    """Raise one DefinitionError that lists all findings, if there are any."""
    lines = [str(one) for one in findings]
    if lines:
        count = "1 thing is" if len(lines) == 1 else f"{len(lines)} things are"
        message = f"{count} wrong with the KPI definitions:\n" + "\n".join(f"  {line}" for line in lines)
        raise DefinitionError(message)


def _unknown(text: str, names: Mapping[str, object]) -> UsageError:
    close = get_close_matches(plain(text), [*names], n=3, cutoff=0.6) or get_close_matches(text, [*names], n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else "“kpi-xl kpis” lists all KPIs."
    return UsageError(f"There is no KPI “{text}”.", hint)


def _names_of(kpis: Iterable[Kpi]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kpi in kpis:
        for name in dict.fromkeys(plain(one) for one in (kpi.id, *kpi.label.values(), *kpi.aliases)):
            found[name] = (*found.get(name, ()), kpi.id)
    # A label belongs to its KPI even if another lists it as an alias.
    for kpi in kpis:
        for label in (kpi.id, *kpi.label.values()):
            if len(found[plain(label)]) > 1 and _owners(kpis, label) == 1:
                found[plain(label)] = (kpi.id,)
    return found


def _owners(kpis: Iterable[Kpi], label: str) -> int:
    return sum(plain(label) in {plain(one) for one in (kpi.id, *kpi.label.values())} for kpi in kpis)


def names(kpi: Kpi) -> tuple[str, ...]:
    """What people call it, in any language."""
    return (kpi.id, *kpi.label.values(), *kpi.aliases)
