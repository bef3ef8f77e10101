"""Brand24: the mentions of a project. Believed: no file of it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Column, Day, Derived, Export, Id, Importer, Note, Part, Pseudonym, headers_beside, hookimpl
from kpi_xl_importers._mentions import MODELLED, NO_SENTIMENT, PLATFORM_OF_URL, SENTIMENT, one_a_brand

_UNNAMED = "{n} of {rows} mentions are of no brand: call the file Brand24_ and the brand, then import it again."

MENTIONS = Export(
    name="brand24",
    file_names=(
        r"^(?i:brand24)[-_ ]+(?P<brand>[^\d_].*?)(?:[-_ ]+(?:mentions|results|export))?(?:[-_ ]+\d{4}[-_.]?\d\d.*)?$",
    ),
    parts=(
        Part(
            table="mentions",
            columns=(
                Column("_id", Id(), key="mention_id"),
                Column("brand", key="project"),
                Column("date", Day()),
                Column("url", repeated="first"),
                Column("author", Pseudonym(), repeated="first"),
                Column("sentiment", SENTIMENT),
                Column("_influence"),
                "reach",
            ),
            derived=(
                PLATFORM_OF_URL,
                Derived("brand", "brand", needs=("brand",)),
                Derived("brand", "NULL::VARCHAR", needs=()),
                one_a_brand("coalesce(_id, url)", "_id", "url"),
                one_a_brand("url", "url"),
            ),
            requires=("date", "url", "sentiment", "_influence"),
            forbids=("foreign",),
            key=("date", "url"),
            notes=(Note(_UNNAMED, where="brand IS NULL", level="important", about="no_brand"), MODELLED, NO_SENTIMENT),
        ),
    ),
)

IMPORTER = Importer("brand24", "1", "brand24", (MENTIONS,), headers=headers_beside(__file__))


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Brand24."""
    return [IMPORTER]
