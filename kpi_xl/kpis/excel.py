"""Native Excel formulas: readable SUMIFS over the facts table, or a lookup where no sums give the number.

Only functions that Excel 2016 and LibreOffice both have. Keys are matched as text; a blank criteria cell means all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.components import Component, clusters_of, components_of, is_native, names_of
from kpi_xl.kpis.criteria import Cell, Criteria, in_total, months, or_all, or_any, quoted, value
from kpi_xl.kpis.figures import CHOICES
from kpi_xl.kpis.formula.tree import Binary, Cluster, Else, Negative, Node, Number, Slot, walk
from kpi_xl.kpis.plan import plan

if TYPE_CHECKING:
    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.kpis.facts import Facts

FACTS = "kpi_facts"
VALUES = "kpi_values"

_LONGEST = 8000  # Excel refuses formulas of more than 8192 characters
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def excel(catalogue: Catalogue, kpi_id: str, criteria: Criteria, data: Facts | None = None) -> str | None:
    """The KPI as a native formula (no leading =), or None where no sums give it: then `lookup` does.

    With the facts of a workbook, None also where their numbers keep sums from being right.
    """
    tree = catalogue.tree(kpi_id)
    if tree is None or not is_native(plan(tree)) or (data is not None and kpi_id not in data.native):
        return None
    held, special = (data.held, data.special) if data else (False, frozenset[str]())
    text = _Formula(names_of(catalogue), criteria, held, special).text(plan(tree))
    return text if len(text) <= _LONGEST else None


def lookup(kpi_id: str, criteria: Criteria) -> str:
    """The KPI looked up in the values table, whose rows are kpi, from, to, platform, account, campaign and value."""
    last = criteria.last or criteria.first
    pairs = [
        ("kpi", quoted(kpi_id)),
        ("from", value(criteria.first)),
        ("to", f"EOMONTH({value(last)},0)"),
        *((name, or_all(getattr(criteria, name))) for name in ("platform", "account", "campaign")),
    ]
    matching = ",".join(f"{VALUES}[{name}],{wanted}" for name, wanted in pairs)
    found = f'COUNTIFS({VALUES}[value],"<>",{matching})'
    return f'IF({found}=0,"",SUMIFS({VALUES}[value],{matching}))'


@dataclass(frozen=True, slots=True)
class _Formula:
    names: Mapping[Component, str]
    criteria: Criteria
    held: bool  # whether the facts may have ads that only count when their platform or account is asked for
    special: frozenset[str]  # key columns with names that SUMIFS would read as patterns

    def text(self, node: Node, otherwise: str = '""') -> str:
        """The formula with its guards; `otherwise` stands wherever a part is missing."""
        if isinstance(node, Else):
            return self.text(node.first, self.text(node.second, otherwise))
        arithmetic = self._above(node, 0)
        if _can_fail(node):
            arithmetic = f"IFERROR({arithmetic},{otherwise})"
        empty = [f"{self._count(component)}=0" for component in _guarded(node)]
        if not empty:
            return arithmetic
        condition = empty[0] if len(empty) == 1 else f"OR({','.join(empty)})"
        return f"IF({condition},{otherwise},{arithmetic})"

    def _above(self, node: Node, strength: int) -> str:
        """Arithmetic over clusters."""
        match node:
            case Cluster(tree=tree):
                return self._inside(node, tree, strength)
            case Else():
                return self.text(node)
            case _:
                return _arithmetic(node, strength, self._above)

    def _inside(self, cluster: Cluster, node: Node, strength: int) -> str:
        if isinstance(node, Slot):
            return self._sum((components_of(cluster) or ())[node.number])
        return _arithmetic(node, strength, lambda one, inner: self._inside(cluster, one, inner))

    def _sum(self, component: Component) -> str:
        name = self.names[component]
        return f"SUMIFS({FACTS}[{name}],{self._matching(component)})"

    def _count(self, component: Component) -> str:
        name = self.names[component]
        return f'COUNTIFS({FACTS}[{name}],"<>",{self._matching(component)})'

    def _matching(self, component: Component) -> str:
        wanted = [*months(self.criteria, component)]
        for key in ("platform", "account", "campaign"):
            asked: Cell | str | None = getattr(self.criteria, key)
            if asked is not None:
                wanted.append((key, or_any(asked, exact=key in self.special)))
        if self.held and component.cluster.table in CHOICES and (total := in_total(self.criteria)):
            wanted.append(("in_total", total))
        return ",".join(f"{FACTS}[{name}],{value}" for name, value in wanted)


def _arithmetic(node: Node, strength: int, render: Callable[[Node, int], str]) -> str:
    match node:
        case Number(value=value):
            return f"{value:.0f}" if value.is_integer() else repr(value)
        case Negative(operand=operand):
            return f"-{render(operand, _STRENGTH['*'] + 1)}"
        case Binary(operator=operator, left=left, right=right):
            own = _STRENGTH[operator]
            text = f"{render(left, own)}{operator}{render(right, own + (operator in '-/'))}"
            return f"({text})" if own < strength else text
        case _:
            message = f"{node} has no native formula"
            raise TypeError(message)


def _guarded(node: Node) -> Iterator[Component]:
    """One column of each cluster whose emptiness arithmetic alone would read as 0."""
    match node:
        case Cluster(tree=tree):
            if not _fails_when_empty(tree):
                yield from (components_of(node) or ())[:1]
        case Negative(operand=operand):
            yield from _guarded(operand)
        case Binary(operator=operator, left=left, right=right):
            yield from _guarded(left)
            if not (operator == "/" and isinstance(right, Cluster) and isinstance(right.tree, Slot)):
                yield from _guarded(right)
        case _:
            return


def _fails_when_empty(tree: Node) -> bool:
    """Whether the arithmetic divides by sums alone, so that empty columns lead to an error and not to a number."""
    below = [node.right for node in walk(tree) if isinstance(node, Binary) and node.operator == "/"]
    return any(not any(isinstance(part, Number) for part in walk(one)) for one in below)


def _can_fail(node: Node) -> bool:
    parts = [*walk(node), *(part for cluster in clusters_of(node) for part in walk(cluster.tree))]
    return any(isinstance(part, Else) or (isinstance(part, Binary) and part.operator == "/") for part in parts)
