"""What a formula's number is: money, time, things, or a plain number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.figures import field_of
from kpi_xl.kpis.formula.tree import Aggregate, Binary, Else, FieldName, Negative, Node, Place

if TYPE_CHECKING:
    from kpi_xl.kpis.kpi import KpiUnit


@dataclass(frozen=True, slots=True)
class Dimension:
    """Powers of money, time and things counted: money per click is (1, 0, -1)."""

    money: int = 0
    time: int = 0
    things: int = 0

    def times(self, other: Dimension, sign: int = 1) -> Dimension:
        return Dimension(
            self.money + sign * other.money, self.time + sign * other.time, self.things + sign * other.things
        )

    def __str__(self) -> str:
        names = {"money": self.money, "time": self.time, "a count": self.things}
        above = [name for name, power in names.items() if power > 0]
        below = [name for name, power in names.items() if power < 0]
        text = " times ".join(above) or "a plain number"
        return f"{text} per {' and '.join(below)}" if below else text


PLAIN = Dimension()
_THINGS = Dimension(things=1)
_UNITS = {"count": _THINGS, "people": _THINGS, "seconds": Dimension(time=1), "money": Dimension(money=1)}


class UnitFinding(Exception):  # noqa: N818 - caught by the checker, which turns it into a finding
    def __init__(self, text: str, place: Place) -> None:
        super().__init__(text)
        self.text = text
        self.place = place


def dimension_of(node: Node) -> Dimension:  # noqa: PLR0911 - one answer for each kind of node
    """The dimension of a resolved formula.

    Raises:
        UnitFinding: unlike things are added.
    """
    match node:
        case Binary(operator="*", left=left, right=right):
            return dimension_of(left).times(dimension_of(right))
        case Binary(operator="/", left=left, right=right):
            return dimension_of(left).times(dimension_of(right), -1)
        case Binary(left=left, right=right) | Else(first=left, second=right):
            return _same(node, dimension_of(left), dimension_of(right))
        case Negative(operand=operand):
            return dimension_of(operand)
        case Aggregate(function="count" | "distinct"):
            return _THINGS
        case Aggregate(function="counted"):
            return PLAIN
        case Aggregate(row=row):
            return dimension_of(row)
        case FieldName(table=table, field=name):
            return _field(table, name)
        case _:
            return PLAIN


def _field(table: str, name: str) -> Dimension:
    field = field_of(table, name)
    if field is None:
        return PLAIN
    return Dimension(time=1) if field.type == "timestamp UTC" else _UNITS.get(field.unit, PLAIN)


def _same(node: Binary | Else, left: Dimension, right: Dimension) -> Dimension:
    if left != right:
        verb = "chosen instead of" if isinstance(node, Else) else "added to or taken from"
        message = f"{str(right).capitalize()} cannot be {verb} {left}."
        raise UnitFinding(message, node.place)
    return left


def fits(dimension: Dimension, unit: KpiUnit) -> bool:
    """Whether a number of this dimension may carry the unit that the KPI declares."""
    match unit:
        case "money":
            return (dimension.money, dimension.time) == (1, 0)
        case "seconds" | "days" | "months":
            return (dimension.money, dimension.time) == (0, 1)
        case "count" | "people":
            return dimension == _THINGS
        case "ratio":
            return (dimension.money, dimension.time) == (0, 0)
        case "percent" | "points" | "per_thousand" | "index":
            return dimension == PLAIN
