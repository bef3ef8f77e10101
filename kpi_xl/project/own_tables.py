"""What the user writes down by hand (inputs.xlsx, goals in kpi-xl.toml), kept in the warehouse like any export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import FileProblemError
from kpi_xl.project.inputs.cells import CellReader, FindKpi
from kpi_xl.project.inputs.lists import competitors, rules, spellings
from kpi_xl.project.inputs.reading import Inputs, read_inputs
from kpi_xl.project.new_project import INPUTS_FILE
from kpi_xl.project.settings_file import SETTINGS_FILE
from kpi_xl.vocabulary.money import ExchangeRate
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import REJECTIONS_KEPT, Batch, BatchTable, Rejected

if TYPE_CHECKING:
    from kpi_xl.project.settings import Settings
    from kpi_xl.warehouse.data import DataSettings
    from kpi_xl.warehouse.warehouse import Warehouse

INPUTS = "inputs"  # stands where the ledger names an importer
_VERSION = "2"

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The user's own tables of one project."""

    warehouse: Warehouse
    folder: Path
    settings: Settings
    find_kpi: FindKpi

    def refresh(self) -> None:
        """Bring the warehouse up to date with what the user has changed.

        Raises:
            FileProblemError: inputs.xlsx cannot be read, or the warehouse cannot be written.
        """
        self._refresh_goals()
        path = self.folder / INPUTS_FILE
        known = self._known(INPUTS_FILE)
        if not path.exists():
            if known:
                self.warehouse.undo(known.id)
            return
        reading = {"sha256": _digest(path), "timezone": self.settings.timezone, "version": _VERSION}
        if known is None or known.settings != reading or known.rejections:
            self._read_again(path, reading, known)

    def _read_again(self, path: Path, reading: Mapping[str, str], known: Batch | None) -> None:
        """Also where rows were refused: a KPI that one of them names may be known by now."""
        found = read_inputs(path, CellReader(self.find_kpi, self.settings.timezone))
        batch = _batch(INPUTS_FILE, reading, found)
        if known is None or known.sha256 != batch.sha256:
            self._adopt(batch, found.tables, known)

    def problems(self) -> tuple[Rejected, ...]:
        """What in inputs.xlsx could not be used."""
        known = self._known(INPUTS_FILE)
        return known.rejections if known else ()

    def for_data(self) -> DataSettings:
        """What the warehouse has to know of the settings and of the inputs workbook."""
        rates = [ExchangeRate(row["currency"], float(row["rate"]), row["date"]) for row in self.rows("fx_rates")]
        settings = self.settings.for_data(tuple(rates))
        brands = self.rows("brands")
        return replace(
            settings,
            brands=spellings(brands),
            competitors=competitors(brands),
            tagging=rules(self.rows("tagging_rules")),
        )

    def rows(self, table: str) -> Rows:
        """Rows of the inputs workbook as it was read last."""
        known = self._known(INPUTS_FILE)
        path = self.warehouse.files_of(known).get(table) if known else None
        if path is None:
            return ()
        import pyarrow.parquet as pq  # noqa: PLC0415 - only where there are rows

        return pq.ParquetFile(path).read().to_pylist()  # `read_table` imports pandas, which takes half a second

    def _refresh_goals(self) -> None:
        goals = [
            {"event": one.event, "goal": one.goal, "has_revenue": one.has_revenue, "_row": number}
            for number, one in enumerate(self.settings.goals, start=1)
        ]
        known = self._known(SETTINGS_FILE)
        batch = _batch(SETTINGS_FILE, {}, Inputs({"goals": goals}, (), 0))
        if goals and (known is None or known.sha256 != batch.sha256):
            self._adopt(batch, {"goals": goals}, known)
        elif known and not goals:
            self.warehouse.undo(known.id)

    def _known(self, file: str) -> Batch | None:
        batches = self.warehouse.batches()
        return next((batch for batch in batches if batch.importer == INPUTS and batch.file == file), None)

    def _adopt(self, batch: Batch, found: Mapping[str, Rows], known: Batch | None) -> None:
        with self.warehouse.staging() as staging:
            files = {name: _write(staging, name, rows) for name, rows in found.items()}
            self.warehouse.adopt(batch, files, replaces=known.id if known else None)


def _batch(file: str, reading: Mapping[str, str], found: Inputs) -> Batch:
    """The ledger's entry; its digest stands for what was understood, since one file can be understood in two ways."""
    kept = sum(len(rows) for rows in found.tables.values())
    return Batch(
        file=file,
        sha256=sha256(repr((reading, found)).encode()).hexdigest(),
        importer=INPUTS,
        importer_version=_VERSION,
        format=INPUTS,
        platform=None,
        account=None,
        tables=tuple(BatchTable(name, len(rows)) for name, rows in found.tables.items()),
        rows_read=kept + found.rows_rejected,
        rows_kept=kept,
        rows_rejected=found.rows_rejected,
        rows_total=0,
        rows_footer=0,
        rejections=tuple(Rejected(one.row, str(one)) for one in found.problems[:REJECTIONS_KEPT]),
        settings=reading,
    )


def _write(folder: Path, table: str, rows: Rows) -> Path:
    import pyarrow as pa  # noqa: PLC0415 - only when something has changed
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "decimal": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "timestamp UTC": pa.timestamp("us", tz="UTC"),
    }
    fields = tables()[table].fields
    columns = {
        name: pa.array([row.get(name) for row in rows], types[field.type])
        for name, field in fields.items()
        if any(name in row for row in rows)
    }
    columns["_row"] = pa.array([row["_row"] for row in rows], pa.int64())
    path = folder / f"{table}.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FileProblemError(f"{path} cannot be read.", "Close it in other programs and try again.") from error
