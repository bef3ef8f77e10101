"""A workbook opened for filling: its sheets, tables, names, strings and formats, over its package."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kpi_xl.errors import FileProblemError
from kpi_xl.safety.workbook import scan_workbook
from kpi_xl.workbook.book.names import Names
from kpi_xl.workbook.book.past import Past
from kpi_xl.workbook.book.sheet import Sheet
from kpi_xl.workbook.book.strings import SharedStrings
from kpi_xl.workbook.book.styles import Styles
from kpi_xl.workbook.book.tables import Table
from kpi_xl.workbook.package.package import Package
from kpi_xl.workbook.package.xml import Element, add_child, every, first, id_attribute, remove

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TABLE = "spreadsheetml.table+xml"
_LARGE = 2**31  # bytes of XML; above this a part may come to more than 4 GB


class Book:
    """A workbook in memory, as far as it has been looked at.

    Raises:
        FileProblemError: It cannot be opened, needs a password or carries a digital signature.
        UnsafeFileError: It is no workbook, is damaged or built to do harm.
    """

    def __init__(self, path: Path) -> None:
        _scan(path)
        self.path = path
        self.package = Package(path)
        self.part = next((each.target for each in self.package.related("", "officeDocument")), "xl/workbook.xml")
        self.root: Element = self.package.tree(self.part)
        self._sheets: dict[str, Sheet] = {}
        self.past = Past()
        self.added_tables: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.package.close()

    @property
    def entries(self) -> list[Element]:
        """The `<sheet>` elements in tab order, those of chart sheets included."""
        holder = first(self.root, "sheets")
        return [] if holder is None else list(holder)

    @property
    def sheet_names(self) -> list[str]:
        """The names of all sheets in tab order."""
        return [entry.get("name", "") for entry in self.entries]

    @property
    def sheets(self) -> list[Sheet]:
        """The worksheets in tab order."""
        found = [self._sheet(entry) for entry in self.entries]
        return [sheet for sheet in found if sheet is not None]

    def sheet(self, name: str) -> Sheet | None:
        """A worksheet by its name, in any case."""
        entry = next((each for each in self.entries if each.get("name", "").lower() == name.lower()), None)
        return None if entry is None else self._sheet(entry)

    def sheet_part(self, entry: Element) -> str | None:
        """The part of a `<sheet>` element, chart sheets included."""
        relation = self.package.relations(self.part).get(id_attribute(entry))
        return None if relation is None else relation.target

    @cached_property
    def tables(self) -> list[Table]:
        """All Excel tables."""
        found: list[Table] = []
        for sheet in self.sheets:
            for relation in self.package.related(sheet.part, "table"):
                table = Table.read(relation.target, sheet.name, self.package.tree(relation.target))
                if table is not None:
                    found.append(table)
        return found

    def table(self, name: str) -> Table | None:
        """A table by its name, in any case."""
        return next((table for table in self.tables if table.name.lower() == name.lower()), None)

    def free_table_id(self) -> str:
        """A number that no table of the workbook has."""
        parts = [name for name in self.package.names if self.package.types.of(name).endswith(_TABLE)]
        used = {self.package.tree(part).get("id") for part in parts}
        return next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)

    @property
    def namespaces(self) -> tuple[str, str]:
        """The namespace of sheets and that of references to parts, which strict files spell in another way."""
        main = str(self.root.tag)[1:].partition("}")[0]
        kind = "http://purl.oclc.org/ooxml/officeDocument/relationships" if self.package.strict else _RELATIONS
        return main, kind

    @cached_property
    def names(self) -> Names:
        """The defined names."""
        return Names(self.root)

    @cached_property
    def strings(self) -> SharedStrings:
        """The shared strings, which are never changed: what is filled in is written into its cell."""
        part = next((each.target for each in self.package.related(self.part, "sharedStrings")), None)
        return SharedStrings() if part is None else SharedStrings.read(self.package.tree(part))

    @cached_property
    def styles(self) -> Styles:
        """The cell formats."""
        part = self._styles_part
        return Styles(None if part is None else self.package.tree(part))

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904, as on old Macs."""
        properties = first(self.root, "workbookPr")
        return properties is not None and properties.get("date1904") in {"1", "true"}

    def forget_sheet(self, part: str) -> None:
        """Let go of a sheet whose part was removed: another one may get the same name."""
        self._sheets.pop(part, None)

    def forget_structure(self) -> None:
        """Read sheets and tables anew after parts were added or removed."""
        self.__dict__.pop("tables", None)

    def touch(self) -> None:
        """Have the workbook part written back."""
        self.package.touch(self.part)

    def recalculate_on_load(self) -> None:
        """Have Excel recalculate when it opens the file, and drop the order in which it once calculated."""
        for relation in self.package.related(self.part, "calcChain"):
            self.package.remove(relation.target)
            self.package.unrelate(self.part, relation.id)
        settings = first(self.root, "calcPr")
        if settings is None:
            settings = add_child(self.root, "calcPr")
            remove(settings)
            _after_names(self.root, settings)
        settings.set("fullCalcOnLoad", "1")
        self.touch()

    def write(self, stream: BinaryIO) -> None:
        """Write the package with all that was changed."""
        for sheet in self.sheets:
            if sheet.changed:
                self.package.set(sheet.part, sheet.pieces)
        for table in self.tables:
            if table.changed:
                self.package.touch(table.part)
        if self.styles.changed and self._styles_part is not None:
            self.package.touch(self._styles_part)
        large = (sheet.part for sheet in self.sheets if sum(strip.rows for strip in sheet.strips) * 1_000 > _LARGE)
        self.package.write(stream, frozenset(large))

    @property
    def _styles_part(self) -> str | None:
        return next((each.target for each in self.package.related(self.part, "styles")), None)

    def _sheet(self, entry: Element) -> Sheet | None:
        relation = self.package.relations(self.part).get(id_attribute(entry))
        if relation is None or relation.kind != "worksheet":
            return None
        if relation.target not in self._sheets:
            source = self.package.data(relation.target)
            self._sheets[relation.target] = Sheet(entry.get("name", ""), relation.target, source)
        return self._sheets[relation.target]


def _scan(path: Path) -> None:
    if not path.is_file():
        raise FileProblemError(f"There is no workbook {path}.", "Check the name and the folder.")
    try:
        scanned = scan_workbook(path)
    except PermissionError as error:
        raise FileProblemError(
            f"{path.name} may not be read, or is locked by another program.", "Close it there and try again."
        ) from error
    if scanned.signed:
        raise FileProblemError(
            f"{path.name} carries a digital signature, which any change would break.",
            "In Excel, remove the signature (File > Info) and save a copy to use as the template.",
        )


def _after_names(workbook: Element, settings: Element) -> None:
    """Put the calculation settings where the order of the workbook's elements wants them."""
    before = {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
              "functionGroups", "externalReferences", "definedNames"}  # fmt: skip
    earlier = [child for child in every(workbook, *before) if child.getparent() is workbook]
    earlier[-1].addnext(settings)
