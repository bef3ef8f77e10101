"""The templates of the corpus, built and filled as often as asked, each way once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.kernel import filling
from corpus.templates import CorpusTemplate
from kpi_xl.workbook.fill import FillReport, fill
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template


@dataclass(frozen=True, slots=True)
class Filled:
    """A template and what came of filling it."""

    template: Path
    report: FillReport

    @property
    def path(self) -> Path:
        return self.report.path


class Corpus:
    """Builds each template once, and fills it as often as asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._built: dict[str, Path] = {}
        self.built_bytes: dict[str, bytes] = {}
        self._filled: dict[str, Filled] = {}
        (folder / "templates").mkdir()

    def template(self, wanted: CorpusTemplate) -> Path:
        if wanted.name not in self._built:
            self._built[wanted.name] = wanted.build(self.folder / "templates")
            self.built_bytes[wanted.name] = self._built[wanted.name].read_bytes()
        return self._built[wanted.name]

    def filled(self, wanted: CorpusTemplate, values: Filling | None = None, name: str = "") -> Filled:
        """A template filled with the usual values, or others under a name of their own."""
        key = wanted.name + name
        if key not in self._filled:
            template = self.template(wanted)
            output = self.folder / f"{key}{wanted.suffix}"
            self._filled[key] = Filled(template, fill(Template.open(template), values or filling(), output))
        return self._filled[key]
