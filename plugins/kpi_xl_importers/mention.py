"""Mention: the mentions of an alert. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Export, Id, Importer, Note, Part, Pseudonym, headers_beside, hookimpl
from kpi_xl_importers._mentions import MODELLED, NO_SENTIMENT, PLATFORM_OF_URL, SENTIMENT, one_a_brand

MENTIONS = Export(
    name="mention",
    parts=(
        Part(
            table="mentions",
            columns=(
                Column("_id", Id(), key="mention_id"),
                Column("brand", key="alert"),
                Column("date", Day()),
                Column("url", repeated="first"),
                Column("_source_type"),
                Column("author", Pseudonym(), repeated="first"),
                Column("sentiment", SENTIMENT, key="tone"),
                "reach",
            ),
            derived=(
                PLATFORM_OF_URL,
                one_a_brand("coalesce(_id, url)", "_id", "url"),
                one_a_brand("url", "url"),
            ),
            requires=("date", "brand", "url", "_source_type"),
            forbids=("foreign",),
            key=("date", "mention_id"),
            one_row_per=("mention_id",),
            notes=(
                Note("The brand is the name of the alert in Mention: call alerts as the brands are called."),
                MODELLED,
                NO_SENTIMENT,
            ),
        ),
    ),
)

IMPORTER = Importer("mention", "1", "mention", (MENTIONS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Mention."""
    return [IMPORTER]
