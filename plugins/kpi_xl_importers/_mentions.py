"""What exports of listening tools have in common: sentiment in words, the platform of an address, one id a brand."""

from __future__ import annotations

from kpi_xl import Choice, Derived, Note
from kpi_xl_importers._platforms import platform_of_link

SENTIMENT = Choice(
    ((r"posit|myöntei", "positive"), (r"negat|kieltei", "negative"), (r"neutr|nøytral", "neutral")),
)
PLATFORM_OF_URL = Derived("platform", platform_of_link("url"), needs=("url",))
MODELLED = Note("Reach is modelled, and counts the same people again and again: it is never added.", needs=("reach",))
NO_SENTIMENT = Note("{n} of {rows} mentions have no sentiment.", where="sentiment IS NULL", needs=("sentiment",))


def one_a_brand(id_: str, *needs: str) -> Derived:
    """A mention that several brands' searches find counts for each of them, and once for each."""
    return Derived("mention_id", f"{id_} || coalesce(' ' || brand, '')", needs=(*needs, "brand"))
