"""Names as they are compared."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """Small letters, no accents but those that make letters of their own, single spaces."""
    kept = re.sub(r"[^\w%]+|_", " ", unicodedata.normalize("NFC", text.casefold()))
    return " ".join(kept.split())
