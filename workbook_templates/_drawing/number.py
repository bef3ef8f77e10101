"""Number formats: neutral, so that each reader sees separators of their own, and chosen by a KPI's unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .book import Book
    from .page import Page

COUNT = "#,##0;−#,##0;0"
DURATION = "[<0.0416667]m:ss;[h]:mm:ss"  # of days, as spreadsheets count time
# Where one cell may hold KPIs of several units the format follows the unit that stands in another cell.
OF_UNIT = {
    "seconds": DURATION,
    "percent": "0.00 %;−0.00 %",
    "ratio": '0.00"×";−0.00"×"',
    "money": "[<0]−#,##0;[<100]0.00;#,##0",
}
WHOLE_PERCENT, DECIMALS = "0 %;−0 %", "0.00;−0.00"
SIGNED = "+#,##0;−#,##0;0"
SIGNED_MINUTES = '+0.0" min";−0.0" min";0" min"'
SIGNED_SCORE = '+0.0" p";−0.0" p";0" p"'
SIGNED_POINTS, SIGNED_CENTS = '+0.00" pp";−0.00" pp";0" pp"', "+0.00;−0.00;0"

OF_CHANGE = {"percent": SIGNED_POINTS, "points": SIGNED_SCORE}  # all others change by per cent


def follow_unit(
    page: Page, area: tuple[int, int, int, int], unit_cell: str, formats: Mapping[str, str], **look: Any
) -> None:
    """Let the number format of an area follow the unit in `unit_cell` (relative to the area's first cell).

    `look` is what another rule gives the same cells: LibreOffice takes the first that holds and no other.
    """
    for unit, number_format in formats.items():
        style = page.book.differential(num_format=number_format, **look)
        rule = {"type": "formula", "criteria": f'={unit_cell}="{unit}"', "format": style}
        page.sheet.conditional_format(*area, rule)


def shortened(book: Book, limit: int, decimals: str, word: str = "") -> str:
    """A count that is told in millions from a limit on; a word may stand before it: «lav 1 200»."""
    before = f'"{word} "' if word else ""
    million = book.words("format.million")
    return f'[>={limit}]{before}{decimals},,"{million}";[<0]{before}−#,##0;{before}#,##0'


def worded(word: str, number_format: str) -> str:
    """A number format with a word before the number."""
    parts = number_format.split(";")
    # One section alone would set the minus before the word.
    parts += [f"−{parts[0]}"] if len(parts) == 1 else []
    return ";".join(_after_condition(word, part) for part in parts)


def _after_condition(word: str, part: str) -> str:
    condition, bracket, rest = part.partition("]")
    bracket = bracket if part[:2] in {"[<", "[>", "[="} else ""  # [h] is no condition
    return f'{condition}]"{word} "{rest}' if bracket else f'"{word} "{part}'
