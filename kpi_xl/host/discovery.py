"""Where plugins come from: the entry-point group `kpi_xl`, and a project's own files."""

from __future__ import annotations

import pkgutil
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kpi_xl.host.plugin import Candidate, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint
    from pathlib import Path

GROUP = "kpi_xl"
# An entry point of such a name promises modules of that kind: they are imported when it is first asked for.
KINDS = frozenset({"kpi_xl_importers", "kpi_xl_kpis", "kpi_xl_analyses", "kpi_xl_templates"})
PROJECT = Origin("this project", "")


def installed() -> Iterator[Candidate]:
    """The modules of every installed plugin package; the bundled ones are found like anyone else's."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.value):
        kind = f"{GROUP}_{point.name}"
        yield from _modules(point.module, _origin(point), kind if kind in KINDS else "")


def of_project(sources: Mapping[Path, str]) -> Iterator[Candidate]:
    """A project's own plugins, by path, with the text that the user allowed."""
    for path, source in sources.items():
        yield Candidate(path.stem, PROJECT, str(path), source)


def _origin(point: EntryPoint) -> Origin:
    if point.dist is None:
        return Origin("unknown distribution", "")
    return Origin(point.dist.name, point.dist.version)


def _modules(name: str, origin: Origin, kind: str) -> Iterator[Candidate]:
    """The module itself, and if it is a package every public module in it, all the way down."""
    try:
        spec = find_spec(name)
    except ImportError:
        spec = None
    yield Candidate(name, origin, (spec and spec.origin) or "not found", kind=kind)
    for folder in (spec and spec.submodule_search_locations) or ():
        for found in pkgutil.iter_modules([folder]):
            if not found.name.startswith("_"):
                yield from _modules(f"{name}.{found.name}", origin, kind)
