"""Sound made-up exports of every importer, to be mangled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kpi_xl.importing.importer import Importer
from kpi_xl.testing.made import made_samples
from kpi_xl.testing.sample import Sample
from tests.contract.importers.test_conformance import bundled
from tests.contract.importers.written_samples import WRITTEN


@dataclass(frozen=True, slots=True)
class Seed:
    """A file and the importer that takes it."""

    importer: Importer
    sample: Sample

    def __repr__(self) -> str:
        return self.sample.name


@cache
def seeds() -> Sequence[Seed]:
    """A file a format, in English and in one language more."""
    return [
        Seed(importer, sample)
        for importer in bundled()
        for sample in (*made_samples(importer, ("en", "nb")), *WRITTEN.get(importer.name, ()))
    ]
