"""Gathering what a report is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.analysed import Analysed
from kpi_xl.report.choice import figures_needed
from kpi_xl.report.figures import Figures
from kpi_xl.report.findings.borne import borne_out
from kpi_xl.report.language import language
from kpi_xl.report.material import Material, platforms_in
from kpi_xl.report.months import choices, history, report_month
from kpi_xl.report.pages.shown import KPIS
from kpi_xl.report.steps import funnel_steps
from kpi_xl.report.targets import targets
from kpi_xl.vocabulary.business_models import BUSINESS_MODELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi_xl.report.request import ReportRequest, ReportSource
    from kpi_xl.warehouse.data import Data

_RECENT = 3  # months in which a platform must have figures to get a page


def gather(source: ReportSource, request: ReportRequest, asked: Iterable[str] = ()) -> Material:
    """Settle the month and the platforms and work out every figure that a page may show.

    Args:
        source: What the project lends.
        request: What is wanted.
        asked: Names that the template asks for; the KPIs among them are worked out besides the usual ones.

    Raises:
        ProjectError: nothing with a day has been imported.
    """
    from kpi_xl.kpis.values.evaluate import Evaluation  # noqa: PLC0415 - NumPy is slow to import

    catalogue, data = source.catalogue, source.data
    words = language(request.language)
    month = request.month or report_month(data.coverage)
    known = history(data.coverage, month)
    months = choices(known)
    platforms = platforms_in(data.coverage, months[-_RECENT:])
    analysed = Analysed(source, month, words.code, {"model": BUSINESS_MODELS[request.business_model]})
    names = {*asked}
    steps = [step.kpi for step in funnel_steps(analysed)] if "step" in names else []
    more = (name for name in (*KPIS, *sorted(names), *steps) if name in catalogue)
    kpis = tuple(dict.fromkeys((*figures_needed(catalogue, request), *more)))
    # Every table is queried once, here, whatever is asked for afterwards.
    figures = Figures(Evaluation(catalogue, kpis, data, words.code).results)
    shown = months if month.previous() in months else (month.previous(), *months)
    figures.ask(kpis, shown, (None, *platforms))
    wanted = targets(catalogue, data, known)
    return Material(
        catalogue,
        data,
        source.batches,
        request,
        words,
        month,
        months,
        known,
        platforms,
        figures,
        wanted,
        _with_formats(data),
        analysed,
        borne_out(analysed, data, month),
    )


def _with_formats(data: Data) -> frozenset[str]:
    import narwhals as nw  # noqa: PLC0415 - loaded only when a report is made

    frame = data.frames.get("posts")
    if frame is None:
        return frozenset()
    named = frame.filter(~nw.col("format").is_null(), ~nw.col("platform").is_null()).select("platform").unique()
    return frozenset(named.collect("pyarrow").get_column("platform").to_list())
