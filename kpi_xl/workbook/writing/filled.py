"""A book being filled, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi_xl.workbook.binding.remembering import Remembering
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.book.contents import Contents
from kpi_xl.workbook.book.outside import OutsideBooks
from kpi_xl.workbook.calc.calculator import Calculator
from kpi_xl.workbook.copying.added import add_tables
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.copying.sheets import SheetRepeating
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.following.charts import chart_parts, follow_chart, refresh_chart
from kpi_xl.workbook.following.drawings import follow_drawings
from kpi_xl.workbook.following.frame import FrameFollowing
from kpi_xl.workbook.following.names import follow_names
from kpi_xl.workbook.following.pivots import follow_pivot_sources, follow_pivot_tables
from kpi_xl.workbook.planning.captions import Caption
from kpi_xl.workbook.planning.plan import SheetPlan, plan_sheet
from kpi_xl.workbook.planning.scope import Scope
from kpi_xl.workbook.planning.survey import SheetSurvey, known_names, survey_sheet
from kpi_xl.workbook.references.area import Area
from kpi_xl.workbook.references.rewriting import Rewriting
from kpi_xl.workbook.writing.answers import Answers
from kpi_xl.workbook.writing.captions import answer_captions
from kpi_xl.workbook.writing.layout import Layout
from kpi_xl.workbook.writing.notes import RepeatedNotes
from kpi_xl.workbook.writing.recalculation import Recalculation, Uncomputed

_DATA_MODEL = "xl/model/"


class FilledBook:
    """Fills a book in memory, step by step.

    Attributes:
        book: The book.
        answers: What was answered, and how.
        plans: What became of each worksheet.
        warnings: Sentences for the user.
    """

    def __init__(self, book: Book, filling: Filling, *, strict: bool = True) -> None:
        """`strict` is off where only some placeholders are answered, to see what cells then hold."""
        self.book = book
        self.answers = Answers(book, strict=strict)
        self.plans: list[SheetPlan] = []
        self.warnings: list[str] = []
        self._filling = filling
        self._leaves: list[Leaf] = []
        self._states = {entry.get("name", ""): entry.get("state", "") for entry in book.entries}
        self._captions: list[tuple[Caption, list[str]]] = []
        self._notes: list[RepeatedNotes] = []
        self._pages: Mapping[str, Sequence[Area]] = {}  # print areas whose columns reach down to different rows

    def fill(self) -> None:
        """Answer every placeholder, give the tables their rows, and let all that refers to them follow."""
        surveys = self._copied_sheets()
        surveyed = {leaf.name: each for leaf, each in surveys}
        self.plans = [plan_sheet(self.book, each.sheet, leaf, each.spots) for leaf, each in surveys if each.sheet]
        rewriting = Rewriting({plan.sheet.name.lower(): plan.moves for plan in self.plans})
        self.answers.rewriting = rewriting
        for plan in self.plans:
            Layout(self.book, plan, self.answers).run()
        for leaf, each in surveys:
            if not leaf.dormant:
                self._captions += [(caption, [node.text or "" for node in caption.nodes]) for caption in each.captions]
                answer_captions(self.book, each, leaf, self.answers)
        self._notes = [RepeatedNotes(self.book, plan, surveyed[plan.leaf.name], self.answers) for plan in self.plans]
        for notes in self._notes:
            notes.answer()
        self.answers.check()
        self._follow(rewriting)
        self._set_constants()
        self._finish_texts()
        self.book.recalculate_on_load()

    def _finish_texts(self) -> None:
        """Tell texts the figures in them, now that everything stands in its place."""
        if self.answers.unfinished:
            calculator = Calculator(Contents(self.book, self.answers.known), OutsideBooks(self.book))
            for text in self.answers.unfinished:
                text.finish(calculator, self.answers.rewriting)

    def _copied_sheets(self) -> list[tuple[Leaf, SheetSurvey]]:
        """Every sheet that there will be, with what it asks for."""
        names = known_names(self.book)
        add_tables(self.book, self._filling)
        self._leaves = SheetRepeating(self.book, Scope((self._filling,)), self.answers, names).run()
        return [(leaf, survey_sheet(self.book, leaf.name, leaf.origin, names)) for leaf in self._leaves]

    def recalculate(self, chart_points: int) -> list[Uncomputed]:
        """Work out the workbook's own formulas, and give every chart the values that its cells hold now."""
        uncomputed = Recalculation(self.book, self.answers.known, self.answers.written).run()
        contents = Contents(self.book, self.answers.known)
        for _, part in chart_parts(self.book):
            refresh_chart(self.book, part, contents, chart_points)
        return uncomputed

    def remember(self) -> None:
        """Leave in the workbook what it takes to fill it again."""
        remembering = Remembering(self.book, self.answers)
        for leaf in self._leaves:
            remembering.sheet(leaf, self._states.get(leaf.origin, ""))
        for notes in self._notes:
            remembering.grid(notes.plan, notes)
        for sheet, pieces in self._pages.items():
            remembering.page(sheet, pieces)
        for caption, runs in self._captions:
            remembering.caption(caption, runs)
        remembering.write()

    def _follow(self, rewriting: Rewriting) -> None:
        book = self.book
        for notes in self._notes:
            plan = notes.plan
            FrameFollowing(plan, rewriting).run()
            follow_drawings(book.package, plan, rewriting, notes.row)
            follow_pivot_tables(book, plan)
            notes.repeat()
        for sheet, part in chart_parts(book):
            follow_chart(book, part, sheet, rewriting)
        self._pages = follow_names(book, rewriting)
        self._place_tables()
        by_sheet: dict[str, SheetPlan] = {plan.sheet.name.lower(): plan for plan in self.plans}
        if follow_pivot_sources(book, by_sheet):
            self.warnings.append("Pivot tables keep their old numbers until Excel opens the workbook.")
        if any(name.startswith(_DATA_MODEL) for name in book.package.names):
            self.warnings.append("The workbook's data model (Power Pivot) keeps its old numbers: refresh it in Excel.")

    def _set_constants(self) -> None:
        """Only those of this fill: a workbook that was filled before may name another project."""
        for name in [name for name in self.book.names if name.name in self._filling.constants]:
            self.book.names.remove(name)
        for name, text in self._filling.constants.items():
            quoted = text.replace('"', '""')
            self.book.names.add(name, f'"{quoted}"', hidden=True)
        self.book.touch()

    def _place_tables(self) -> None:
        moves = {plan.sheet.name: plan.moves for plan in self.plans}
        for table in self.book.tables:
            area = moves[table.sheet].reference(table.area, grow_single=True)
            if area is not None:
                table.place(area)
