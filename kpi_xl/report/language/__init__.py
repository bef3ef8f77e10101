"""What a report says, in one language: fixed sentences by name, with numbers and months as the language writes them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kpi_xl.vocabulary.locales import LANGUAGES, format_date, format_number, format_percent, month_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.sentences import Language as LanguageCode

_FALLBACK = "en"
_SMALL = 100  # amounts below this are told with decimals: a click costs 3.21


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language and the way it writes figures."""

    code: LanguageCode
    _sections: Mapping[str, Mapping[str, str]]

    def __call__(self, name: str, **values: object) -> str:
        """The sentence `section.key` with its blanks filled in."""
        section, key = name.split(".")
        return self._sections[section][key].format(**values)

    def has(self, name: str) -> bool:
        section, key = name.split(".")
        return key in self._sections[section]

    def label(self, kpi: Kpi) -> str:
        """The KPI's name; in English where this language has none."""
        return kpi.label.get(self.code) or kpi.label.get(_FALLBACK) or kpi.id

    def figure(self, value: float, unit: str, currency: str = "") -> str:
        """A KPI's value as a sentence holds it."""
        match unit:
            case "percent":
                return format_percent(value, self.code, 2)
            case "money":
                return f"{format_number(value, self.code, 2 if abs(value) < _SMALL else 0)} {currency}".strip()
            case "seconds":
                return self._duration(value)
            case "ratio":
                return f"{format_number(value, self.code, 2)}×"
            case _:
                return format_number(value, self.code)

    def _duration(self, seconds: float) -> str:
        """52 min, 3 h 12 min, 48 s."""
        hours, minutes = divmod(round(seconds / 60), 60)
        if hours:
            return self("duration.hours", hours=hours, minutes=minutes)
        return (
            self("duration.minutes", minutes=minutes) if minutes else self("duration.seconds", seconds=round(seconds))
        )

    def signed(self, value: float, unit: str, currency: str = "") -> str:
        """A difference with its sign: +1 200, −0,40 pp."""
        sign = "+" if value > 0 else "−" if value < 0 else ""
        if unit == "percent":
            return f"{sign}{format_number(abs(value) * 100, self.code, 2)} pp"
        return sign + self.figure(abs(value), unit, currency)

    def change(self, now: float, before: float, unit: str) -> str:
        """How much it moved, without a sign: per cent, or percentage points for a rate."""
        if unit == "percent":
            return f"{format_number(abs(now - before) * 100, self.code, 2)} pp"
        if unit == "points":
            return f"{format_number(abs(now - before), self.code)} {self('unit.points')}"
        share = abs(now - before) / abs(before)
        return format_percent(share, self.code, 0 if share >= 0.1 else 1)  # noqa: PLR2004 - 13 %, but 8.4 %

    def moved(self, now: float, before: float) -> str:
        return self("move.up" if now > before else "move.down")

    def month(self, day: date) -> str:
        """Oktober 2026."""
        return format_date(day, self.code, "LLLL y")

    def month_alone(self, day: date) -> str:
        """Oktober."""
        return month_name(day, self.code)

    def day(self, day: date) -> str:
        """31. oktober 2026."""
        return format_date(day, self.code, "long")

    def unit(self, unit: str, currency: str) -> str:
        return self(f"unit.{unit}", currency=currency) if self.has(f"unit.{unit}") else unit


@cache
def language(code: str) -> Language:
    """The words of a language; of English where a report's language has none of its own."""
    known = code if code in LANGUAGES else _FALLBACK
    text = files(__name__).joinpath(f"{known}.toml").read_text(encoding="utf-8")
    sections: dict[str, Any] = tomllib.loads(text)
    return Language(known, sections)
