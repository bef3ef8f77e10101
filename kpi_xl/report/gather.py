"""Gathering what a report is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.choice import figures_needed
from kpi_xl.report.figures import Figures
from kpi_xl.report.language import language
from kpi_xl.report.material import Material, platforms_in
from kpi_xl.report.months import months_to_choose, report_month
from kpi_xl.report.targets import targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.kpis.result import Result
    from kpi_xl.kpis.scope import Scope
    from kpi_xl.report.request import ReportRequest, ReportSource
    from kpi_xl.warehouse.data import Data

_YEAR = 13  # months that pages look back


def gather(source: ReportSource, request: ReportRequest) -> Material:
    """Settle the month and the platforms and work out every figure that a page may show.

    Raises:
        ProjectError: nothing with a day has been imported.
    """
    from kpi_xl.kpis.values.evaluate import evaluate  # noqa: PLC0415 - NumPy is slow to import

    catalogue, data = source.catalogue, source.data
    words = language(request.language)

    def results(questions: Sequence[tuple[str, Scope]]) -> Sequence[Result]:
        return evaluate(catalogue, questions, data, words.code)

    month = request.month or report_month(data.coverage)
    months = months_to_choose(data.coverage, month)
    platforms = platforms_in(data.coverage, months[-_YEAR:])
    figures = Figures(results)
    asked = months if month.previous() in months else (month.previous(), *months)
    figures.ask(figures_needed(catalogue, request), asked, (None, *platforms))
    wanted = targets(catalogue, data, months)
    return Material(
        catalogue, data, source.batches, request, words, month, months, platforms, figures, wanted, _with_formats(data)
    )


def _with_formats(data: Data) -> frozenset[str]:
    import narwhals as nw  # noqa: PLC0415 - loaded only when a report is made

    frame = data.frames.get("posts")
    if frame is None:
        return frozenset()
    named = frame.filter(~nw.col("format").is_null(), ~nw.col("platform").is_null()).select("platform").unique()
    return frozenset(named.collect("pyarrow").get_column("platform").to_list())
