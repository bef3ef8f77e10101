"""Mailchimp: the list of campaigns with their results, and the report of one campaign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_xl import (
    Block,
    Column,
    Derived,
    Export,
    Importer,
    Moment,
    Note,
    OpenedFile,
    Part,
    SumOfParts,
    Whole,
    headers_beside,
    hookimpl,
    made_block,
)

_FIGURES = ("sent", "delivered", "opens", "unique_opens", "clicks", "unique_clicks", "unsubscribes")
_COLUMNS = (
    Column("campaign", key="title"),
    Column("_subject"),
    Column("sent_at", Moment(), key="send_date"),
    Column("segment", key="list"),
    *_FIGURES,
    Column("bounces", key="total_bounces"),
    Column("_soft", Whole(), key="soft_bounces"),
    Column("_hard", Whole(), key="hard_bounces"),
)
_DERIVED = (
    Derived("campaign", "coalesce(campaign, _subject)", needs=("campaign", "_subject")),
    Derived("campaign", "_subject", needs=("_subject",)),
    Derived("bounces", "bounces", needs=("bounces",)),
    Derived("bounces", "coalesce(_soft, 0) + coalesce(_hard, 0)", needs=("_soft", "_hard")),
)

# Winner and Combo are sends of their own; the row without the suffix, if there is one, repeats them.
_PART_OF_A_TEST = r"\s*\|\s*(?:winner|combo(?:\s*\d+)?|variant(?:\s*\w)?|variation(?:\s*\w+)?)\s*$"
_NOTES = (
    Note("Apple Mail opens messages unread: opens are too many."),
    Note("Unique opens and clicks are people of one send: they are never added."),
    Note("Times are read in the project's time zone: the file does not name its own."),
    Note(
        "{n} of {rows} rows are parts of A/B tests: each counts as a send.",
        where=f"regexp_matches(campaign, '{_PART_OF_A_TEST}', 'i')",
    ),
)

CAMPAIGNS = Export(
    name="mailchimp_campaigns",
    parts=(
        Part(
            table="email_campaigns",
            columns=_COLUMNS,
            derived=_DERIVED,
            requires=("sent_at", "delivered", "unique_opens", "sent"),
            key=("campaign",),
            totals=(SumOfParts("campaign", _PART_OF_A_TEST, day="sent_at", figure="sent"),),
            notes=_NOTES,
        ),
    ),
    decimal=".",
)

_LABEL = re.compile(r"^\s*([^:]+):\s*$")
_SHARE = re.compile(r"\s*\([\d.,]+\s*%\)$")


def one_campaign(opened: OpenedFile) -> Iterator[Block]:
    """A label and its value a line, made into one row; tables of links and domains follow, and are left out."""
    for grid in opened.grids:
        labels: dict[str, str] = {}
        rows: list[int] = []
        for line, cells in enumerate(grid.head(), start=1):
            if len(cells) > 1 and (met := _LABEL.match(cells[0])):
                labels.setdefault(met[1], _SHARE.sub("", cells[1]))
                rows.append(line)
        if rows:
            yield made_block(tuple(labels), [(rows[0], tuple(labels.values()))])


ONE_CAMPAIGN = Export(
    name="mailchimp_campaign_report",
    layout=one_campaign,
    parts=(
        Part(
            table="email_campaigns",
            columns=_COLUMNS,
            derived=_DERIVED,
            requires=("sent_at", "delivered", "unique_opens", "sent"),
            key=("campaign",),
            notes=_NOTES[:3],
        ),
    ),
    decimal=".",
)

IMPORTER = Importer("mailchimp", "1", "mailchimp", (CAMPAIGNS, ONE_CAMPAIGN), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Mailchimp."""
    return [IMPORTER]
