from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from unit.kpis.frames import day, make_data

from kpi_xl import Given, Period, Scope
from kpi_xl.warehouse.data import Coverage
from kpi_xl_analyses.statistics.proportions import Part
from kpi_xl_analyses.traffic._mix import Slice, effects
from kpi_xl_analyses.traffic.bounce_cause import ANALYSIS

OCTOBER = Scope(Period.parse("2026-10"))
COVERED = [Coverage("web", None, "site", day("2026-09-01"), day("2026-10-31"))]


def visits(month: int, page: str, sessions: int, engaged: int, part: str = "page") -> dict[str, Any]:
    on = day(f"2026-{month:02}-15")
    row = {"property": "site", "part": part, "date": on, "date_start": on, "date_end": on, "page": page}
    return {**row, "sessions": sessions, "engaged_sessions": engaged}


def test_a_shift_between_pages_is_mix_and_nobodys_fault() -> None:
    """Kitagawa's decomposition of a rate (1955): both pages keep their rates, so all of the change is mix."""
    rows = [
        visits(9, "/a", 500, 400),
        visits(9, "/b", 500, 100),
        visits(10, "/a", 200, 160),
        visits(10, "/b", 800, 160),
    ]
    table = ANALYSIS.table(make_data(web=rows, coverage=COVERED), OCTOBER)
    told = {row[1]: row[6:9] for row in table.rows}
    assert told["/b"] == pytest.approx((0.3 * (0.8 - 0.59), 0.0, 0.063))
    assert sum(row[8] for row in table.rows) == pytest.approx(0.68 - 0.5)  # type: ignore[misc]
    assert not table.findings


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_a_page_that_got_worse_is_found_and_another_part_of_the_export_is_not_added(engine: Any) -> None:
    rows = [
        visits(9, "/a", 1000, 700),
        visits(9, "/b", 1000, 700),
        visits(10, "/a", 1000, 700),
        visits(10, "/b", 1000, 450),
    ]
    top = [visits(10, "/b", 100, 45, "page × device")]
    table = ANALYSIS.table(make_data(engine, web=[*rows, *top], coverage=COVERED), OCTOBER)
    assert table.rows[0][1:9] == ("/b", 1000, 1000, pytest.approx(0.3), 0.55, 0.0, *[pytest.approx(0.125)] * 2)
    assert [finding.row for finding in table.findings] == [0]
    assert "from 30.0% to 55.0%" in table.findings[0].text
    assert "12.5 pp" in table.findings[0].text


def test_no_finding_from_an_incomplete_month_nor_from_few_visits() -> None:
    rows = [visits(9, "/b", 1000, 700), visits(10, "/b", 1000, 450)]
    assert not ANALYSIS.table(make_data(web=rows), OCTOBER).findings
    few = [visits(9, "/b", 20, 15), visits(10, "/b", 20, 2)]
    table = ANALYSIS.table(make_data(web=few, coverage=COVERED), OCTOBER)
    assert table.rows[0][-1] == "too few to tell"
    assert not table.findings


def test_it_works_on_a_file() -> None:
    rows = [
        {"value": "/a", "sessions_before": "500", "bounces_before": "100", "sessions": "200", "bounces": "40"},
        {"value": "/b", "sessions_before": "500", "bounces_before": "400", "sessions": "800", "bounces": "640"},
    ]
    assert ANALYSIS.by_hand
    table = ANALYSIS.by_hand.calculate(Given({}, rows), {"measure": "bounce"}, "en")
    assert table.notes[0] == "By –: 50.0% became 68.0%; mix 18.00, rates 0.00 (percentage points)."


PARTS = st.integers(0, 400).flatmap(lambda of: st.builds(Part, st.integers(0, of).map(float), st.just(float(of))))
SLICES = st.lists(st.builds(Slice, st.just("x"), PARTS, PARTS), min_size=1, max_size=6).filter(
    lambda slices: sum(one.before.of for one in slices) > 0 and sum(one.now.of for one in slices) > 0
)


@examples(SLICES)
@settings(max_examples=50)
def test_the_effects_add_up_to_the_change(slices: list[Slice]) -> None:
    sound = [one for one in slices if one.before.of or one.now.of]
    before = sum(one.before.hits for one in sound) / sum(one.before.of for one in sound)
    now = sum(one.now.hits for one in sound) / sum(one.now.of for one in sound)
    assert sum(one.both for one in effects(sound)) == pytest.approx(now - before, abs=1e-9)


def test_one_page_of_many_that_differs_by_chance_is_no_finding() -> None:
    """p = 0.03 alone; among forty pages nothing."""
    steady = [row for at in range(40) for month in (9, 10) for row in [visits(month, f"/{at}", 400, 200)]]
    alone = [visits(9, "/x", 400, 200), visits(10, "/x", 400, 169)]
    assert ANALYSIS.table(make_data(web=alone, coverage=COVERED), OCTOBER).rows[0][-1] == "higher"
    among = ANALYSIS.table(make_data(web=[*alone, *steady], coverage=COVERED), OCTOBER)
    assert among.rows[0][1:2] == ("/x",)
    assert among.rows[0][-1] == "no clear difference"
    assert not among.findings
