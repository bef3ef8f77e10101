"""The words that formulas are put in, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_xl.kpis.sentences import Language

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "+": ("{left} plus {right}", "{left} pluss {right}", "{left} plus {right}"),
    "-": ("{left} minus {right}", "{left} minus {right}", "{left} minus {right}"),
    "*": ("{left} times {right}", "{left} ganger {right}", "{left} gånger {right}"),
    "/": ("{left} divided by {right}", "{left} delt på {right}", "{left} delat med {right}"),
    "else": (
        "{left}; where that is missing, {right}",
        "{left}; der det mangler, {right}",
        "{left}; där det saknas, {right}",
    ),
    "negative": ("minus {row}", "minus {row}", "minus {row}"),
    "rate": (
        "the rate “{name}” of the inputs workbook",
        "satsen «{name}» i arbeidsboken for inndata",
        "satsen ”{name}” i arbetsboken för indata",
    ),
    "sum": ("{row}", "{row}", "{row}"),
    "count": ("number of {row}", "antall {row}", "antal {row}"),
    "counted": ("number of rows with {row}", "antall rader med {row}", "antal rader med {row}"),
    "distinct": ("number of different {row}", "antall ulike {row}", "antal olika {row}"),
    "unique": (
        "{row}, as the platform counts different people over the whole period",
        "{row}, slik plattformen teller ulike personer i hele perioden",
        "{row}, som plattformen räknar olika personer under hela perioden",
    ),
    "last": ("{row} on the last known day", "{row} siste kjente dag", "{row} sista kända dagen"),
    "start": ("{row} at the start", "{row} ved starten", "{row} vid starten"),
    "change": ("change in {row}", "endring i {row}", "förändring av {row}"),
    "median": ("median of {row}", "medianen av {row}", "medianen av {row}"),
    "min": ("lowest {row}", "laveste {row}", "lägsta {row}"),
    "max": ("highest {row}", "høyeste {row}", "högsta {row}"),
    "mean": (
        "mean of ({row}) over {table}",
        "gjennomsnitt av ({row}) for {table}",
        "medelvärde av ({row}) för {table}",
    ),
    "where": ("{row} ({filters})", "{row} ({filters})", "{row} ({filters})"),
    "by": ("by {day}", "etter {day}", "efter {day}"),
    "=": ("{left} is {value}", "{left} er {value}", "{left} är {value}"),
    "is blank": ("without {left}", "uten {left}", "utan {left}"),
    "is not blank": ("with {left}", "med {left}", "med {left}"),
    "between": ("{left} from {low} to {high}", "{left} fra {low} til {high}", "{left} från {low} till {high}"),
    "yes": ("yes", "ja", "ja"),
    "no": ("no", "nei", "nej"),
    "or": ("or", "eller", "eller"),
    "on_day": ("{stock} on that day", "{stock} den dagen", "{stock} den dagen"),
    "pairwise": (
        "Only rows that have every figure enter.",
        "Bare rader som har alle tallene, er med.",
        "Bara rader som har alla siffror ingår.",
    ),
    "in_full": (
        "A blank result of an ad counts as none, so its cost enters in full.",
        "Et blankt resultat for en annonse regnes som ingen, så kostnaden er med i sin helhet.",
        "Ett tomt resultat för en annons räknas som inget, så kostnaden ingår i sin helhet.",
    ),
    "choice": (
        "Read from {first}; where those do not cover the period, from {others}.",
        "Hentet fra {first}; der de ikke dekker perioden, fra {others}.",
        "Hämtat från {first}; där de inte täcker perioden, från {others}.",
    ),
    "outside": (
        "Worked out by a calculation of its own.",
        "Regnet ut med en egen beregning.",
        "Uträknat med en egen beräkning.",
    ),
}
_LANGUAGES = ("en", "nb", "sv")


def phrase(key: str, language: Language, **values: object) -> str:
    """The phrase of that key with its parts."""
    return _WORDS[key][_LANGUAGES.index(language)].format(**values)
