"""Pivot tables: where they stand, and what they are made from."""

from __future__ import annotations

from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.package.xml import Element, every
from kpi_xl.workbook.planning.plan import SheetPlan
from kpi_xl.workbook.references.area import parse_area
from kpi_xl.workbook.references.moves import Moves
from kpi_xl.workbook.references.sheet_names import sheets_named


def follow_pivot_tables(book: Book, plan: SheetPlan) -> None:
    """Move the pivot tables that stand on a sheet."""
    for relation in book.package.related(plan.sheet.part, "pivotTable"):
        for location in every(book.package.tree(relation.target), "location"):
            if plan.moves and _follow(location, plan.moves):
                book.package.touch(relation.target)


def follow_pivot_sources(book: Book, plans: dict[str, SheetPlan]) -> list[str]:
    """Let the sources of pivots follow, and have Excel refresh those fed by what was filled.

    Returns:
        The parts of the caches whose numbers stay old until Excel opens the workbook.
    """
    refreshed: list[str] = []
    for relation in book.package.related(book.part, "pivotCacheDefinition"):
        root = book.package.tree(relation.target)
        if any(_follow_source(book, source, plans) for source in every(root, "worksheetSource")):
            root.set("refreshOnLoad", "1")
            book.package.touch(relation.target)
            refreshed.append(relation.target)
    return refreshed


def _follow_source(book: Book, source: Element, plans: dict[str, SheetPlan]) -> bool:
    """Whether the cells that a cache is made from were filled."""
    sheet = source.get("sheet", "")
    name = source.get("name", "")
    table = book.table(name) if name else None
    if table is not None:
        plan = plans.get(table.sheet.lower())
        return plan is not None and any(each.table is table for each in plan.tables)
    if name:
        meant = {sheet for each in book.names if each.name == name for sheet in sheets_named(each.text)}
        return any(_is_filled(plans.get(sheet)) for sheet in meant)
    plan = plans.get(sheet.lower())
    if plan is not None:
        _follow(source, plan.moves)
    return _is_filled(plan)


def _is_filled(plan: SheetPlan | None) -> bool:
    return plan is not None and bool(plan.tables or plan.blocks or plan.spots)


def _follow(element: Element, moves: Moves) -> bool:
    area = parse_area(element.get("ref", ""))
    moved = None if area is None else moves.reference(area)
    if area is None or moved is None or moved == area:
        return False
    element.set("ref", moved.text)
    return True
