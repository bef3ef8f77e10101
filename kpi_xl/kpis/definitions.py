"""All definitions held against each other: names, circles, units; every fault is found, not only the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpi_xl.kpis.formula.check import findings_in
from kpi_xl.kpis.formula.findings import Finding
from kpi_xl.kpis.formula.parser import SyntaxFinding, parse
from kpi_xl.kpis.formula.resolve import resolve
from kpi_xl.kpis.formula.tree import Name, Node, Rate, walk
from kpi_xl.kpis.formula.units import UnitFinding, dimension_of, fits
from kpi_xl.kpis.kpi import Kpi

_ID = re.compile(r"[a-z][a-z0-9_]*")


def checked(kpis: Mapping[str, Kpi]) -> tuple[dict[str, Node | None], list[Finding]]:
    """Each KPI's resolved tree, and what is wrong with any of them."""
    parsed, findings = _parsed(kpis)
    for kpi_id, tree in parsed.items():
        findings += findings_in(kpi_id, tree, kpis)
    findings += _cycles(parsed)
    trees: dict[str, Node | None] = dict.fromkeys(kpis)
    sound = parsed.keys() - {one.kpi for one in findings}
    for kpi_id in (kpi_id for kpi_id in parsed if _closure(kpi_id, parsed) & parsed.keys() <= sound):
        trees[kpi_id] = resolve(parsed[kpi_id], parsed.get)
        findings += _unit_findings(kpis[kpi_id], trees[kpi_id])
    return trees, findings


def _closure(kpi_id: str, trees: Mapping[str, Node]) -> set[str]:
    """The KPI and all that its formula leads to."""
    found: set[str] = set()
    waiting = [kpi_id]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _names(trees.get(name))
    return found


def _parsed(kpis: Mapping[str, Kpi]) -> tuple[dict[str, Node], list[Finding]]:
    trees: dict[str, Node] = {}
    findings: list[Finding] = []
    for kpi in kpis.values():
        findings += [Finding(kpi.id, 0, 0, text) for text in _outside(kpi)]
        if kpi.formula is None:
            continue
        try:
            trees[kpi.id] = parse(kpi.formula)
        except SyntaxFinding as error:
            findings.append(Finding(kpi.id, error.at, error.end, error.text))
    return trees, findings


def _outside(kpi: Kpi) -> Iterator[str]:
    """What is wrong around the formula."""
    if not _ID.fullmatch(kpi.id):
        yield "An id has small letters, digits and _ only and begins with a letter."
    if (kpi.formula is None) == (kpi.calculate is None):
        yield "A KPI has either a formula or a calculation, not both and not neither."
    if not kpi.label:
        yield "A KPI needs a label in at least one language."


def _cycles(trees: Mapping[str, Node]) -> Iterator[Finding]:
    """KPIs whose formula leads back to themselves, each circle reported at every KPI on it."""
    for kpi_id in trees:
        path = _path_back(kpi_id, trees)
        if path:
            text = f"The definition goes round in a circle: {' → '.join((*path, kpi_id))}."
            yield Finding(kpi_id, 0, 0, text)


def _path_back(start: str, trees: Mapping[str, Node]) -> tuple[str, ...]:
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        for name in _names(trees.get(path[-1])):
            if name == start:
                return path
            if name not in seen:
                seen.add(name)
                waiting.append((*path, name))
    return ()


def _names(tree: Node | None) -> tuple[str, ...]:
    return tuple(node.text for node in walk(tree) if isinstance(node, Name)) if tree is not None else ()


def _unit_findings(kpi: Kpi, tree: Node | None) -> Iterator[Finding]:
    if tree is None or any(isinstance(node, Name | Rate) for node in walk(tree)):
        return  # what is calculated or typed in may be of any dimension
    try:
        dimension = dimension_of(tree)
    except UnitFinding as error:
        yield Finding(kpi.id, error.place.at, error.place.end, error.text)
        return
    if not fits(dimension, kpi.unit):
        yield Finding(kpi.id, 0, 0, f"The unit is {kpi.unit}, but the formula comes to {dimension}.")
