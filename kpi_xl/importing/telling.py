"""What the user should know of a file besides its figures: how it was understood, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpi_xl.importing.recognition import names_of, why_not
from kpi_xl.importing.staged import Remark

if TYPE_CHECKING:
    from kpi_xl.importing.facts import Facts
    from kpi_xl.importing.matching import Match
    from kpi_xl.importing.reading.canonical import Summary
    from kpi_xl.importing.reading.file import FileReading
    from kpi_xl.importing.reading.forms import Forms

_SHOWN_NAMES = 8
_SECOND_HAND = (
    "Posts and days that the main export of their platform holds too count from there, whichever comes first."
)


def about_file(reading: FileReading) -> Iterator[Remark]:
    """How a file was understood as a whole."""
    for text in reading.verdict.export.notes:
        yield Remark("note", text)
    if reading.verdict.export.second_hand:
        yield Remark("note", _SECOND_HAND)
    for facts in reading.facts:
        yield from _surroundings(facts)
    yield from _dates(reading.forms)
    for match in reading.verdict.matches:
        yield from _left_out(match, alone=not reading.parts)
        yield from _renamed(reading, match)


def not_computed(summary: Summary) -> Iterator[Remark]:
    """Figures that are zero only because the platform did not work them out."""
    for rule in summary.not_computed:
        text = f"{rule.field} is 0 in every row although {rule.although} is not: it was not computed, so it is missing."
        yield Remark("important", text, "not_computed")


def empty(rows: int) -> Iterator[Remark]:
    """An export that is a header alone."""
    if not rows:
        text = "The export has no rows: check that you chose the right account and days when you exported it."
        yield Remark("important", text, "nothing_used")


def _surroundings(facts: Facts) -> Iterator[Remark]:
    for name, source in facts.told_by.items():
        if name in {"platform", "account"} and source != "you":
            yield Remark("note", f"The {name} {facts.values[name]} is taken from {source}.")


def _dates(forms: Forms) -> Iterator[Remark]:
    if forms.month_as_minutes:
        text = "The minutes of every time are the number of the month, a fault of the platform: only the hours count."
        yield Remark("note", text)
    if forms.doubtful_order:
        order = forms.settings["order of day and month"]
        text = f"No date in the file shows whether the day or the month comes first; read as {order}."
        yield Remark("important", text, "date_order")


def _renamed(reading: FileReading, match: Match) -> Iterator[Remark]:
    """Columns that seem to be known ones under new names; nothing is taken for another unasked."""
    if not (match.unknown and match.part.table):
        return
    from kpi_xl.importing.mapping.known_names import known_names  # noqa: PLC0415 - only where a name is new
    from kpi_xl.importing.mapping.renamed import new_names  # noqa: PLC0415

    importer = reading.verdict.importer
    for renamed in new_names(match, names_of(importer, ()), known_names([importer])):
        text = str(renamed)
        accept = f'kpi-xl map "{reading.opened.name}" takes it'
        yield Remark("important", f"{text[0].upper()}{text[1:]}: {accept}.", "new_column")


def _left_out(match: Match, *, alone: bool) -> Iterator[Remark]:
    if match.part.table and match.unknown:
        names = ", ".join(f"“{name}”" for name in match.unknown[:_SHOWN_NAMES])
        more = f" and {len(match.unknown) - _SHOWN_NAMES} more" if len(match.unknown) > _SHOWN_NAMES else ""
        yield Remark("note", f"Columns that are not known are left out: {names}{more}.")
    if match.part.why_not and not alone:
        yield Remark("important", why_not(match), "unused_part")
