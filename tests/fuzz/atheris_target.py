"""Atheris steers by the branches that an input reaches: run by test_atheris.py in a process of its own.

python -m tests.fuzz.atheris_target -runs=20000
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # pyright: ignore[reportMissingImports] - the extra [fuzz]

with atheris.instrument_imports(include=["kpi_xl.importing"]):
    from tests.fuzz.seeds import seeds
    from tests.fuzz.surviving import survive

_IMPORTERS = sorted({seed.importer.name: seed.importer for seed in seeds()}.items())


def one_input(data: bytes) -> None:
    """The first byte says whose file it is, the others are the file."""
    _, importer = _IMPORTERS[data[0] % len(_IMPORTERS) if data else 0]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.csv"
        file.write_bytes(data[1:])
        survive(file, importer, Path(folder) / "staging", whole=False)


def write_corpus(folder: Path) -> None:
    """The sound files to begin with."""
    names = [name for name, _ in _IMPORTERS]
    for number, seed in enumerate(seeds()):
        if not seed.sample.name.endswith(".xlsx"):
            first = bytes([names.index(seed.importer.name)])
            (folder / str(number)).write_bytes(first + seed.sample.bytes)


def main() -> None:
    with tempfile.TemporaryDirectory() as corpus:
        write_corpus(Path(corpus))
        atheris.Setup([*sys.argv, "-max_len=4000", "-timeout=5", "-rss_limit_mb=1024", corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
