"""What customers answer a week after their parcel has come, as Google Forms exports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.posts import between
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World

_HEADER = (
    "Tidsstempel",
    "Hvor sannsynlig er det at du vil anbefale Lyngheim Ull til en venn? (0–10)",
    "Hvor fornøyd er du med kjøpet? (1–5)",
    "Er det noe vi kan gjøre bedre?",
)
_ANSWERS_A_DAY = 1.9
_SCORES = (10, 9, 8, 7, 6, 5, 3, 0)
_EARLY = (24, 22, 20, 12, 9, 6, 4, 3)  # how often each score is given, when the demo begins and when it ends
_LATE = (33, 25, 17, 9, 6, 4, 3, 3)
_REMARKS = ("", "", "", "Raskere levering", "Flere farger, takk!", "Nei, alt var topp 🧶")


def exports(world: World) -> Iterator[Export]:
    """All answers in one file: a form is downloaded whole."""
    rows = [row for day in days_of(world.period) for row in _day(world, day)]
    content = delimited([_HEADER, *rows], newline="\r\n").encode()
    yield Export("Google Forms/Kundeundersøkelse.csv", content, downloaded(world.period))


def _day(world: World, day: date) -> Iterator[list[Value]]:
    random = world.random(f"survey {day}")
    expected = _ANSWERS_A_DAY * world.demand(day)
    weights = [between(ends, world.progress(day)) for ends in zip(_EARLY, _LATE, strict=True)]
    for _ in range(int(expected) + int(random.random() < expected % 1)):
        answered = local_time(day, random.randrange(9 * 60, 22 * 60))
        score = random.choices(_SCORES, weights)[0]
        satisfied = max(1, min(5, round(score / 2 + random.uniform(-0.4, 0.6))))
        stamp = f"{answered.year}/{answered.month}/{answered.day} {answered:%H:%M:%S}"
        yield [stamp, score, satisfied, random.choice(_REMARKS)]
