"""Which importer takes a file: every format is asked, exactly one may say yes, and each can say why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.headers import HeaderNames, header_names
from kpi_xl.importing.importer import Export, Importer
from kpi_xl.importing.layouts import blocks_by_layout
from kpi_xl.importing.matching import Match, match

if TYPE_CHECKING:
    from kpi_xl.importing.layouts import Block
    from kpi_xl.importing.opening.grid import OpenedFile

_NEAREST, _NEAR = 3, 0.5
_FILE_NAME_POINTS = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one format says of a file."""

    importer: Importer
    export: Export
    matches: tuple[Match, ...]  # the parts found, at most one a block
    score: float
    nearness: float  # 0 to 1: how much of what it needs the header has
    reason: str  # why it takes the file, or what is missing

    @property
    def takes(self) -> bool:
        """Whether the format recognises the file as its own."""
        return bool(self.matches)


def explain_identification(
    opened: OpenedFile, importers: Iterable[Importer], extra_headers: Sequence[Path] = ()
) -> tuple[Verdict, ...]:
    """What every format says of a file, the likeliest first."""
    exports = [(importer, export) for importer in importers for export in importer.formats]
    blocks = blocks_by_layout(opened, (export.layout for _, export in exports))
    verdicts = [
        _verdict(opened, importer, export, blocks[export.layout], names_of(importer, extra_headers))
        for importer, export in exports
    ]
    return tuple(sorted(verdicts, key=lambda verdict: (verdict.takes, verdict.nearness, verdict.score), reverse=True))


def names_of(importer: Importer, extra_headers: Sequence[Path]) -> HeaderNames:
    """The header names that an importer knows; a user's file counts for the importer it is named after."""
    own = tuple(path for path in extra_headers if path.stem == importer.name)
    return header_names(importer.headers, own)


def recognised(opened: OpenedFile, importers: Iterable[Importer], extra_headers: Sequence[Path] = ()) -> Verdict:
    """The one format that takes the file.

    Raises:
        ExportRefusedError: none takes it, or several do; the message names them, or the nearest and what it misses.
    """
    importers = tuple(importers)
    verdicts = explain_identification(opened, importers, extra_headers)
    taking = _users_own(_best_of_each_importer([verdict for verdict in verdicts if verdict.takes]))
    taking = taking if any(map(_has_rows, taking)) else _best(taking)
    if len(taking) == 1:
        return taking[0]
    if taking:
        names = ", ".join(f"{verdict.export.name} ({verdict.importer.name})" for verdict in taking)
        message = f"{opened.name} is taken by several formats: {names}."
        raise ExportRefusedError(message, "Switch one of these plugins off with kpi-xl plugins.")
    raise _unknown(opened, importers, extra_headers, verdicts)


def _unknown(
    opened: OpenedFile, importers: Sequence[Importer], extra_headers: Sequence[Path], verdicts: Sequence[Verdict]
) -> ExportRefusedError:
    from kpi_xl.importing.mapping.renamed import renamings  # noqa: PLC0415 - it asks which files are recognised

    message = f"{opened.name} is no export that an importer knows."
    if renamed := renamings(opened, importers, extra_headers):
        return ExportRefusedError(f"{message[:-1]}: {renamed[0]}.", _ACCEPT.format(name=opened.name))
    return ExportRefusedError(f"{message}{_nearest(verdicts)}", _HINT.format(name=opened.name))


def _users_own(taking: Sequence[Verdict]) -> Sequence[Verdict]:
    """The user's own mapping, if one takes the file; of several the one that accounts for most of it."""
    own = sorted((one for one in taking if one.importer.by_user), key=lambda one: -one.score)
    return own[:1] or taking


def _has_rows(verdict: Verdict) -> bool:
    return any(found.block.sample(1) for found in verdict.matches)


def _best(taking: Sequence[Verdict]) -> Sequence[Verdict]:
    """Those that know most of a header: without rows below it no cell tells whose it is."""
    most = max((verdict.score for verdict in taking), default=0.0)
    return [verdict for verdict in taking if verdict.score == most]


def _best_of_each_importer(taking: Sequence[Verdict]) -> list[Verdict]:
    best: dict[str, float] = {}
    for verdict in taking:
        best[verdict.importer.name] = max(verdict.score, best.get(verdict.importer.name, 0.0))
    return [verdict for verdict in taking if verdict.score == best[verdict.importer.name]]


_HINT = 'Export it from the platform again and leave it as it is, or say what it holds: kpi-xl map "{name}".'
_ACCEPT = 'If that is right, kpi-xl map "{name}" takes it from now on.'


def _nearest(verdicts: Sequence[Verdict]) -> str:
    near = sorted((one for one in verdicts if one.nearness >= _NEAR), key=lambda one: one.nearness, reverse=True)[
        :_NEAREST
    ]
    told = "; ".join(f"{verdict.export.name} ({verdict.reason})" for verdict in near)
    return f" Nearest: {told}." if told else ""


def _verdict(
    opened: OpenedFile, importer: Importer, export: Export, blocks: Sequence[Block], names: HeaderNames
) -> Verdict:
    candidates = [match(part, block, names) for block in blocks for part in export.parts]
    chosen = _without_overlap([candidate for candidate in candidates if candidate.fits])
    if any(_makes(found, export) for found in chosen):
        named = any(re.search(pattern, stem(opened)) for pattern in export.file_names)
        score = sum(found.score for found in chosen) + _FILE_NAME_POINTS * named
        return Verdict(importer, export, tuple(chosen), score, 1.0, _why(chosen))
    best = max(candidates, key=lambda one: (one.nearness, one.score - len(one.problems)), default=None)
    if best is None:
        return Verdict(importer, export, (), 0.0, 0.0, "its layout is another")
    reasons = best.problems or tuple(why_not(found) for found in chosen if found.part.why_not)
    return Verdict(importer, export, (), best.score, best.nearness, "; ".join(dict.fromkeys(reasons)))


def why_not(found: Match) -> str:
    """What the user is told of a block that is recognised and not imported."""
    return found.part.why_not.format(title=found.block.title)


def _makes(found: Match, export: Export) -> bool:
    # A part without a table makes a file this format only where the format has nothing else.
    return not found.part.optional and (
        found.part.table is not None or all(part.table is None for part in export.parts)
    )


def stem(opened: OpenedFile) -> str:
    """The file's name without folder and suffix, and without the (1) of a second download."""
    return names_around(opened)[0]


def names_around(opened: OpenedFile) -> tuple[str, ...]:
    """The same of the file, then of the archive and folders that it lies in, the nearest first."""
    inside = reversed(PurePosixPath(opened.name.replace("\\", "/")).parts)
    return tuple(re.sub(r"\s*\(\d+\)$", "", PurePosixPath(part).stem) for part in (*inside, opened.path.parent.name))


def _without_overlap(matches: Sequence[Match]) -> list[Match]:
    chosen: list[Match] = []
    for candidate in sorted(matches, key=lambda found: (-found.score, found.block.first)):
        if not any(_overlap(candidate.block, other.block) for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda found: found.block.first)


def _overlap(one: Block, other: Block) -> bool:
    if one is other or one.grid is not other.grid:
        return one is other  # a block without rows overlaps with nothing else
    return (other.last is None or one.first < other.last) and (one.last is None or other.first < one.last)


def _why(chosen: Sequence[Match]) -> str:
    known = sum(len(found.cells) for found in chosen)
    tables = ", ".join(sorted({found.part.table for found in chosen if found.part.table})) or "nothing to import"
    return f"{known} known columns, {tables}"
