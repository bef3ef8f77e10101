"""Which type of post brought a visit: by the utm_content of its link."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kpi_xl import as_dicts

if TYPE_CHECKING:
    from kpi_xl import Data

# What people write into utm_content, by the format that it means.
_WORDS = {
    "story": ("story", "stories", "historie", "berättelse"),
    "reel": ("reel", "reels"),
    "carousel": ("carousel", "karusell", "album"),
    "live": ("live", "direkte"),
    "video": ("video", "videos", "film"),
    "image": ("image", "photo", "picture", "bilde", "foto", "bild"),
    "text": ("text", "tekst"),
    "link": ("link", "lenke", "länk"),
    "post": ("post", "feed", "innlegg", "inlägg"),
}


def types_by_content(data: Data) -> dict[str, str]:
    """The format of the posts whose link holds this utm_content, where they are all of one format."""
    frame = data.frames.get("posts")
    if frame is None:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for row in as_dicts(frame.select("destination", "format").unique()):
        for content in parse_qs(urlsplit(row["destination"] or "").query).get("utm_content", ()):
            if row["format"]:
                found[content.casefold()].add(row["format"])
    return {content: formats.pop() for content, formats in found.items() if len(formats) == 1}


def type_of(content: str, known: dict[str, str]) -> str:
    """By the posts themselves, else by the first word of it that names a type; empty where none does."""
    plain = content.casefold()
    if plain in known:
        return known[plain]
    words = re.split(r"[\W_\d]+", plain)
    return next((kind for kind, names in _WORDS.items() if not set(names).isdisjoint(words)), "")
