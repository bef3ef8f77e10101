"""An export file made up for a test, and what has to come of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from kpi_xl.importing.staged import Answers

Records = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A file by name and content; what is stated about it is tried. No real export and no real name belongs in it."""

    name: str
    content: str | bytes
    format: str = ""  # the name of the Export that takes it
    rows: Mapping[str, int] = field(default_factory=dict[str, int])  # by table
    totals: Mapping[str, float] = field(default_factory=dict[str, float])  # by table.field
    answers: Answers = field(default_factory=Answers)

    @classmethod
    def of(cls, path: Path, **known: Any) -> Sample:
        """A sample that lies in a file."""
        return cls(path.name, path.read_bytes(), **known)

    @classmethod
    def workbook(cls, name: str, sheets: Mapping[str, Sequence[Sequence[object]]], **known: Any) -> Sample:
        """A sample that is an Excel workbook, given as cells by sheet."""
        from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and only few exports are workbooks

        workbook, content = Workbook(write_only=True), BytesIO()
        for sheet, records in sheets.items():
            made = workbook.create_sheet(sheet)
            for record in records:
                made.append(record)
        workbook.save(content)
        return cls(name, content.getvalue(), **known)

    @property
    def bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.encode("utf-8-sig")

    @property
    def records(self) -> Records:
        """The cells of a text file; none of any other file."""
        if isinstance(self.content, bytes):
            return ()
        first_line = self.content.partition("\n")[0]
        return [*csv.reader(StringIO(self.content, newline=""), delimiter=max(",;\t", key=first_line.count))]

    def with_records(self, records: Records, delimiter: str = ",") -> Sample:
        """The same file with other cells."""
        text = StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(records)
        return replace(self, content=text.getvalue())

    def encoded(self, encoding: str) -> Sample:
        """The same text in another encoding.

        Raises:
            UnicodeEncodeError: a letter is not in it.
        """
        return replace(self, content=self.bytes.decode("utf-8-sig").encode(encoding))
