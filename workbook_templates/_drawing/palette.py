"""The colours of the report. Colour is for exceptions: what is fine is ink or grey."""

from __future__ import annotations

from dataclasses import dataclass

WHITE = "#FFFFFF"
INK = "#1C2B33"
SECONDARY = "#5A666E"
AXIS = "#AEB7BC"
ACCENT = "#0F4C5C"
ACCENT_PALE = "#BFD4D8"  # small type on the accent: 8:1
PAPER = "#F6F4EF"
PAID = "#C9A77C"  # what is paid for, beside the accent of what is not
RESULT = "#E3ECEE"  # the row that a table comes to
HEAT = "#9DBCC2"  # the most of a heat map: ink on it 8:1
RULE = "#D5DADD"
HAIRLINE = "#E8EBED"
CONTEXT = "#B9C1C6"
TREND_LINE = "#7A858C"
MISSING = "#6B757C"  # a name without a figure: as faint as small type may be, 4.7:1

GOOD = "#1B7A57"
NEAR, NEAR_TINT = "#96540A", "#FBF0DC"
UNDER, UNDER_TINT = "#B0301F", "#FAE7E2"
INPUT, INPUT_TINT, INPUT_BORDER = "#0000FF", "#FFFBE6", "#D8CFA8"


@dataclass(frozen=True, slots=True)
class PlatformColour:
    """One colour for fills and a darker twin for type: the fill fails contrast as small letters."""

    fill: str
    text: str


# The places of series in charts. The report puts each platform in its own colour's place and others in a free one.
# Told apart by colour-blind readers too (smallest difference 18 in simulations of protan, deutan and tritan sight).
SLOTS = (
    PlatformColour("#B0578F", "#9A4479"),  # Instagram
    PlatformColour("#6699C6", "#3A6E9C"),  # Facebook
    PlatformColour("#D39B2D", "#8A5F0C"),  # TikTok
    PlatformColour("#1F3A63", "#1F3A63"),  # LinkedIn
    PlatformColour("#9E3F2B", "#9E3F2B"),  # YouTube
    PlatformColour("#A9A297", "#6B655B"),  # X
)
OTHER_PLATFORM = PlatformColour("#0F4C5C", "#0F4C5C")
