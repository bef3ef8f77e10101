"""One printed page: frame, navigation, headline, sections and the strip at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import grid
from .palette import ACCENT, HAIRLINE, INK, PAPER, SECONDARY

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from .book import Book

A4 = 9
_SMALL = '&"Arial,Regular"&8&K5A666E'
TOP = 2  # rows for links, which stay in view and are never printed
BODY = TOP + 5  # the first row under the head
HEADLINE = f"$B${TOP + 3}"  # the cell of every page's headline


class Page:
    """A worksheet with the report's frame around it.

    `first` and `last` are the sheet columns that are printed; pages with columns of their own give theirs.
    """

    def __init__(self, book: Book, name: str, *, tab: str = ACCENT, last: int = grid.LAST) -> None:
        self.book, self.first, self.last = book, grid.FIRST, last
        self.sheet: Worksheet = book.workbook.add_worksheet(name)
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(tab)
        self.sheet.set_default_row(15)
        self.sheet.set_column_pixels(0, 0, grid.MARGIN)
        self._print_setup()
        self.heights(0, 22, 4)

    def on_grid(self) -> Page:
        """Give the page the twelve grid columns."""
        for column in range(1, grid.COLUMNS + 1):
            self.sheet.set_column_pixels(grid.at(column), grid.at(column), grid.COLUMN)
            if column < grid.COLUMNS:
                self.sheet.set_column_pixels(grid.at(column) + 1, grid.at(column) + 1, grid.GUTTER)
        self.sheet.set_column_pixels(grid.LAST + 1, grid.LAST + 1, grid.MARGIN)
        return self

    def with_columns(self, widths: tuple[int, ...]) -> Page:
        """Give the page columns of its own, in pixels."""
        for offset, pixels in enumerate(widths):
            self.sheet.set_column_pixels(self.first + offset, self.first + offset, pixels)
        self.sheet.set_column_pixels(self.last + 1, self.last + 1, grid.MARGIN)
        return self

    def heights(self, row: int, *pixels: int) -> int:
        """Set the heights of rows from `row` on; gives the row after them."""
        for offset, height in enumerate(pixels):
            self.sheet.set_row_pixels(row + offset, height)
        return row + len(pixels)

    def fill(self, row: int, style: Format, first: int | None = None, last: int | None = None) -> None:
        """Give empty cells of a row a look: paper, a rule."""
        for column in range(self.first if first is None else first, (self.last if last is None else last) + 1):
            self.sheet.write_blank(row, column, None, style)

    def formula(self, row: int, column: int, text: str, style: Format) -> None:
        """Write a formula of the template's own; its value is worked out when the template is filled."""
        self.book.formula(self.sheet, row, column, text, style)

    def navigation(self, columns: tuple[int, ...] | None = None) -> None:
        """Links to all pages; those that only some reports have stand in the second row."""
        contents = self.book.contents
        links = [self._link(f"sheet.{name}") for name in contents.before]
        links += [self._platform_link(number) for number in range(1, contents.platforms + 1)]
        links += [self._link(f"sheet.{name}") for name in contents.after]
        here = f'"{self.sheet.get_name()}"'
        apart = max(1, grid.COLUMNS // len(links))
        places = columns or tuple(grid.at(1 + apart * at) for at in range(len(links)))
        for place, link in zip(places, links, strict=False):
            style = self.book.style(8, ACCENT if here in link else SECONDARY, bold=here in link)
            # A HYPERLINK() keeps the cell's colour; LibreOffice paints links of cells blue.
            self.formula(0, place, link, style)
        if contents.pages:
            self._subpages(columns or tuple(grid.at(column) for column in range(1, grid.COLUMNS + 1)))
        self.sheet.freeze_panes(TOP, 0)

    def _subpages(self, columns: tuple[int, ...]) -> None:
        """Those of a report that has more than there is room for are reached from the contents."""
        self.heights(1, 20)
        style = self.book.style(8, SECONDARY)
        for number, column in enumerate(columns[: self.book.contents.pages], 1):
            self.formula(1, column, self._platform_link(number, "kpi_pages"), style)

    def head(self, kicker: str, headline: str, standfirst: str) -> None:
        """Accent rule, kicker, headline and the grey line under it; a text that begins with = is a formula."""
        style = self.book.style
        self.heights(TOP, 4, 24, 30, 20, 10)
        self.fill(TOP, style(2, bg_color=ACCENT))
        self.text(TOP + 1, self.first, kicker, style(8.5, ACCENT, bold=True, valign="bottom"))
        bold = style(18, bold=True, text_wrap=True)
        self.sheet.merge_range(TOP + 2, self.first, TOP + 2, self.last, "", bold)
        self.text(TOP + 2, self.first, headline, bold)
        self.text(TOP + 3, self.first, standfirst, style(10, SECONDARY, valign="top"))

    def section(self, row: int, column: int, columns: int, title: str, subtitle: str) -> int:
        """A finding in bold over a rule and how to read the evidence below it; gives the row after."""
        first, last = grid.at(column), grid.at(column + columns - 1)
        style = self.book.style
        self.fill(row, style(top=1, top_color=INK), first, last)
        self.text(row, first, title, style(10.5, bold=True, top=1, top_color=INK))
        self.text(row + 1, first, subtitle, style(8.5, SECONDARY, valign="top"))
        return self.heights(row, 23, 16)

    def strip(self, row: int, title: str, lines: tuple[str, ...]) -> int:
        """The strip at the foot of a page; gives the row after."""
        style = self.book.style
        for offset in range(len(lines) + 1):
            self.fill(row + offset, style(bg_color=PAPER))
        self.text(row, self.first, title, style(9, ACCENT, bold=True, bg_color=PAPER, indent=1, valign="bottom"))
        told = style(9, SECONDARY, bg_color=PAPER, indent=1, shrink=True)
        for offset, line in enumerate(lines, 1):
            self.sheet.merge_range(row + offset, self.first, row + offset, self.last, "", told)
            self.text(row + offset, self.first, line, told)
        return self.heights(row, 24, *[19] * len(lines))

    def hairline(self, row: int, column: int, columns: int, condition: str) -> None:
        """A thin line under a row of the grid while something stands in it."""
        look = {"bottom": 1, "bottom_color": HAIRLINE}
        rule = {"type": "formula", "criteria": f"={condition}", "format": self.book.differential(**look)}
        self.sheet.conditional_format(row, grid.at(column), row, grid.at(column + columns - 1), rule)

    def wrapped(self, place: tuple[int, int], size: tuple[int, int], text: str, style: Format) -> None:
        """A text that may take several lines: from a row and grid column, over so many rows and grid columns."""
        (row, column), (rows, columns) = place, size
        self.sheet.merge_range(row, grid.at(column), row + rows - 1, grid.at(column + columns - 1), "", style)
        self.text(row, grid.at(column), text, style)

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        """A text, a placeholder, or a formula if it begins with =."""
        if text.startswith("="):
            self.formula(row, column, text[1:], style)
        else:
            self.sheet.write_string(row, column, text, style)

    def prints(self, last_row: int, *, tall: int = 1) -> None:
        """Print down to `last_row`, one page wide; `tall` 0 lets the page run on."""
        self.sheet.print_area(TOP, self.first, last_row, self.last)
        self.sheet.fit_to_pages(1, tall)

    def _link(self, word: str) -> str:
        name = self.book.words(word)
        return f'HYPERLINK("#\'{name}\'!A1","{name}")'

    def _platform_link(self, number: int, table: str = "kpi_platforms") -> str:
        sheet = f"INDEX({table}[sheet],{number})"
        return f'IF(ROWS({table}[sheet])<{number},"",HYPERLINK("#\'"&{sheet}&"\'!A1",{sheet}&""))'

    def _print_setup(self) -> None:
        words, sheet = self.book.words, self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.62, bottom=0.55)
        sheet.center_horizontally()
        client = '&"Arial,Bold"&8&K1C2B33{{ report.client }}'
        header = f"&L{client}{_SMALL}   {words('book.subject')}&R{_SMALL}{{{{ report.period }}}}"
        sheet.set_header(header, {"margin": 0.3})
        page = words("book.page").format(page="&P", pages="&N")
        sheet.set_footer(f"&L{_SMALL}{{{{ report.footer }}}}&C{_SMALL}&A&R{_SMALL}{page}", {"margin": 0.28})
