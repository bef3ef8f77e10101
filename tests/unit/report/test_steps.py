"""The funnel of a kind of business as rows of a template."""

from __future__ import annotations

from dataclasses import replace

from kpi_xl.host import Host
from kpi_xl.report.analysed import Analysed
from kpi_xl.report.gather import gather
from kpi_xl.report.request import ReportRequest, ReportSource
from kpi_xl.report.steps import funnel_steps, step_texts

from .made import OCTOBER, business, catalogue

SOURCE = ReportSource(catalogue(), replace(business(), kpis=catalogue()), (), tuple(Host().analyses()))


def steps(model: str) -> list[str]:
    request = ReportRequest("Fjellbakeriet", "en", OCTOBER, business_model=model)
    return [step.kpi for step in funnel_steps(gather(SOURCE, request, {"step", "step.value"}).analysed)]


def test_the_kind_of_business_picks_the_steps() -> None:
    assert steps("shop")[-1] == "clv_historic"
    assert steps("saas")[-1] == "clv_cac_ratio"


def test_a_row_tells_what_it_is_and_why_it_has_no_figure() -> None:
    found = gather(SOURCE, ReportRequest("Fjellbakeriet", "nb", OCTOBER), {"step"})
    told = {step.kpi: step_texts(found, step) for step in funnel_steps(found.analysed)}
    assert (told["link_clicks"]["step.stage"], told["link_clicks"]["step.note"]) == ("Interesse", "")
    assert told["purchases"]["step.note"] == "Ingen data"
    assert told["link_clicks"]["step.is_step"] == 1


def test_without_the_analysis_there_are_no_rows() -> None:
    alone = ReportSource(catalogue(), business(), ())
    assert funnel_steps(Analysed(alone, OCTOBER, "en", {})) == ()
