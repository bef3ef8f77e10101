"""Platforms by the names and the addresses that exports of several of them write."""

from __future__ import annotations

from dataclasses import replace

from kpi_xl import Choice

# Platform, what it is called, its hosts.
_KNOWN = (
    ("facebook", r"facebook|messenger|\bfb\b", r"(?:facebook|fb)[.]com|fb[.]watch"),
    ("instagram", r"instagram|\big\b", r"instagram[.]com"),
    ("linkedin", r"linked ?in", r"linkedin[.]com|lnkd[.]in"),
    ("tiktok", r"tik ?tok", r"tiktok[.]com"),
    ("youtube", r"you ?tube", r"youtube[.]com|youtu[.]be"),
    ("pinterest", r"pinterest", r"pinterest[.][a-z.]+"),
    ("threads", r"threads", r"threads[.](?:net|com)"),
    ("snapchat", r"snapchat", r"snapchat[.]com"),
    ("reddit", r"reddit", r"reddit[.]com"),
    ("bluesky", r"blue ?sky", r"bsky[.]app"),
    ("mastodon", r"mastodon", r"mastodon[.][a-z]+"),
    ("tumblr", r"tumblr", r"tumblr[.]com"),
    ("x", r"twitter|tweet|^x\b|(?:\b|_)x$|\bx[.]com", r"(?:x|twitter)[.]com"),
)

PLATFORM = Choice(tuple((words, platform) for platform, words, _ in _KNOWN))
CHANNEL = replace(PLATFORM, told=False)  # where mail, chats and news stand beside platforms


def platform_of_link(column: str) -> str:
    """The platform that a column of addresses points to, as SQL; NULL for other places."""
    cases = (
        f"WHEN regexp_matches({column}, '^(?:https?://)?(?:[^/]*[.])?(?:{hosts})(?:[/?:]|$)', 'i') THEN '{platform}'"
        for platform, _, hosts in _KNOWN
    )
    return " ".join(("CASE", *cases, "END"))
