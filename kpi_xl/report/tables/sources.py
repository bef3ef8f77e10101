"""Every imported file with an account of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.sentences import table_label
from kpi_xl.report.clipping import clipped, shortened
from kpi_xl.vocabulary.locales import format_date
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

_FILE = 52  # letters that two lines of the column hold
_SOURCE = 44
_REMARK = 54  # two lines of the column; the command line tells the whole text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.report.material import Material
    from kpi_xl.warehouse.batch import Batch


def sources(material: Material) -> Sequence[Column]:
    """One row a file, by source and then newest days first."""
    newest = sorted(material.batches, key=lambda batch: (_last(batch), batch.file), reverse=True)
    batches = sorted(newest, key=lambda batch: batch.platform or batch.importer)
    code = material.language.code
    return [
        Column("file", [shortened(batch.file, _FILE) for batch in batches]),
        Column("source", [_source(material, batch) for batch in batches]),
        Column("account", [batch.account or "" for batch in batches]),
        Column("period", [_period(material, batch) for batch in batches]),
        Column(
            "imported",
            [format_date(batch.imported_at, code, "short") if batch.imported_at else "" for batch in batches],
        ),
        Column("zone", [batch.settings.get("time zone", "") for batch in batches]),
        Column("currency", [_currency(batch) for batch in batches]),
        Column("attribution", [batch.settings.get("attribution", "") for batch in batches]),
        Column("read", [batch.rows_read for batch in batches]),
        Column("kept", [batch.rows_kept for batch in batches]),
        Column("rejected", [batch.rows_rejected for batch in batches]),
        Column("other", [batch.rows_total + batch.rows_footer for batch in batches]),
        Column("remark", [_remark(material, batch) for batch in batches]),
    ]


def _source(material: Material, batch: Batch) -> str:
    names = (batch.platform or batch.importer).split(", ")
    platform = ", ".join(platform_name(name) for name in names)
    tables = dict.fromkeys(table_label(table.name, material.language.code) for table in batch.tables)
    return clipped(f"{platform}: {', '.join(tables)}", _SOURCE) if tables else platform


def _last(batch: Batch) -> str:
    days = [table.last_date for table in batch.tables if table.last_date]
    return max(days).isoformat() if days else ""


def _period(material: Material, batch: Batch) -> str:
    first = min((table.first_date for table in batch.tables if table.first_date), default=None)
    last = max((table.last_date for table in batch.tables if table.last_date), default=None)
    if first is None or last is None:
        return ""
    return " – ".join(format_date(day, material.language.code, "short") for day in (first, last))


def _currency(batch: Batch) -> str:
    return ", ".join(sorted({table.currency for table in batch.tables if table.currency}))


def _remark(material: Material, batch: Batch) -> str:
    """What matters most about the file: an open question, that it gave no rows, an important warning."""
    important = next((notice for notice in batch.warnings if notice.level == "important"), None)
    if batch.questions:
        name, text = f"waiting.{batch.questions[0].kind}", batch.questions[0].text
    elif batch.note:
        name, text = "remark.nothing_used", batch.note
    elif important:
        name, text = f"remark.{important.about}", important.text
    else:
        return ""
    return material.language(name) if material.language.has(name) else clipped(text, _REMARK)
