"""Brandwatch: mentions in bulk, below lines that say of which report they are. Known from others' readers of them."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Id, Importer, Note, Part, Pseudonym, Whole, headers_beside, hookimpl
from kpi_xl_importers._mentions import MODELLED, NO_SENTIMENT, PLATFORM_OF_URL, SENTIMENT, one_a_brand

MENTIONS = Export(
    name="brandwatch",
    preamble=(r"^From:?\W+(?P<first>.+)$", r"^To:?\W+(?P<last>.+)$"),
    parts=(
        Part(
            table="mentions",
            columns=(
                Column("_resource", Id(), key="resource_id"),
                Column("_mention", Id(), key="mention_id"),
                Column("_query"),
                Column("brand", key="query_name"),
                Column("date", Day()),
                Column("url", repeated="first"),
                Column("author", Pseudonym(), repeated="first"),
                Column("sentiment", SENTIMENT),
                "reach",
                Column("_old_reach", Whole()),
            ),
            derived=(
                PLATFORM_OF_URL,
                Derived("reach", "coalesce(reach, _old_reach)", needs=("reach", "_old_reach")),
                Derived("reach", "_old_reach", needs=("_old_reach",)),
                one_a_brand("coalesce(_resource, _mention, url)", "_resource", "_mention", "url"),
                one_a_brand("coalesce(_resource, url)", "_resource", "url"),
                one_a_brand("coalesce(_mention, url)", "_mention", "url"),
                one_a_brand("url", "url"),
            ),
            requires=("date", "brand", "url", "sentiment", "_query"),
            key=("date", "mention_id"),
            one_row_per=("mention_id",),
            # Up to 197 columns, which vary with the sources and the account's own categories.
            ignores=(r".",),
            notes=(
                Note("The brand is the name of the query in Brandwatch: call queries as the brands are called."),
                MODELLED,
                NO_SENTIMENT,
            ),
        ),
    ),
)

IMPORTER = Importer("brandwatch", "1", "brandwatch", (MENTIONS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Brandwatch."""
    return [IMPORTER]
