"""What was checked: rows, the files' own totals, days, open questions, and Excel against Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.kpis.labels import field_label
from kpi_xl.report.breaks import breaks, field_names
from kpi_xl.report.clipping import shortened
from kpi_xl.vocabulary.locales import format_number
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_xl.report.agreement import Agreement
    from kpi_xl.report.material import Material
    from kpi_xl.report.told import Restated

_FILE = 40  # letters that fit the line
_MOST_TOTALS = 14  # the largest; the page is to be read


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of the report beside the one that it has to agree with."""

    text: str
    report: float | None
    expected: float | None
    note: str = ""


def checks(material: Material, agreement: Agreement, restated: Sequence[Restated]) -> Sequence[Column]:
    """The table; deviation and status are formulas of the template."""
    rows = [
        _formulas(material, agreement),
        _rows(material),
        *_coverage(material),
        *_open(material),
        *_restated(material, restated),
        *_breaks(material),
        *_totals(material),
    ]
    return [
        Column("check", [row.text for row in rows]),
        Column("report", [row.report for row in rows]),
        Column("expected", [row.expected for row in rows]),
        Column("note", [row.note for row in rows]),
    ]


def _formulas(material: Material, agreement: Agreement) -> Check:
    words = material.language
    note = words("check.formulas_note", count=format_number(agreement.compared, words.code))
    return Check(words("check.formulas"), agreement.compared - agreement.differing, agreement.compared, note)


def _rows(material: Material) -> Check:
    read = sum(batch.rows_read for batch in material.batches)
    told = sum(b.rows_kept + b.rows_rejected + b.rows_total + b.rows_footer for b in material.batches)
    return Check(material.language("check.rows"), told, read)


def _coverage(material: Material) -> Iterator[Check]:
    words = material.language
    for platform in material.platforms:
        days = {
            day
            for one in material.data.coverage
            if one.platform == platform
            for day in range(
                max(one.first, material.month.first).toordinal(), min(one.last, material.month.last).toordinal() + 1
            )
        }
        month = words.month_alone(material.month.first)
        yield Check(
            words("check.coverage", platform=platform_name(platform), month=month), len(days), material.month.days
        )


def _open(material: Material) -> Iterator[Check]:
    words = material.language
    waiting = {one.file for one in material.data.pending}
    yield Check(words("check.pending"), len(waiting), 0, words("check.pending_note") if waiting else "")
    yield Check(
        words("check.rejected"), sum(batch.rows_rejected for batch in material.batches), 0, _most_rejected(material)
    )


def _most_rejected(material: Material) -> str:
    """The file that most of them stand in."""
    most = max(material.batches, key=lambda batch: batch.rows_rejected, default=None)
    if most is None or not most.rows_rejected:
        return ""
    return material.language("check.rejected_note", file=shortened(most.file, _FILE), count=most.rows_rejected)


def _restated(material: Material, restated: Sequence[Restated]) -> Iterator[Check]:
    """Figures of earlier months that the platforms have changed since the last report; the largest is named."""
    if not material.request.told_before:
        return
    words = material.language
    note = ""
    if restated:
        subject, kpi = restated[0].subject, restated[0].subject.kpi
        place = f"{platform_name(subject.platform)}, " if subject.platform else ""
        note = words(
            "check.restated_note",
            figure=f"{place}{material.label(kpi)}, {words.month(subject.month)}",
            before=material.figure(restated[0].before, kpi),
            now=material.figure(restated[0].now, kpi),
        )
    yield Check(words("check.restated"), len(restated), 0, note)


def _breaks(material: Material) -> Iterator[Check]:
    """Days within the months that pages show on which a figure began to be counted otherwise."""
    words = material.language
    shown = Period(material.history[0].first, material.month.last)
    kpis = dict.fromkeys(kpi for kpi, _ in material.figures.known())
    names = {name for kpi in kpis for name in field_names(material, kpi)}
    for one in breaks(material, names, material.platforms, shown):
        where = platform_name(one.platform) if one.platform else words("check.website")
        label = words("check.break", platform=where, day=words.day(one.day))
        yield Check(label, None, None, one.what[words.code])


def _totals(material: Material) -> Iterator[Check]:
    """The files' own totals against their rows, added up by platform, table and field."""
    found: dict[tuple[str, str, str], tuple[float, float, int]] = {}
    for batch in material.batches:
        for table in batch.tables:
            for name, stated in table.control.items():
                if name in table.totals:
                    key = (batch.platform or batch.importer, table.name, name)
                    rows, control, files = found.get(key, (0.0, 0.0, 0))
                    found[key] = (rows + float(table.totals[name]), control + float(stated), files + 1)
    words = material.language
    for (platform, _, name), (rows, control, files) in sorted(found.items(), key=lambda one: -one[1][1])[:_MOST_TOTALS]:
        label = f"{platform_name(platform)}, {field_label(name, words.code)}"
        yield Check(words("check.control", figure=label), rows, control, words("check.control_note", files=files))
