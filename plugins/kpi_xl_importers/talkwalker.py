"""Talkwalker: search results as a workbook, with the names that its API uses. All its numbers are text."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Importer, Note, Number, Part, Pseudonym, headers_beside, hookimpl
from kpi_xl_importers._platforms import CHANNEL

_SENTIMENT = (
    "CASE WHEN _sentiment > 0 THEN 'positive' WHEN _sentiment < 0 THEN 'negative' "
    "WHEN _sentiment = 0 THEN 'neutral' END"
)
# SEARCH /  / Brand: folder, folder, name; of several searches the first.
_BRAND = "nullif(trim(regexp_extract(_profile, '^(?:[^/;\\n]*/)*([^/;\\n]+)', 1)), '')"
# Where addresses are blanked out they tell nothing apart, and every row counts.
_ID = (
    "CASE WHEN count(*) OVER () > 1 AND min(url) OVER () IS NOT DISTINCT FROM max(url) OVER () OR url IS NULL "
    "THEN strftime(date, '%Y-%m-%d') || ' #' || row_number() OVER (PARTITION BY date ORDER BY _row) ELSE url END"
)

RESULTS = Export(
    name="talkwalker",
    parts=(
        Part(
            table="mentions",
            columns=(
                Column("url"),
                Column("date", Day(), key="published"),
                Column("_profile", key="matched_profile"),
                # SOCIALMEDIA,SOCIALMEDIA_TWITTER: what follows the last underscore.
                Column("platform", CHANNEL, key="source_type"),
                Column("_sentiment", Number()),
                Column("author", Pseudonym(), repeated="first"),
                "reach",
            ),
            derived=(
                Derived("brand", _BRAND, needs=("_profile",)),
                Derived("sentiment", _SENTIMENT, needs=("_sentiment",)),
                Derived("mention_id", _ID, needs=("url", "date")),
            ),
            requires=("url", "date", "_profile", "platform", "_sentiment"),
            key=("date",),
            ignores=(
                r"^(?:images|videos|(?:article|source)_extended_attributes|extra_\w+_attributes)\.",
                r"^(?:article|source) extended attributes\.",
                r"^extra \w+ attributes\.",
            ),
            notes=(
                Note("Reach is that of the authors and counts the same people again and again: it is never added."),
                Note(
                    "The addresses in the file are all alike: every row counts as a mention.",
                    where="mention_id LIKE '% #%'",
                ),
                Note(
                    "{n} of {rows} mentions match several searches: they count for the first.",
                    where="regexp_matches(_profile, '[;\\n]')",
                ),
            ),
        ),
    ),
    decimal=".",
)

IMPORTER = Importer("talkwalker", "1", "talkwalker", (RESULTS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Talkwalker."""
    return [IMPORTER]
