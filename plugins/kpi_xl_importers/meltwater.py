"""Meltwater: mentions, as the workbook of today or the tab-separated file of before."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import (
    Column,
    Day,
    Derived,
    Export,
    Id,
    Importer,
    Note,
    Part,
    Pseudonym,
    Whole,
    headers_beside,
    hookimpl,
)
from kpi_xl_importers._mentions import MODELLED, PLATFORM_OF_URL, SENTIMENT

# Some exports blank out ids and addresses: one that is the same everywhere tells nothing apart, and every row counts.
_ALIKE = "count(*) OVER () > 1 AND min({of}) OVER () IS NOT DISTINCT FROM max({of}) OVER ()"
_NUMBERED = "strftime(date, '%Y-%m-%d') || ' #' || row_number() OVER (PARTITION BY date ORDER BY _row)"
_NAMED = f"CASE WHEN {_ALIKE.format(of='_id')} THEN NULL ELSE _id END"
_LINKED = f"CASE WHEN {_ALIKE.format(of='url')} THEN NULL ELSE url END"

MENTIONS = Export(
    name="meltwater",
    parts=(
        Part(
            table="mentions",
            columns=(
                Column("_id", Id(), key="document_id"),
                Column("date", Day()),
                Column("_alternate_date", Day()),
                Column("brand", key="input_name"),
                Column("url"),
                Column("author", Pseudonym(), repeated="first"),
                Column("sentiment", SENTIMENT),
                Column("reach", Whole()),
                Column("_hit"),
            ),
            derived=(
                # The date of before carries a clock and dashes between its parts: 05-Oct-2026 03:15PM.
                Derived("date", "coalesce(_alternate_date, date)", needs=("date", "_alternate_date")),
                PLATFORM_OF_URL,
                Derived("mention_id", f"coalesce({_NAMED}, {_LINKED}, {_NUMBERED})", needs=("_id", "url")),
                Derived("mention_id", f"coalesce({_LINKED}, {_NUMBERED})", needs=("url",)),
            ),
            requires=("date", "brand", "url", "sentiment", "_hit"),
            key=("date",),
            notes=(
                Note("The brand is the name of the search in Meltwater: call searches as the brands are called."),
                MODELLED,
                Note(
                    "The ids in the file are all alike: every row counts as a mention.",
                    where="mention_id LIKE '% #%'",
                ),
                Note("{n} of {rows} mentions have no sentiment.", where="sentiment IS NULL"),
            ),
        ),
    ),
)

IMPORTER = Importer("meltwater", "1", "meltwater", (MENTIONS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Meltwater."""
    return [IMPORTER]
