"""A mapping: what a user has said about the columns of a kind of file, and the importer that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kpi_xl.errors import UsageError
from kpi_xl.importing.columns import Column, Derived
from kpi_xl.importing.importer import Export, Importer, Part
from kpi_xl.importing.kinds import Kind, Number, Percent, Pseudonym
from kpi_xl.importing.mapping.targets import ID_FIELDS, PEOPLE, field_of, has_day

PREFIX = "mapped_"
_LEVELS = ("ad", "ad_set", "campaign")  # the finest one that a row of ads names
_AN_ID = "md5(concat_ws(chr(31), {columns}))"
_SIGNS = 2


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file, by its head, and the field that it fills."""

    header: str
    field: str
    scale: float = 1.0  # of a file's hours 3600 seconds


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How files with these columns are read."""

    name: str
    table: str
    columns: tuple[MappedColumn, ...]
    constants: Mapping[str, str] = field(default_factory=dict[str, str])  # what every row is about: platform, account …

    def checked(self) -> ColumnMapping:
        """The same mapping, if a file can be read by it.

        Raises:
            UsageError: a field is unknown or filled twice, or what makes a row a row of its own is missing.
        """
        fields = [field_of(self.table, column.field).name for column in self.columns]
        if twice := next((name for name in fields if fields.count(name) > 1), None):
            raise UsageError(f"Two columns are said to be {self.table}.{twice}.", "Leave one of them out.")
        if len(fields) < _SIGNS:
            raise UsageError("One column alone proves nothing about a file.", "Say what another one is.")
        if not has_day(self.table, fields):
            raise UsageError(f"No column says on which day something was ({self.table}).", _SAY_SO.format("the day"))
        if not self._id() and ID_FIELDS.get(self.table):
            what = f"{self.table}.{ID_FIELDS[self.table]}"
            raise UsageError(f"No column tells the rows apart ({what}).", _SAY_SO.format(what))
        return self

    def importer(self) -> Importer:
        """The importer that reads such files, with all the checks that any other one has."""
        export = Export(self.importer_name, (self._part(),))
        return Importer(self.importer_name, self._version(), None, (export,), by_user=True)

    @property
    def importer_name(self) -> str:
        return PREFIX + self.name

    def _version(self) -> str:
        return sha256(repr(self).encode()).hexdigest()[:8]

    def _part(self) -> Part:
        fields = tuple(column.field for column in self.columns)
        derived, made = self._id(), self._made()
        return Part(
            table=self.table,
            columns=tuple(self._column(column) for column in self.columns),
            requires=fields,
            key=tuple(name for name in (ID_FIELDS.get(self.table), "date") if name in fields),
            constants={**made, **self.constants},
            derived=(derived,) if isinstance(derived, Derived) else (),
        )

    def _column(self, column: MappedColumn) -> Column:
        return Column(column.field, self._kind(column), names=(column.header,), key=f"_{column.field}")

    def _kind(self, column: MappedColumn) -> Kind | None:
        about = field_of(self.table, column.field)
        if (self.table, column.field) in PEOPLE:
            return Pseudonym()
        if about.unit == "fraction":
            return Percent()
        return Number(column.scale) if about.unit == "seconds" or column.scale != 1 else None

    def _id(self) -> str | Derived | None:
        """What tells rows apart: a column, or one made of others that a post has; nothing where days do."""
        wanted, fields = ID_FIELDS.get(self.table), {column.field for column in self.columns}
        if wanted is None or wanted in fields:
            return wanted
        if self.table == "posts" and "permalink" in fields:
            return Derived("post_id", "permalink", needs=("permalink",))
        made_of = [name for name in ("published_at", "published_on", "caption", "date", "created_at") if name in fields]
        if len(made_of) > 1:
            columns = ", ".join(f"{name}::VARCHAR" for name in made_of)
            return Derived(wanted, _AN_ID.format(columns=columns), needs=tuple(made_of))
        return None

    def _made(self) -> dict[str, str]:
        """What the core has to know of tables whose rows can repeat each other."""
        fields = [column.field for column in self.columns]
        if self.table == "ads":
            level = next((name for name in _LEVELS if name in fields), "account")
            return {"level": level} | ({} if "breakdown" in fields else {"breakdown": ""})
        if self.table == "web":
            split = [name for name in fields if field_of("web", name).kind == "key"]
            return {} if "part" in fields else {"part": ", ".join(split)}
        return {}


_SAY_SO = "Say which one it is: --set “COLUMN={}”."
