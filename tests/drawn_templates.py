"""Templates made for one test, and what a fill makes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import xlsxwriter

from kpi_xl.workbook.fill import FillOptions, FillReport, fill
from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template

Drawing = Callable[[xlsxwriter.Workbook], None]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook as readers see it."""

    path: Path
    report: FillReport

    def part(self, name: str) -> str:
        with ZipFile(self.path) as package:
            return package.read(name).decode()

    def cells(self, sheet: str, *, values: bool = False) -> dict[str, object]:
        """All cells that hold something: formulas as text, or the values stored with them."""
        book = openpyxl.load_workbook(self.path, data_only=values)
        rows = book[sheet].iter_rows()
        return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}

    def sheets(self) -> list[str]:
        return openpyxl.load_workbook(self.path).sheetnames

    def again(self, filling: Filling) -> Filled:
        """The filled workbook filled once more."""
        path = self.path.with_stem(f"{self.path.stem}-again")
        return Filled(path, fill(Template.open(self.path), filling, path))


@dataclass(frozen=True, slots=True)
class Bench:
    """Draws templates and fills them in a folder of the test's own."""

    folder: Path

    def template(self, draw: Drawing, name: str = "template.xlsx") -> Path:
        path = self.folder / name
        with xlsxwriter.Workbook(path) as book:
            draw(book)
        return path

    def filled(self, template: Path | Drawing, filling: Filling, options: FillOptions | None = None) -> Filled:
        path = template if isinstance(template, Path) else self.template(template)
        output = self.folder / f"filled{path.suffix}"
        return Filled(output, fill(Template.open(path), filling, output, options))

    @staticmethod
    def parts(path: Path) -> dict[str, bytes]:
        with ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    @staticmethod
    def write(path: Path, parts: dict[str, bytes]) -> None:
        with ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
