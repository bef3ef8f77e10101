"""Definitions that count rows, on a file that somebody typed."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.host.manager import Host
from kpi_xl.kpis.analyses import Analyses
from kpi_xl.kpis.analysis import AnalysisTable
from kpi_xl.kpis.by_hand.answer import analysis_by_hand, kpi_by_hand
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.result import Result

HOST = Host()
CATALOGUE, ANALYSES = Catalogue(HOST.kpis()), Analyses(HOST.analyses())
ORDERS = """customer,ordered_at,revenue
a,2026-01-05,100
a,2026-03-05 14:30,50
b,2026-01-09,70
c,2026-02-01,20
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def table(analysis: str, text: str, **settings: str) -> AnalysisTable:
    found = ANALYSES.find(analysis)
    assert found
    return analysis_by_hand(found, settings, rows(text), "en", CATALOGUE)


def calc(kpi: str, text: str) -> Result:
    return kpi_by_hand(CATALOGUE, CATALOGUE.get(kpi), {}, rows(text))


def test_cohorts_of_typed_orders() -> None:
    found = table("clv_cohorts", ORDERS)
    assert found.rows == [(date(2026, 1, 1), 2, 0.5, 1.5, 110.0), (date(2026, 2, 1), 1, 0.0, 1.0, 20.0)]


def test_a_kpi_that_counts_customers_takes_their_orders() -> None:
    assert calc("returning_customer_rate", ORDERS).value == pytest.approx(1 / 3)
    assert calc("clv_historic", ORDERS).value == pytest.approx(80)


def test_columns_answer_to_other_names_and_need_no_day() -> None:
    found = table("web_channels", "channel,sessions,conversions\nOrganic Social,1000,50\nDirect,800,60\n")
    sessions = [column.key for column in found.columns].index("sessions")
    assert {row[0]: row[sessions] for row in found.rows} == {"Organic Social": 1000, "Direct": 800}


def test_settings_go_beside_the_file() -> None:
    posts = "\n".join(f"2026-10-{day:02} 18:30,{day * 10},1000" for day in range(1, 31))
    assert table("peak_engagement_time", f"published_at,engagements,reach\n{posts}\n").rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("customer,ordered_at,moon\na,2026-01-05,1\n", "column moon is none of orders"),
        ("customer,ordered_at\na,yesterday\n", "“yesterday” in the column ordered_at is no day"),
        ("", "counts rows: it takes a file"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        table("clv_cohorts", text)


def test_a_number_beside_the_rows_means_nothing() -> None:
    with pytest.raises(UsageError, match="takes no “margin”"):
        table("clv_cohorts", ORDERS, margin="0.5")


def test_every_analysis_can_be_given_something_by_hand() -> None:
    for one in ANALYSES:
        if one.by_hand is None:
            with pytest.raises(UsageError, match="counts rows") as refused:
                analysis_by_hand(one, {}, (), "en", CATALOGUE)
            assert refused.value.hint
            assert refused.value.hint.startswith(f"Write: kpi-xl calc {one.id} --file FILE.csv (columns ")
