"""What the user writes down by hand (inputs.xlsx, goals in kpi-xl.toml), kept in the warehouse like any export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.errors import FileProblemError
from kpi_xl.project.inputs import FindKpi, InputProblem, read_inputs
from kpi_xl.project.new_project import INPUTS_FILE
from kpi_xl.project.settings_file import SETTINGS_FILE
from kpi_xl.vocabulary.money import ExchangeRate
from kpi_xl.vocabulary.tables import tables
from kpi_xl.warehouse.batch import REJECTIONS_KEPT, Batch, BatchTable, Rejected

if TYPE_CHECKING:
    from kpi_xl.project.settings import Settings
    from kpi_xl.warehouse.warehouse import Warehouse

INPUTS = "inputs"  # stands where the ledger names an importer
_VERSION = "1"

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
        if known is None or known.sha256 != _digest(path):
            found = read_inputs(path, self.find_kpi)
            self._adopt(INPUTS_FILE, found.sha256, found.tables, found.problems)

    def problems(self) -> tuple[Rejected, ...]:
        """Rows of inputs.xlsx that could not be used."""
        known = self._known(INPUTS_FILE)
        return known.rejections if known else ()

    def rates(self) -> tuple[ExchangeRate, ...]:
        """The exchange rates of the inputs workbook."""
        known = self._known(INPUTS_FILE)
        path = self.warehouse.files_of(known).get("fx_rates") if known else None
        if path is None:
            return ()
        import pyarrow.parquet as pq  # noqa: PLC0415 - only where there are rates

        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return tuple(ExchangeRate(row["currency"], float(row["rate"]), row["date"]) for row in rows)

    def _refresh_goals(self) -> None:
        goals = [
            {"event": one.event, "goal": one.goal, "has_revenue": one.has_revenue, "_row": number}
            for number, one in enumerate(self.settings.goals, start=1)
        ]
        known = self._known(SETTINGS_FILE)
        digest = sha256(repr(goals).encode()).hexdigest()
        if goals and (known is None or known.sha256 != digest):
            self._adopt(SETTINGS_FILE, digest, {"goals": goals}, ())
        elif known and not goals:
            self.warehouse.undo(known.id)

    def _known(self, file: str) -> Batch | None:
        batches = self.warehouse.batches()
        return next((batch for batch in batches if batch.importer == INPUTS and batch.file == file), None)

    def _adopt(self, file: str, digest: str, found: Mapping[str, Rows], problems: Sequence[InputProblem]) -> None:
        kept = sum(len(rows) for rows in found.values())
        batch = Batch(
            file=file,
            sha256=digest,
            importer=INPUTS,
            importer_version=_VERSION,
            format=INPUTS,
            platform=None,
            account=None,
            tables=tuple(BatchTable(name, len(rows)) for name, rows in found.items()),
            rows_read=kept + len(problems),
            rows_kept=kept,
            rows_rejected=len(problems),
            rows_total=0,
            rows_footer=0,
            rejections=tuple(Rejected(one.row, f"{one.sheet}: {one.text}") for one in problems[:REJECTIONS_KEPT]),
        )
        known = self._known(file)
        with self.warehouse.staging() as staging:
            files = {name: _write(staging, name, rows) for name, rows in found.items()}
            self.warehouse.adopt(batch, files, replaces=known.id if known else None)


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
