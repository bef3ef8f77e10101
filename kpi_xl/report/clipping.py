"""Texts of any length, cut to the room that they have."""

from __future__ import annotations


def clipped(text: str, length: int) -> str:
    """The text on one line, cut at a word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


def shortened(name: str, length: int) -> str:
    """A name without spaces, such as a file's, cut in its middle: its beginning and its end tell it from others."""
    if len(name) <= length:
        return name
    end = length // 3
    return f"{name[: length - end - 1]}…{name[-end:]}"
