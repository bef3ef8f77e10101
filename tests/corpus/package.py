"""A workbook's parts, opened to put in by hand what XlsxWriter cannot draw."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Self

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TIME = (1980, 1, 1, 0, 0, 0)
_ID = re.compile(r'Id="rId(\d+)"')


class Parts:
    """The parts by name, and how they refer to one another."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    @classmethod
    def read(cls, path: Path) -> Self:
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def write(self, path: Path) -> None:
        """The same parts give the same bytes."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, _TIME), data, zipfile.ZIP_DEFLATED)

    def text(self, name: str) -> str:
        return self.parts[name].decode("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a part that must be there exactly once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.parts[name] = text.replace(old, new).encode("utf-8")

    def add(self, name: str, data: str | bytes, content_type: str) -> None:
        """Add a part; its kind is told in the list of content types."""
        self.parts[name] = data.encode("utf-8") if isinstance(data, str) else data
        entry = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        self.edit("[Content_Types].xml", "</Types>", entry)

    def add_default(self, extension: str, content_type: str) -> None:
        """Tell what files with an extension are, unless it is told already."""
        types = self.text("[Content_Types].xml")
        if f'Extension="{extension}"' not in types:
            opening = f'<Types xmlns="{_PACKAGE}/content-types">'
            entry = f'{opening}<Default Extension="{extension}" ContentType="{content_type}"/>'
            self.edit("[Content_Types].xml", opening, entry)

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """Let a part refer to another one (its name, or an address outside) and return the reference's id.

        `kind` is the last part of an official relationship type, or a whole one.
        """
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self.parts:
            self.parts[part] = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
            ).encode()
        number = max([0, *map(int, _ID.findall(self.text(part)))]) + 1
        type_ = kind if kind.startswith("http") else f"{_OFFICE}/{kind}"
        where = target if external else posixpath.relpath(target, folder)
        mode = ' TargetMode="External"' if external else ""
        entry = f'<Relationship Id="rId{number}" Type="{type_}" Target="{where}"{mode}/></Relationships>'
        self.edit(part, "</Relationships>", entry)
        return f"rId{number}"

    def sheet(self, name: str) -> str:
        """The part of a sheet."""
        match = re.search(
            rf'<sheet name="{re.escape(name)}" sheetId="\d+"[^>]*r:id="(rId\d+)"', self.text("xl/workbook.xml")
        )
        assert match is not None
        relations = self.text("xl/_rels/workbook.xml.rels")
        target = re.search(rf'Id="{match[1]}"[^>]*Target="([^"]+)"', relations)
        assert target is not None
        return f"xl/{target[1]}"

    def related(self, source: str, kind: str) -> str:
        """The part that another one refers to."""
        folder, name = posixpath.split(source)
        relations = self.text(posixpath.join(folder, "_rels", f"{name}.rels"))
        target = re.search(rf'Type="[^"]*/{kind}"[^>]*Target="([^"]+)"', relations)
        assert target is not None
        return posixpath.normpath(posixpath.join(folder, target[1]))

    def extend(self, name: str, uri: str, content: str, root: str) -> None:
        """Put an extension (`<ext>`) into a part, at its end."""
        extension = f'<ext uri="{uri}">{content}</ext>'
        if "</extLst>" in self.text(name):
            head, tail = self.text(name).rsplit("</extLst>", 1)
            self.parts[name] = f"{head}{extension}</extLst>{tail}".encode()
        else:
            self.edit(name, f"</{root}>", f"<extLst>{extension}</extLst></{root}>")
