"""Which platform takes which place in charts: its own colour's, or a free one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Whose colours the template has, in its order. An ads platform takes the colour of the network that it runs on.
_OWNERS = (
    ("instagram",),
    ("facebook", "meta_ads"),
    ("tiktok", "tiktok_ads"),
    ("linkedin", "linkedin_ads"),
    ("youtube", "google_ads"),
    ("x", "x_ads"),
)


def slots(platforms: Sequence[str]) -> tuple[str | None, ...]:
    """The platform in each place, None where it stays empty. Those that find no place are drawn in the accent."""
    placed: list[str | None] = [next((one for one in owners if one in platforms), None) for owners in _OWNERS]
    for platform in platforms:
        if platform not in placed and None in placed:
            placed[placed.index(None)] = platform
    return tuple(placed)
