"""What people write to the company, as Zendesk exports its tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.demo.export import Export, delimited
from kpi_xl.demo.posts import between
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from random import Random

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World

_HEADER = (
    "Summation column", "Id", "Status", "Group", "Via", "Ticket type", "Priority", "Tags", "Created at", "Updated at",
    "Solved at", "First reply time in minutes", "Full resolution time in minutes", "Replies",
    "Needs answer",
)  # fmt: skip
_A_DAY = (3.4, 6.2)  # tickets, when the demo begins and when it ends
_VIA = ("Instagram Direct", "Instagram Direct", "Facebook Messenger", "Facebook Post", "X Direct Message")
# Team, what it is asked, minutes to the first reply by day and in the evening.
_TEAMS = (
    ("Kundesenter", "levering", 34, 190),
    ("Kundesenter", "retur", 41, 210),
    ("Butikk", "enquiry", 22, 260),
    ("Verkstad", "reparasjon", 95, 420),
)
_EVENING, _OPENS, _CLOSES = 17, 7, 22
_UNANSWERED, _UNSOLVED = 0.04, 0.11


def exports(world: World) -> Iterator[Export]:
    """Two downloads; those without an answer yet have empty times."""
    number = 20_400
    for period in world.cut(9):
        rows: list[list[Value]] = []
        for day in days_of(period):
            for _ in range(_count(world, day)):
                number += 1
                rows.append(_ticket(world.random(f"zendesk {number}"), day, number))
        text = delimited([_HEADER, *rows])
        name = f"Zendesk/tickets_{period.first}_{period.last}.csv"
        yield Export(name, text.encode("utf-8-sig"), downloaded(period))


def _count(world: World, day: date) -> int:
    random = world.random(f"zendesk {day}")
    expected = between(_A_DAY, world.progress(day)) * world.demand(day) * random.uniform(0.6, 1.4)
    return int(expected) + int(random.random() < expected % 1)


def _ticket(random: Random, day: date, number: int) -> list[Value]:
    team, tag, by_day, in_the_evening = random.choice(_TEAMS)
    created = local_time(day, random.randrange(_OPENS * 60, _CLOSES * 60))
    usual = in_the_evening if created.hour >= _EVENING else by_day
    reply = None if random.random() < _UNANSWERED else max(1, round(usual * random.lognormvariate(0, 0.7)))
    solved = None if reply is None or random.random() < _UNSOLVED else reply + round(random.lognormvariate(5.6, 0.9))
    record: dict[str, Value] = {
        "Summation column": 1,
        "Id": number,
        "Status": "Closed" if solved else "Open",
        "Group": team,
        "Via": random.choice(_VIA),
        "Ticket type": "Question",
        "Priority": "Normal",
        "Tags": tag,
        "Created at": _stamp(created),
        "Updated at": _stamp(created),
        "First reply time in minutes": reply,
        "Full resolution time in minutes": solved,
        "Needs answer": "No" if number % 11 == 0 else "Yes",  # a field of the company's own: thanks need none
        "Replies": 0 if reply is None else random.randint(1, 4),
    }
    return [record.get(name) for name in _HEADER]


def _stamp(moment: datetime) -> str:
    """The clock of the account, which the file does not name."""
    return f"{moment:%Y-%m-%d %H:%M}"
