"""Whether a target is met: glyph, word and colour, so that it is legible without colour too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .book import Look
from .palette import GOOD, NEAR, NEAR_TINT, SECONDARY, UNDER, UNDER_TINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .page import Page

GLYPHS = {"good": "●", "near": "▲", "under": "■", "none": "○"}  # ◆ ✓ ▶ are missing from Arial or become emoji


def attained(now: str, target: str, better: str) -> str:
    """The formula of the share of a target that is reached; where less is better, target over actual."""
    share = f'IF({better}<0,IF({now}=0,"",{target}/{now}),IF({target}=0,"",{now}/{target}))'
    return f'IF(COUNT({now},{target})<2,"",IF({better}=0,"",{share}))'


def status(page: Page, share: str) -> str:
    """The formula of the status. Rounded before it is compared, or 100 % would read «near target»."""
    words = page.book.words
    good, near, under, none = (f'"{glyph} {words(f"status.{key}")}"' for key, glyph in GLYPHS.items())
    missed = f"IF(ROUND({share},2)>=in_near_target,{near},{under})"
    return f'IF({share}="",{none},IF(ROUND({share},2)>=in_on_target,{good},{missed}))'


def colour_status(page: Page, area: tuple[int, int, int, int], cell: str, *, tinted: bool) -> None:
    """Colour status cells by their glyph; on tables only what is near or under its target gets a tint."""
    tints = {"near": NEAR_TINT, "under": UNDER_TINT} if tinted else {}
    colours = {"under": UNDER, "near": NEAR, "good": GOOD, "none": SECONDARY}
    for key, color in colours.items():
        look: Look = {"font_color": color}
        if key in tints:
            look |= {"bg_color": tints[key], "bold": True}
        elif tinted:
            look |= {"bold": False}
        _rule(page, area, f'LEFT({cell},1)="{GLYPHS[key]}"', **look)


@dataclass(frozen=True, slots=True)
class Change:
    """The cells that decide how a change is shown."""

    change: str
    better: str
    unit: str
    noise: str  # a formula: what is less goes neither way


def show_change(page: Page, area: tuple[int, int, int, int], cells: Change, formats: Mapping[str, str]) -> None:
    """Number format by a condition, and red only where a change goes the wrong way and is more than noise.

    Each rule says both, since LibreOffice takes the first rule that holds and no other.
    """
    wrong = f"IF(ISNUMBER({cells.change}),{cells.change}*{cells.better}<-{cells.noise},FALSE)"
    for condition, shown in formats.items():
        _rule(page, area, f"AND({condition},{wrong})", font_color=UNDER, num_format=shown)
        _rule(page, area, condition, num_format=shown)
    _rule(page, area, wrong, font_color=UNDER)


def _rule(page: Page, area: tuple[int, int, int, int], condition: str, **look: object) -> None:
    rule = {"type": "formula", "criteria": f"={condition}", "format": page.book.differential(**look)}
    page.sheet.conditional_format(*area, rule)
