"""What happens to files on their way: cut, doubled, re-encoded, edited by hand, or made to do harm."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_BITS: tuple[bytes, ...] = tuple(
    bit.encode("utf-8", "surrogatepass")
    for bit in (
        *(
            '"',
            '""',
            '"\n"',
            "\n",
            "\r",
            "\r\n",
            "\0",
            "\ufeff",
            ";",
            "\t",
            ",",
            "|",
            "'",
            "\\",
            "\x1f",
            "\u2028",
            "\x1a",
        ),
        *(
            "9" * 400,
            "-" * 50,
            "1e308",
            "-1e-400",
            "NaN",
            "Infinity",
            "1.234.567,89",
            "1,23,456.7",
            "١٢٣",
            "½",
            "−5",
            "0x1F",
        ),
        *("9223372036854775808", "1.47689E+18", "17900000000000001", "1_000", "(5)", "5 %", "€ 5", "5.-", "1'000"),
        *("0000-00-00", "9999-12-31", "10000-01-01", "31/02/2026", "12/31/2026", "31/12/2026", "29 February", "Feb 30"),
        *(
            "2026-10-25T02:30:00",
            "2026-03-08 02:30",
            "25:61",
            "99:99:99:99",
            "-1:00",
            "46000",
            "45000.5",
            "1e5",
            "Oct 0",
        ),
        *(
            "=cmd|' /C calc'!A0",
            "'; DROP TABLE raw_0; --",
            "{n} {rows} %s",
            "$1\\1",
            "[](){}",
            "(?:",
            "*" * 30,
            "a" * 5000,
        ),
        *(
            "Total",
            "Total: Account",
            "Grand total",
            "sep=;",
            "# ---",
            "Showing top 500 results",
            "\ud800",
            "\u202e",
            "👩‍👩‍👧",
        ),
        *(
            "https://x.com/a/status/",
            "urn:li:activity:",
            "@",
            "%40",
            "+47 912 34 567",
            "NOK",
            "(XXX)",
            "--",
            "undefined",
        ),
    )
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac-roman", "cp1251", "shift-jis", "utf-7")
_DELIMITERS = b",;\t|"
_MOST = 100_000  # bytes: large files have benchmarks of their own


@dataclass(frozen=True, slots=True)
class Mangle:
    """One thing that is done: what, where (0 to 1, twice) and which of several."""

    what: str
    at: float
    to: float
    which: int


def mangled(content: bytes, mangles: list[Mangle]) -> bytes:
    """The content after all of it."""
    for one in mangles:
        content = MANGLES[one.what](content, one)[:_MOST]
    return content


def by_chance(chance: random.Random) -> list[Mangle]:
    """A few things that befall one file."""
    count = chance.randint(1, 5)
    kinds = sorted(MANGLES)
    return [
        Mangle(chance.choice(kinds), chance.random(), chance.random(), chance.randrange(1000)) for _ in range(count)
    ]


def _span(content: bytes, one: Mangle) -> tuple[int, int]:
    start, end = sorted((int(one.at * len(content)), int(one.to * len(content))))
    return start, end


def _cut(content: bytes, one: Mangle) -> bytes:
    return content[: int(one.at * len(content))]


def _cut_out(content: bytes, one: Mangle) -> bytes:
    start, end = _span(content, one)
    return content[:start] + content[min(end, start + 40) :]


def _double(content: bytes, one: Mangle) -> bytes:
    start, end = _span(content, one)
    return content[:end] + content[start:end] * (1 + one.which % 3) + content[end:]


def _insert(content: bytes, one: Mangle) -> bytes:
    at = int(one.at * len(content))
    return content[:at] + _BITS[one.which % len(_BITS)] + content[at:]


def _flip(content: bytes, one: Mangle) -> bytes:
    at = int(one.at * (len(content) - 1)) if content else 0
    return content[:at] + bytes([one.which % 256]) + content[at + 1 :]


def _replace_cell(content: bytes, one: Mangle) -> bytes:
    """Most telling: the file stays a table, and one cell of it is strange."""
    cells = list(re.finditer(rb'[^,;\t\n\r"]+', content))
    if not cells:
        return content
    start, end = cells[int(one.at * (len(cells) - 1))].span()
    return content[:start] + _BITS[one.which % len(_BITS)] + content[end:]


def _replace_cells(content: bytes, one: Mangle) -> bytes:
    """The same cell wherever it stands, as a column of equal cells has it."""
    cells = sorted(set(re.findall(rb'[^,;\t\n\r"]+', content)))
    return content.replace(cells[int(one.at * (len(cells) - 1))], _BITS[one.which % len(_BITS)]) if cells else content


def _swap_lines(content: bytes, one: Mangle) -> bytes:
    lines = content.splitlines(keepends=True)
    if lines:
        at, to = int(one.at * (len(lines) - 1)), int(one.to * (len(lines) - 1))
        lines[at], lines[to] = lines[to], lines[at]
    return b"".join(lines)


def _repeat_line(content: bytes, one: Mangle) -> bytes:
    lines = content.splitlines(keepends=True)
    at = int(one.at * (len(lines) - 1)) if lines else 0
    return b"".join((*lines[:at], *lines[at : at + 1] * (one.which % 600), *lines[at:]))


def _other_encoding(content: bytes, one: Mangle) -> bytes:
    text = content.decode("utf-8-sig", "replace")
    return text.encode(_ENCODINGS[one.which % len(_ENCODINGS)], "replace")


def _other_delimiter(content: bytes, one: Mangle) -> bytes:
    return content.replace(b",", _DELIMITERS[one.which % 4 : one.which % 4 + 1])


def _other_line_ends(content: bytes, one: Mangle) -> bytes:
    return content.replace(b"\n", (b"\r\n", b"\r", b"\n\n", b" \n")[one.which % 4])


def _wrap_lines(content: bytes, _: Mangle) -> bytes:
    return b"\n".join(b'"' + line.replace(b'"', b'""') + b'"' for line in content.splitlines())


MANGLES: Mapping[str, Callable[[bytes, Mangle], bytes]] = {
    "cut": _cut,
    "cut out": _cut_out,
    "double": _double,
    "insert": _insert,
    "flip": _flip,
    "replace cell": _replace_cell,
    "replace cells": _replace_cells,
    "swap lines": _swap_lines,
    "repeat line": _repeat_line,
    "other encoding": _other_encoding,
    "other delimiter": _other_delimiter,
    "other line ends": _other_line_ends,
    "wrap lines": _wrap_lines,
}
