"""Which platform a visit or an order came from, told by its source, medium and channel."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER = "(other)"  # known not to be social

_UNKNOWN = {"", "(not set)", "(not available)", "(data not available)", "(unknown)", "(other)"}
_SOCIAL_MEDIA = {
    "social",
    "paid_social",
    "paidsocial",
    "paid-social",
    "paid social",
    "social-media",
    "sm",
    "social media",
}


@cache
def _platforms() -> Mapping[str, str]:
    text = files("kpi_xl.warehouse").joinpath("referrers.csv").read_text(encoding="utf-8")
    return {name: row["platform"] for row in csv.DictReader(text.splitlines()) for name in row["names"].split()}


def platform_of(source: str | None, medium: str | None = None, channel: str | None = None) -> str | None:
    """The platform; `OTHER` where it is none; None where nobody can tell.

    Social traffic of a source that is not in the table stays unknown: it is social, but of which platform is not said.
    """
    name = _plain(source)
    # Analytics tools also write source and medium into one cell: l.instagram.com / referral.
    name, _, second = name.partition(" / ")
    known = _known(name)
    if known:
        return known
    if _plain(medium or second) in _SOCIAL_MEDIA or "social" in _plain(channel):
        return None
    said = [text for text in (name, _plain(medium), _plain(channel)) if text not in _UNKNOWN]
    return OTHER if said else None


def _known(name: str) -> str | None:
    """The platform of a name or a host, whatever subdomain stands before it (l., lm., m., www.)."""
    host = name.removeprefix("https://").removeprefix("http://").split("/")[0]
    parts = host.split(".")
    endings = [".".join(parts[start:]) for start in range(max(len(parts) - 1, 1))]
    return next((_platforms()[ending] for ending in endings if ending in _platforms()), None)


def _plain(text: str | None) -> str:
    return (text or "").strip().casefold()
