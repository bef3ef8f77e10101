"""Which column of an export fills which canonical field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kpi_xl.importing.kinds import Kind, Text, kind_of_type
from kpi_xl.vocabulary.tables import tables

WORKING_PREFIX = "_"


@dataclass(frozen=True, slots=True)
class Column:
    """One field and how its column is found: by header name, by pattern, by position or by its values.

    Names are looked up in the importer's header file under `key` (the field's own name unless given), in every
    language that it knows; `names` adds some on the spot. `looks_like` is a regular expression that four out of five
    filled cells match: it proves a column found by name, and finds one whose name is in an unknown language.
    `found_by` only finds.
    A field that begins with an underscore is a working column: read, usable in `Derived`, `Note` and `Check`, not kept.
    """

    field: str
    kind: Kind | None = None  # by default what the vocabulary says of the field
    key: str = ""
    names: tuple[str, ...] = ()
    matching: str = ""  # on the normalised header; named groups become facts: r"amount spent \((?P<currency>\w{3})\)"
    position: int | None = None  # 0-based; only where a platform never moves its columns
    looks_like: str = ""
    found_by: str = ""
    # Two columns of one meaning: the first filled cell counts, or only the first column does.
    repeated: Literal["coalesce", "first"] = "coalesce"
    described_as: str = ""  # of columns with one name, the one whose description row matches
    adds_up: bool = False  # added when several rows become one (`Part.one_row_per`); otherwise the first filled counts

    @property
    def header_key(self) -> str:
        """The section of the header file that lists this column's names."""
        return self.key or self.field.removeprefix(WORKING_PREFIX)

    def kind_in(self, table: str) -> Kind:
        """How its cells are read when the column fills `table`."""
        if self.kind is not None:
            return self.kind
        if self.field.startswith(WORKING_PREFIX):
            return Text()
        return kind_of_type(tables()[table].fields[self.field].type)


@dataclass(frozen=True, slots=True)
class Derived:
    """A field worked out from others of the same row, as a DuckDB expression over field names.

    It is used when the file has every column in `needs`; of several for one field the first such one counts.
    It replaces a column of that name, which the expression may use.
    """

    field: str
    expression: str
    needs: tuple[str, ...]
