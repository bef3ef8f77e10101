"""`python -m making` in `docs/`: make everything anew, or only `pages`, `consoles` or `pictures`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable

from making.pages import GENERATED, pages_with_commands, played_anew, write
from making.pictures import make_pictures


def main(wanted: list[str]) -> None:
    """Make what is asked for and name what has changed."""
    os.environ["KPI_XL_HOME"] = tempfile.mkdtemp(
        prefix="kpi-xl-docs-home-"
    )  # this machine's projects are nobody's business
    chosen = wanted or ["pages", "consoles", "pictures"]
    if "pages" in chosen:
        _tell(page for page, made in GENERATED.items() if write(page, made()))
    if "consoles" in chosen:
        _tell(page for page in pages_with_commands() if write(page, played_anew(page)))
    if "pictures" in chosen:
        _tell(picture.name for picture in make_pictures())


def _tell(names: Iterable[str]) -> None:
    for name in names:
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
