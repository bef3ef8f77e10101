"""`kpi-xl diff`: what two reports tell differently."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpi_xl.kpis.catalogue import Catalogue
    from kpi_xl.report.told import Difference, Restated, Subject

OldArgument = Annotated[Path, typer.Argument(metavar="OLD", help="A report.")]
NewArgument = Annotated[Path, typer.Argument(metavar="NEW", help="A later one.")]

_MOST = 40


def diff(old: OldArgument, new: NewArgument, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Tell what has changed between two reports.

    Figures of the same month that the platforms have restated, figures that are new and figures that are gone.
    """
    from kpi_xl.cli.here import definitions_here  # noqa: PLC0415 - loading it takes time that `--help` has not
    from kpi_xl.report.told import difference, told_by  # noqa: PLC0415

    found = difference(told_by(old), told_by(new))
    if as_json:
        print_json(_as_json(found))
    else:
        _tell(found, definitions_here(project).catalogue)


def _tell(found: Difference, catalogue: Catalogue) -> None:
    if not (found.restated or found.added or found.gone):
        say(texts.NOTHING_CHANGED)
    if found.restated:
        say(texts.FIGURES_CHANGED.format(count=len(found.restated)), "bold")
        head = (texts.NAME, texts.MONTH, texts.PLATFORM, texts.BEFORE, texts.NOW, texts.CHANGE)
        rows = [_row(one, catalogue) for one in found.restated[:_MOST]]
        say_table(head, rows, numbers={texts.BEFORE, texts.NOW, texts.CHANGE})
        if len(found.restated) > _MOST:
            say(texts.MORE_CHANGED.format(count=len(found.restated) - _MOST), "dim")
    for subjects, text in ((found.added, texts.FIGURES_ADDED), (found.gone, texts.FIGURES_GONE)):
        if subjects:
            say(text.format(count=len(subjects)), "bold")
            for line in _by_month(subjects):
                say(f"  {line}")


def _row(one: Restated, catalogue: Catalogue) -> Sequence[str]:
    from kpi_xl.report.language import language  # noqa: PLC0415
    from kpi_xl.vocabulary.platforms import platform_name  # noqa: PLC0415

    words, kpi = language("en"), one.subject.kpi
    known = catalogue.get(kpi) if kpi in catalogue else None
    unit = known.unit if known else ""
    return (
        words.label(known) if known else kpi,
        words.month(one.subject.month),
        platform_name(one.subject.platform) if one.subject.platform else texts.ALL_PLATFORMS,
        words.figure(one.before, unit),
        words.figure(one.now, unit),
        f"{one.share:+.1%}",
    )


def _by_month(subjects: Iterable[Subject]) -> Iterable[str]:
    counts = Counter(f"{one.month:%Y-%m}" for one in subjects)
    return (texts.FIGURES_OF_MONTH.format(month=month, count=count) for month, count in sorted(counts.items()))


def _as_json(found: Difference) -> dict[str, Any]:
    return {
        "restated": [
            {**_subject(one.subject), "before": one.before, "now": one.now, "share": one.share}
            for one in found.restated
        ],
        "added": [_subject(one) for one in found.added],
        "gone": [_subject(one) for one in found.gone],
    }


def _subject(one: Subject) -> dict[str, Any]:
    return {"kpi": one.kpi, "month": f"{one.month:%Y-%m}", "platform": one.platform or None}
