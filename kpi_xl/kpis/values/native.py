"""What a native formula gives, worked out as Excel does it; a cell that looks empty is None."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kpi_xl.kpis.components import Component, components_of
from kpi_xl.kpis.formula.tree import Binary, Cluster, Else, Negative, Node, Number, Slot


@dataclass(frozen=True, slots=True)
class NativeValue:
    """Values of plans over column totals (None for a column without figures)."""

    total: Callable[[Component], float | None]

    def of(self, node: Node) -> float | None:
        match node:
            case Number(value=value):
                return value
            case Cluster(tree=tree):
                totals = [self.total(one) for one in components_of(node) or ()]
                return None if None in totals else _over(tree, [total or 0.0 for total in totals])
            case Negative(operand=operand):
                value = self.of(operand)
                return None if value is None else -value
            case Else(first=first, second=second):
                value = self.of(first)
                return self.of(second) if value is None else value
            case Binary(operator=operator, left=left, right=right):
                return _arithmetic(operator, self.of(left), self.of(right))
            case _:
                return None


def _over(node: Node, totals: list[float]) -> float | None:
    match node:
        case Slot(number=number):
            return totals[number]
        case Number(value=value):
            return value
        case Negative(operand=operand):
            value = _over(operand, totals)
            return None if value is None else -value
        case Binary(operator=operator, left=left, right=right):
            return _arithmetic(operator, _over(left, totals), _over(right, totals))
        case _:
            return None


def _arithmetic(operator: str, left: float | None, right: float | None) -> float | None:
    if left is None or right is None or (operator == "/" and right == 0):
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
