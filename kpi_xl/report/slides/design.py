"""The colours, sizes and places of a slide, in the manner of the workbook's pages."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Arial"
INK, SECONDARY, ACCENT, PAPER, RULE = "1C2B33", "5A666E", "0F4C5C", "F6F4EF", "D5DADD"
CONTEXT, WHITE, PALE = "B9C1C6", "FFFFFF", "BFD4D8"
GOOD, UNDER = "1B7A57", "B0301F"

# The same colour for a platform as in the workbook.
_PLATFORMS = {
    "instagram": "B0578F",
    "facebook": "6699C6",
    "tiktok": "D39B2D",
    "linkedin": "1F3A63",
    "youtube": "9E3F2B",
    "x": "A9A297",
}

WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
MARGIN = 0.6


def colour_of(platform: str) -> str:
    """A platform's own colour; the accent for one that has none."""
    return _PLATFORMS.get(platform, ACCENT)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    def columns(self, count: int, gap: float = 0.2) -> list[Box]:
        """The box cut into columns of one width."""
        width = (self.width - gap * (count - 1)) / count
        return [Box(self.left + (width + gap) * place, self.top, width, self.height) for place in range(count)]


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set."""

    size: float
    bold: bool = False
    colour: str = INK
    from_top: bool = False  # text that may run over several lines, instead of one line in the middle of its box


KICKER = Type(11, bold=True, colour=ACCENT)
HEADLINE = Type(26, bold=True)
STANDFIRST = Type(14, colour=SECONDARY)
LABEL = Type(10, colour=SECONDARY)
VALUE = Type(22, bold=True)
LONG_VALUE = Type(16, bold=True)
BODY = Type(13, from_top=True)
STRONG = Type(14, bold=True)
FINDING = Type(14, bold=True, from_top=True)
SMALL = Type(10, colour=SECONDARY)
