"""Which encoding a text export is written in, told from its bytes alone."""

from __future__ import annotations

import codecs
import re
import struct
from typing import IO

import pyarrow as pa

# UTF-32 before UTF-16: its little-endian mark starts with the same two bytes.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL_SHARE = 0.3  # of every second byte, in UTF-16 text that is mostly Latin
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp1251")  # in order of preference

_BLOCK = 1024 * 1024
_CONTINUATION, _FIRST_OF_SEVERAL = 0x80, 0xC0
_FIRST_OF = {2: 0xC0, 3: 0xE0, 4: 0xF0}  # the least first byte of a character of so many
_LONGEST_CHARACTER = 4
_LETTERS_A_FLAW = 4  # other encodings read as UTF-8 give next to no letters
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_SHARE = 0.04  # badly converted text has some; random bytes have more than twice as many

# Letters of Western words: a small accented letter among letters, or a capital one that starts a word.
_WESTERN_WORD = re.compile(r"(?<=[a-zà-öø-ÿ])[à-öø-ÿœß]|[à-öø-ÿœß](?=[a-zà-öø-ÿ])|\b[À-ÖØ-ÞŒ](?=[a-zà-öø-ÿA-ZÀ-ÖØ-Þ])")
# Printed signs where they belong: an apostrophe in a word, quotes around one, a dash between blanks.
_PRINTED_SIGN = re.compile(r"(?<=[a-z])’(?=[a-z])|(?<![^\s,;\t])[“‘](?=\w)|(?<=\w)[”…]|(?<=\s)[–—](?=\s)")  # noqa: RUF001
_CYRILLIC_WORD = re.compile(r"\b[\u0401\u0410-\u044f\u0451]{2,}\b")
# What the wrong table makes of accented letters: signs and stray capitals in the middle of a word.
_MOJIBAKE = re.compile(
    r"(?<=[a-zà-ÿ])[^\x00-\x7fà-öø-ÿœß–—’‘“”…·°€£\xa0](?=[a-zà-ÿ])"  # noqa: RUF001 - typographic signs are meant
    r"|[A-Za-z][\u0410-\u044f]|[\u0410-\u044f][A-Za-z]"
)


def encoding_of(sample: bytes, *, complete: bool = True) -> str | None:
    """The Python codec that reads the text, or None when the bytes are no text at all.

    Args:
        sample: The file's bytes, or its first ones.
        complete: Whether the sample is the whole file; if not, its last character may be cut in two.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return name
    wide = _utf16_without_mark(sample)
    if wide:
        return wide
    if _is_binary(sample):
        return None
    if _is_mostly_utf8(sample, complete=complete):
        return "utf-8"
    return max(_SINGLE_BYTE, key=lambda name: _plausibility(sample, name))


def is_valid_utf8(stream: IO[bytes]) -> bool:
    """Whether a whole file is UTF-8 without a flaw."""
    rest = b""
    while block := stream.read(_BLOCK):
        text = rest + block
        end = len(text) - _cut_off(text)
        if not _is_utf8(text[:end]):
            return False
        rest = text[end:]
    return not rest


def _is_utf8(text: bytes) -> bool:
    # Arrow looks at it more than twice as fast as Python decodes it.
    offsets = pa.py_buffer(struct.pack("=ii", 0, len(text)))
    try:
        pa.StringArray.from_buffers(1, offsets, pa.py_buffer(text)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _cut_off(text: bytes) -> int:
    """How many bytes at the end begin a character that goes on in the next block."""
    for length in range(1, min(len(text), _LONGEST_CHARACTER - 1) + 1):
        first = text[-length]
        if first >= _FIRST_OF_SEVERAL:
            return length if first >= _FIRST_OF[length + 1] else 0
        if first < _CONTINUATION:
            return 0
    return 0


def _is_mostly_utf8(sample: bytes, *, complete: bool) -> bool:
    """Whether the text is UTF-8; a flaw here and there does not make it another encoding."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample, final=complete)
    flaws = text.count("\ufffd")
    if not flaws:
        return True
    letters = sum(not character.isascii() for character in text) - flaws
    return letters > _LETTERS_A_FLAW * flaws


def _is_binary(sample: bytes) -> bool:
    return len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample)


def _utf16_without_mark(sample: bytes) -> str | None:
    if len(sample) < 2:  # noqa: PLR2004 - one UTF-16 unit
        return None
    even, odd = sample[::2], sample[1::2]
    if odd.count(0) > _NUL_SHARE * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > _NUL_SHARE * len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _plausibility(sample: bytes, name: str) -> float:
    """How much the text looks like words in this encoding; the wrong table gives signs in the middle of words."""
    text = sample.decode(name, "replace")
    words = len(_WESTERN_WORD.findall(text)) if name != "cp1251" else _cyrillic_letters(text)
    words += 1.5 * len(_PRINTED_SIGN.findall(text))
    return words - 3 * len(_MOJIBAKE.findall(text)) - 2 * text.count("\ufffd")


def _cyrillic_letters(text: str) -> float:
    # A Cyrillic word read as Western is all accents, which no Western language has: the same letters weigh double.
    return 2.0 * sum(len(word) for word in _CYRILLIC_WORD.findall(text))
