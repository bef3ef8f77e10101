"""Text between Python and XML: entities, and the characters that XML cannot hold, as Excel writes them."""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
HIDDEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


def unescaped(xml: str) -> str:
    """The text of an element."""
    return _ENTITY.sub(_character, xml) if "&" in xml else xml


def cell_text(xml: str) -> str:
    """The text of a cell: Excel hides control characters in it as `_x000D_`."""
    return shown(unescaped(xml))


def shown(text: str) -> str:
    """Text with the characters that `writable` hides."""
    return HIDDEN.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def writable(text: str) -> str:
    """Text that XML can hold: characters that it cannot are hidden as Excel does; NUL and half an emoji are gone."""
    return _UNWRITABLE.sub(_hidden, text)


def escaped(text: str) -> str:
    """Text for an element or a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def escaped_cell(text: str) -> str:
    """Text for a cell, so that every character comes back as it was; NUL goes, half an emoji becomes U+FFFD."""
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return writable(text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))


def _hidden(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\0":
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return f"_x{ord(character):04X}_"
