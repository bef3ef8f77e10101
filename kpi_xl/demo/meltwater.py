"""Who speaks of wool brands, as Meltwater exports mentions: tabs between the cells, in UTF-16."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.demo.company import CLIENT
from kpi_xl.demo.export import Export, delimited, utf16
from kpi_xl.demo.posts import between
from kpi_xl.demo.world import days_of, downloaded, local_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpi_xl.demo.export import Value
    from kpi_xl.demo.world import World

_HEADER = (
    "Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Country", "Language", "Reach",
    "AVE", "Sentiment", "Input Name", "Keywords", "Document ID", "Alternate Date Format", "Time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talked:
    """A brand that people speak of; the tone is how often they praise it and how often they complain."""

    brand: str
    a_day: tuple[float, float]  # mentions, when the demo begins and when it ends
    tone: tuple[float, float]


BRANDS = (
    Talked(CLIENT, (2.1, 4.4), (0.46, 0.11)),
    Talked("Havdur", (4.8, 5.0), (0.38, 0.16)),
    Talked("Villvinter", (3.1, 2.6), (0.33, 0.14)),
    Talked("Strikkeriet", (1.4, 1.9), (0.41, 0.07)),
)
_SITES = ("www.instagram.com/p", "www.facebook.com/posts", "x.com/i/status", "www.tiktok.com/video", "blogg.example")


def exports(world: World) -> Iterator[Export]:
    """Two downloads: a search keeps no more than so many hits."""
    for period in world.cut(8):
        rows = [row for day in days_of(period) for talked in BRANDS for row in _day(world, talked, day)]
        content = utf16(delimited([_HEADER, *rows], delimiter="\t", newline="\r\n"))
        yield Export(f"Meltwater/Mentions {period.first} {period.last}.csv", content, downloaded(period))


def _day(world: World, talked: Talked, day: date) -> Iterator[list[Value]]:
    random = world.random(f"meltwater {talked.brand} {day}")
    expected = between(talked.a_day, world.progress(day)) * world.demand(day) ** 0.6
    praise, blame = talked.tone
    for place in range(int(expected) + int(random.random() < expected % 1)):
        sentiment = random.choices(("Positive", "Negative", "Neutral"), (praise, blame, 1 - praise - blame))[0]
        at = local_time(day, random.randrange(6 * 60, 23 * 60))
        number = f"{talked.brand[:3].upper()}{day:%y%m%d}{place:02}"
        record: dict[str, Value] = {
            "Date": f"{at:%d-%b-%Y %I:%M%p}",
            "URL": f"https://{random.choice(_SITES)}/{number.lower()}",
            "Hit Sentence": f"… {talked.brand} …",
            "Country": "Norway",
            "Language": "Norwegian",
            "Reach": round(random.lognormvariate(7, 1.1)),
            "Sentiment": sentiment,
            "Input Name": talked.brand,
            "Keywords": talked.brand.lower(),
            "Document ID": number,
            "Alternate Date Format": f"{at:%d/%m/%y}",
            "Time": f"{at:%I:%M %p}",
        }
        yield [record.get(name) for name in _HEADER]
