"""Meta Business Suite's audience: lists of ages, cities and countries, laid out downwards or sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_xl import Block, Column, Export, OpenedFile, Part, Percent, made_block, titled_blocks
from kpi_xl_importers._meta_daily import DAILY_PARTS

_AGE = re.compile(r"^\d\d\s?[-–]\s?\d\d$|^\d\d\s?\+$")
_FIGURE = re.compile(r"^\d")
_FOLLOWERS_KEY = re.compile(r"^(FB_PAGE|IG_ACCOUNT)$")


def audience_blocks(opened: OpenedFile) -> Iterator[Block]:
    """The lists of an audience file, each in whatever way it lies, as one row a value."""
    lines = {id(grid): [row for row, _ in grid.rows()] for grid in opened.grids if grid.small}
    for block in titled_blocks(opened):
        rows = lines.get(id(block.grid))
        if rows is None or not block.title:
            yield block
        else:
            yield _list_of(block, rows)


def _list_of(block: Block, lines: Sequence[int]) -> Block:
    records = [
        (line, list(cells)) for line, cells in zip(lines[block.first : block.last], _records(block), strict=True)
    ]
    header = [cell.strip() for cell in block.header]
    if not records or "Primary" in header:
        return block
    if _FOLLOWERS_KEY.match(header[0]):
        return made_block(("followers",), [(line, cells[:1]) for line, cells in records], title=block.title)
    if all(_AGE.match(cells[0].strip()) for _, cells in records):
        return _shares(
            block,
            [
                (line, f"{cells[0].strip()} {who}", share)
                for line, cells in records
                for who, share in zip(header[1:], cells[1:], strict=False)
                if who
            ],
        )
    if len(records) == 1 and not any(_FIGURE.match(cell) for cell in header):
        line, cells = records[0]
        return _shares(block, [(line, name, share) for name, share in zip(header, cells, strict=False) if name])
    return _shares(block, [_vertical(line, cells) for line, cells in records])


def _vertical(line: int, cells: Sequence[str]) -> tuple[int, str, str]:
    # Names of places were split at their commas when the file was saved as tab-separated: the last cell is the share.
    *names, share = [cell.strip() for cell in cells if cell.strip()]
    return line, ", ".join(names), share


def _shares(block: Block, rows: Sequence[tuple[int, str, str]]) -> Block:
    return made_block(("value", "share"), [(line, (value, share)) for line, value, share in rows], title=block.title)


def _records(block: Block) -> list[Sequence[str]]:
    return block.sample(10_000)


def _audience(dimension: str, platform: str = "") -> Part:
    return Part(
        table="audience",
        title=f"title_{dimension}_{platform}" if platform else f"title_{dimension}",
        columns=(Column("value", position=0), Column("share", Percent(), position=1)),
        requires=("value", "share"),
        constants={"dimension": dimension, **({"platform": platform} if platform else {})},
        key=("value",),
    )


def _followers(platform: str) -> Part:
    return Part(
        table="account_daily",
        title=f"title_followers_{platform}",
        columns=(Column("followers", position=0),),
        requires=("followers",),
        constants={"platform": platform},
        key=("followers",),
    )


AUDIENCE = Export(
    name="meta_audience",
    platform=None,
    layout=audience_blocks,
    file_names=(r"(?<!\d)(?P<date>20\d\d-\d\d-\d\d)(?!\d)",),  # users add the day, as the list has none
    parts=(
        *(
            _audience(dimension, platform)
            for dimension in ("age_gender", "city", "country")
            for platform in ("", "facebook", "instagram")
        ),
        _followers("facebook"),
        _followers("instagram"),
        *(replace(part, optional=True) for part in DAILY_PARTS),
        Part(
            table=None,
            title="title_pages",
            columns=(Column("_value", position=0),),
            requires=("_value",),
            why_not="The list of other pages is about other accounts: it is left out.",
        ),
    ),
    notes=("The file does not name the account.",),
    decimal=".",
)
