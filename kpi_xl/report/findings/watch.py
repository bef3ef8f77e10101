"""What needs attention: targets that are not met, months that are not whole, files that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.completeness import whole
from kpi_xl.report.choice import scorecard
from kpi_xl.report.clipping import clipped
from kpi_xl.report.findings.sentences import Finding, advised
from kpi_xl.report.months import last_day
from kpi_xl.report.scorecard import without_figures
from kpi_xl.report.targets import target_of
from kpi_xl.vocabulary.locales import format_percent
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_xl.report.material import Material

_ROOM = 40  # letters that fit the line beside the words
_NEAR = 0.90  # as the template's own threshold


def watch(material: Material, count: int) -> Sequence[Finding]:
    """The most urgent first; a calm sentence where there is nothing."""
    found = [
        *_pending(material),
        *_incomplete(material),
        *_under_target(material),
        *_missing(material),
        *_left_out(material),
    ][:count]
    words = material.language
    return found or [Finding(words("watch.nothing"), words("watch.nothing_detail"))]


def _left_out(material: Material) -> Iterator[Finding]:
    kpis = [material.label(kpi.id) for kpi in without_figures(material)]
    if kpis:
        words = material.language
        yield Finding(
            words("watch.left_out", count=len(kpis)),
            words("watch.left_out_detail", kpis=clipped(", ".join(kpis), _ROOM)),
        )


def _pending(material: Material) -> Iterator[Finding]:
    files = sorted({one.file for one in material.data.pending})
    if files:
        words = material.language
        title = words("watch.pending", count=len(files)) if len(files) > 1 else words("watch.pending_one")
        yield Finding(title, words("watch.pending_detail", file=files[0]))


def _incomplete(material: Material) -> Iterator[Finding]:
    words = material.language
    for platform in material.platforms:
        last = last_day(material.data.coverage, platform)
        touched = last is not None and last >= material.month.first
        if last is not None and touched and not whole(material.data.coverage, platform, material.month):
            title = words(
                "watch.incomplete", platform=platform_name(platform), month=words.month_alone(material.month.first)
            )
            yield Finding(title, words("watch.incomplete_detail", last=words.day(min(last, material.month.last))))


def _under_target(material: Material) -> Iterator[Finding]:
    words = material.language
    found: list[tuple[float, str]] = []
    for kpi_id in scorecard(material.catalogue, material.request):
        share = _share(material, kpi_id)
        if share is not None and share < _NEAR:
            found.append((share, kpi_id))
    for share, kpi_id in sorted(found):
        value, target = material.figures.value(kpi_id, material.month), target_of(material, kpi_id)
        title = words("watch.under_target", kpi=material.label(kpi_id), share=format_percent(share, words.code, 0))
        values = {"value": material.figure(value or 0.0, kpi_id), "target": material.figure(target or 0.0, kpi_id)}
        step = advised(material, material.catalogue.get(kpi_id), "back")
        yield Finding(title, words("watch.under_target_detail", **values), step)


def _share(material: Material, kpi_id: str) -> float | None:
    value, target = material.figures.value(kpi_id, material.month), target_of(material, kpi_id)
    better = material.catalogue.get(kpi_id).better
    if not value or not target or better == "context":
        return None
    return target / value if better == "lower" else value / target


def _missing(material: Material) -> Iterator[Finding]:
    """Figures that were there a month before and are missing now."""
    if len(material.months) == 1:
        return
    for kpi_id in scorecard(material.catalogue, material.request):
        before = material.figures.value(kpi_id, material.month.previous())
        now = material.figures.result(kpi_id, material.month)
        if before is not None and now.value is None and now.missing is not None:
            yield Finding(material.language("watch.missing", kpi=material.label(kpi_id)), now.missing.text)
