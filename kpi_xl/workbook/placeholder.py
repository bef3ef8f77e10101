"""`{{ name | key=value, key=$A7 | format }}`: what a designer writes into a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Place = Literal["cell", "header or footer", "text box", "chart", "comment", "sheet name"]

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CELL = re.compile(r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}")
_CRITERION = re.compile(r"""\s*([^\W\d][\w.]*)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'![^,]*|[^,]*?)\s*(?:,|$)""")
_BAR = re.compile(r'\|(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not one inside quotes
_EACH = "each "


@dataclass(frozen=True, slots=True)
class Criterion:
    """The right side of `platform=$A7`. `text` is without its quotes; a name of the workbook counts as a reference."""

    text: str
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{{ … }}` of a template and where it stands.

    Attributes:
        text: All that stands between the braces, trimmed.
        name: What is asked for, without `each` and options: `engagement_rate_reach`, `report.client`, `platform.label`.
        criteria: `{"platform": Criterion("$A7", True)}`.
        format: What stands after a `|` and is no criterion: `mmmm yyyy`. Only the one who answers uses it.
        each: Written as `{{ each platform }}`: its row, merged block or sheet repeats for each copy of a list.
        repeat: The list whose copies it stands in, if any: answered once a copy then.
        whole: Fills its cell alone, so that it may become a number, a day or a live formula; else it becomes text.
        sheet: The sheet's name in the template.
        cell: `B7`, or empty where the place is no cell.
    """

    text: str
    name: str
    criteria: Mapping[str, Criterion]
    format: str
    each: bool
    sheet: str
    cell: str = ""
    place: Place = "cell"
    whole: bool = False
    repeat: str | None = None

    @property
    def key(self) -> str:
        """Text and place: what `Filling.cells` is asked by first."""
        return f"{self.sheet}!{self.cell}!{self.text}"

    @property
    def list_name(self) -> str:
        """Of `each`: the list that is run through (`platform` of `{{ each platform.label }}`)."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A placeholder's text taken apart."""

    text: str
    name: str
    criteria: Mapping[str, Criterion]
    format: str
    each: bool


def found_in(text: str) -> list[str]:
    """The texts between the braces of a cell's or a shape's text, in order."""
    return [match.strip() for match in _PLACEHOLDER.findall(text)]


def is_whole(text: str) -> bool:
    """Whether a cell's text is one placeholder and nothing else."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None and text.count("{{") == 1


def replaced(text: str, answers: Mapping[str, str]) -> str:
    """The text with each placeholder answered; those without an answer stay."""
    return _PLACEHOLDER.sub(lambda match: answers.get(match[1].strip(), match[0]), text)


def parse(text: str, names: frozenset[str] = frozenset()) -> Parsed:
    """Take apart what stands between the braces; `names` are the workbook's defined names in lower case."""
    name, *sections = (section.strip() for section in _BAR.split(text))
    criteria: dict[str, Criterion] = {}
    formats: list[str] = []
    for section in sections:
        found = _criteria(section, names)
        if found:
            criteria |= found
        elif section:
            formats.append(section)
    each = name.lower().startswith(_EACH)
    return Parsed(text, name[len(_EACH) :].strip() if each else name, criteria, "|".join(formats), each)


def _criteria(section: str, names: frozenset[str]) -> dict[str, Criterion]:
    """Of `platform=$A7, period=C$4`; nothing where the section is a format such as `#,##0`."""
    found: dict[str, Criterion] = {}
    position = 0
    while position < len(section):
        match = _CRITERION.match(section, position)
        if match is None:
            return {}
        found[match[1]] = _criterion(match[2], names)
        position = match.end()
    return found


def _criterion(text: str, names: frozenset[str]) -> Criterion:
    if text.startswith('"'):
        return Criterion(text[1:-1].replace('""', '"'), is_reference=False)
    return Criterion(text, is_reference=_CELL.fullmatch(text) is not None or text.lower() in names)
