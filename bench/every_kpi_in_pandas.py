"""The same numbers as every_kpi.py as one writes them with pandas: a groupby for each part of each KPI."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from every_kpi import formulas

from kpi_xl.kpis.figures import VALUE_GROUPS, candidates, day_of
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Cluster,
    Else,
    FieldName,
    Filter,
    Negative,
    Node,
    Number,
    Slot,
    walk,
)  # fmt: skip
from kpi_xl.kpis.plan import plan
from kpi_xl.kpis.variants import Variant, variants

FOLDER = Path(sys.argv[1])
KEYS = ["month", "platform"]


@cache
def table(name: str, by: str) -> pd.DataFrame | None:
    """The whole table, read once: only the columns that some KPI needs would be fairer to memory, not to time."""
    path = FOLDER / f"{name}.parquet"
    if not path.exists():
        return None
    frame = pd.read_parquet(path, dtype_backend="pyarrow").dropna(axis="columns", how="all")
    days = day_of(name, by)
    if days[-1] not in frame or "platform" not in frame:
        return None
    return frame.assign(month=frame[days[-1]].dt.strftime("%Y-%m")).dropna(subset=["month"])


def row(node: Node, frame: pd.DataFrame) -> Any:
    match node:
        case Number(value=value):
            return value
        case FieldName(field=field):
            return frame[field]
        case Negative(operand=operand):
            return -row(operand, frame)
        case Binary(operator=operator, left=left, right=right):
            sides = row(left, frame), row(right, frame)
            if str(frame[left.field].dtype).startswith("timestamp") if isinstance(left, FieldName) else False:
                return (sides[0] - sides[1]).dt.total_seconds()
            return {"+": sides[0].__add__, "-": sides[0].__sub__, "*": sides[0].__mul__, "/": sides[0].__truediv__}[
                operator
            ](sides[1])
    raise NotImplementedError


def passing(one: Filter, frame: pd.DataFrame) -> Any:
    cells, wanted = row(one.left, frame), one.values  # noqa: PD011 - of a filter, not of a frame
    match one.test:
        case "is blank":
            return cells.isna()
        case "is not blank":
            return cells.notna()
        case "between":
            return cells.between(*wanted).fillna(value=False)
        case _ if isinstance(wanted[0], str):
            field = one.left.field if isinstance(one.left, FieldName) else ""
            names = [text.lower() for each in wanted for text in VALUE_GROUPS.get((field, str(each)), (str(each),))]
            return cells.str.lower().isin(names)
        case _:
            return cells.isin(wanted)


def aggregated(leaf: Aggregate, variant: Variant, frame: pd.DataFrame) -> pd.Series:
    in_full = variant.table in {"ads", "web"}
    parts = [part for node in (leaf.row, *(one.left for one in leaf.filters)) for part in walk(node)]
    named = {part.field for part in parts if isinstance(part, FieldName)}
    if not named | variant.figures <= {*frame.columns}:
        raise NotImplementedError
    fields = [part.field for part in walk(leaf.row) if isinstance(part, FieldName)]
    for field in fields if in_full else {*variant.figures, *fields}:
        frame = frame[frame[field].notna()]
    for one in leaf.filters:
        frame = frame[passing(one, frame)]
    groups = frame.assign(value=row(leaf.row, frame)).groupby(KEYS)["value"]
    match leaf.function:
        case "sum":
            return groups.sum()
        case "count" | "counted":
            return groups.count()
        case "distinct":
            return groups.nunique()
        case "median":
            return groups.median()
        case "last":
            return frame.sort_values("date").groupby(KEYS)[leaf.row.field].last()  # type: ignore[union-attr]
    raise NotImplementedError


def slot(node: Node, variant: Variant, frame: pd.DataFrame) -> Any:
    match node:
        case Aggregate():
            return aggregated(node, variant, frame)
        case Binary(operator="+", left=left, right=right):
            return slot(left, variant, frame).add(slot(right, variant, frame))
        case Binary(operator="-", left=left, right=right):
            return slot(left, variant, frame).sub(slot(right, variant, frame), fill_value=0)
    raise NotImplementedError


def arithmetic(node: Node, slots: list[Any]) -> Any:
    match node:
        case Slot(number=number):
            return slots[number]
        case Number(value=value):
            return value
        case Binary(operator=operator, left=left, right=right):
            one, other = arithmetic(left, slots), arithmetic(right, slots)
            return {"+": one + other, "-": one - other, "*": one * other}[operator] if operator != "/" else one / other
    raise NotImplementedError


def value(node: Node) -> Any:
    match node:
        case Cluster():
            return cluster(node)
        case Number(value=number):
            return number
        case Else(first=first, second=second):
            found = value(first)
            return found if found is not None and len(found) else value(second)
        case Binary(operator=operator, left=left, right=right):
            one, other = value(left), value(right)
            if one is None or other is None:
                return None
            return {"+": one + other, "-": one - other, "*": one * other}[operator] if operator != "/" else one / other
    raise NotImplementedError


def cluster(node: Cluster) -> Any:
    parts: list[Any] = []
    for name in candidates(node.table):
        frame = table(name, node.by)
        choices = variants(node, name)
        if frame is None or not choices or "platform" not in frame:
            continue
        variant = choices[0]
        if parts:
            frame = frame[~frame["platform"].isin({key[1] for part in parts for key in part.index})]
        if len(frame):
            parts.append(arithmetic(node.tree, [slot(one, variant, frame) for one in variant.slots]))
    return pd.concat(parts) if parts else None


def main() -> None:
    catalogue = formulas()
    found: dict[str, float] = {}
    for kpi in catalogue:
        tree = catalogue.tree(kpi.id)
        try:
            numbers = value(plan(tree)) if tree else None
        except NotImplementedError:
            continue
        if isinstance(numbers, pd.Series):
            known = numbers.replace([float("inf"), float("-inf")], pd.NA).dropna()
            found |= {f"{kpi.id} {month} {platform}": float(one) for (month, platform), one in known.items()}
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
