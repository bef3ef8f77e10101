"""People are in nobody's reports: their addresses and numbers are taken out of every text before it is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpi_xl.importing.reading.sql import text

if TYPE_CHECKING:
    from kpi_xl.vocabulary.tables import Field

# Addresses stand in links too, with %40 for the sign; @handles and links to profiles have nothing before it.
_NO_ADDRESS = r"""\s@<>()\[\],;:"'?&=/#|"""
_ADDRESS = rf"[^{_NO_ADDRESS}]+(?:@|%40)[^{_NO_ADDRESS}.%]+(?:\.[\w-]+)+"
# Numbers with the code of their country, which nothing else looks like.
_NUMBER = r"\+\d(?:[ \x{00a0}().-]{0,2}\d){8,14}"
_MASKED_ADDRESS, _MASKED_NUMBER = "(e-mail)", "(phone)"
_LINKS = {"permalink", "url"}  # of posts and mentions, which name their accounts as their platforms do

_PYTHON = re.compile(f"(?P<address>{_ADDRESS})|{_NUMBER.replace('{00a0}', 'a0')}")


def without_people(value: str) -> str:
    """A text for the ledger that quotes a cell."""
    return _PYTHON.sub(lambda met: _MASKED_ADDRESS if met["address"] else _MASKED_NUMBER, value)


def stored(value: str, field: Field, key: bytes) -> str:
    """The SQL of a text as it is stored: an id that is an address becomes a pseudonym, others lose what is in them."""
    if field.type != "string" or field.name in _LINKS:
        return value
    if field.name.endswith("_id"):
        is_address = f"contains({value}, '@') AND regexp_full_match({value}, {text(_ADDRESS)})"
        return f"CASE WHEN {is_address} THEN {pseudonym(value, key)} ELSE {value} END"
    # Few texts have either sign, and looking for one is quick.
    addressed = f"contains({value}, '@') OR contains({value}, '%40')"
    found = f"CASE WHEN {addressed} THEN {_replaced(value, _ADDRESS, _MASKED_ADDRESS)} ELSE {value} END"
    return f"CASE WHEN contains({value}, '+') THEN {_replaced(found, _NUMBER, _MASKED_NUMBER)} ELSE {found} END"


def pseudonym(cell: str, key: bytes) -> str:
    """The SQL of what stands for a person: a keyed hash, the same for the same address in every file."""
    # HMAC-SHA256 in SQL (RFC 2104), so that no address passes through a Python loop; 16 bytes of it are kept.
    block = key.ljust(64, b"\0")
    inner, outer = (f"unhex('{bytes(byte ^ mask for byte in block).hex()}')" for mask in (0x36, 0x5C))
    message = f"encode(lower(trim({cell})))"
    return f"CASE WHEN {cell} IS NOT NULL THEN left(sha256({outer} || unhex(sha256({inner} || {message}))), 32) END"


def _replaced(value: str, pattern: str, mask: str) -> str:
    return f"regexp_replace({value}, {text(pattern)}, {text(mask)}, 'g')"
