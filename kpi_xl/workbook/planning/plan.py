"""What a fill will do to each sheet, settled before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi_xl.errors import TemplateError
from kpi_xl.workbook import limits
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.filling import Column, Filling
from kpi_xl.workbook.planning.bands import table_move
from kpi_xl.workbook.planning.blocks import Block, blocks_of
from kpi_xl.workbook.planning.scope import Scope
from kpi_xl.workbook.planning.spots import Spot
from kpi_xl.workbook.references.moves import Move, Moves


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table and its new rows: `columns` by header in lower case, all of the same length."""

    table: Table
    columns: Mapping[str, Column]
    rows: int
    move: Move
    added: bool = False  # to a sheet of its own, because the template has no place for it


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """A block and its copies; without any, its one row stays and is emptied."""

    block: Block
    copies: Sequence[Filling]
    move: Move


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """All that a fill changes on a sheet's grid."""

    sheet: Sheet
    leaf: Leaf
    spots: Sequence[Spot]
    blocks: Sequence[BlockPlan]
    tables: Sequence[TablePlan]
    moves: Moves
    standing: Sequence[Table]  # all tables of the sheet, filled or not

    def table_at(self, row: int, column: int) -> Table | None:
        """The table that a cell of the template belongs to."""
        return next((table for table in self.standing if table.area.covers(row, column)), None)

    def block_at(self, row: int) -> BlockPlan | None:
        """The block that a row of the template belongs to."""
        return next((plan for plan in self.blocks if plan.block.holds(row)), None)

    @property
    def scope(self) -> Scope:
        """Who answers on the sheet."""
        return self.leaf.scope


def plan_sheet(book: Book, sheet: Sheet, leaf: Leaf, spots: Sequence[Spot]) -> SheetPlan:
    """Settle what becomes of a sheet."""
    blocks = blocks_of(sheet, spots, book.past.blocks.get(sheet.part, ()))
    block_plans = [_block_plan(sheet, block, leaf) for block in blocks]
    standing = [table for table in book.tables if table.sheet == sheet.name]
    found = [_table_plan(book, sheet, table, leaf, blocks) for table in standing]
    table_plans = [plan for plan in found if plan is not None]
    leftovers = book.past.leftovers.get(sheet.part, [])
    moves = Moves([*leftovers, *(plan.move for plan in (*block_plans, *table_plans))])
    growth = sum(move.shift for move in moves.moves)
    limits.checked_rows(max(sheet.rows, default=0) + growth, f"The sheet {sheet.name}")
    return SheetPlan(sheet, leaf, [] if leaf.dormant else spots, block_plans, table_plans, moves, standing)


def _block_plan(sheet: Sheet, block: Block, leaf: Leaf) -> BlockPlan:
    if leaf.dormant:  # its one row keeps its placeholders
        return BlockPlan(block, [Filling()], block.move(1))
    copies = leaf.scope.copies(block.list_name)
    if copies is None:
        raise TemplateError(
            f"Row {block.first} of {sheet.name} repeats for each “{block.list_name}”, and there is no such list.",
            "Write the name of a list that the report knows.",
        )
    return BlockPlan(block, copies, block.move(len(copies)))


def _table_plan(book: Book, sheet: Sheet, table: Table, leaf: Leaf, blocks: Sequence[Block]) -> TablePlan | None:
    columns = leaf.scope.table(leaf.asked_table(table.name))
    if leaf.dormant:  # what the last fill left there goes
        columns = [] if table.name.lower() in book.past.tables else None
    if columns is None:
        return None
    lengths = {len(column.values) for column in columns}
    if len(lengths) > 1:
        raise TemplateError(
            f"The columns given for the table {table.name} on {sheet.name} are not equally long.",
            "Give every column as many values as there are rows.",
        )
    rows = max(lengths, default=0)
    new_last = table.first_data_row + max(rows, 1) - 1
    limits.checked_rows(new_last, f"The table {table.name} on {sheet.name}")
    move = table_move(book, sheet, table, new_last, blocks)
    by_header = {column.header.lower(): column for column in columns}
    return TablePlan(table, by_header, rows, move, table.name in book.added_tables)
