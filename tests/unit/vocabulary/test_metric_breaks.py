from __future__ import annotations

from datetime import date

from kpi_xl.vocabulary.metric_breaks import breaks_in, metric_breaks
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import SOCIAL
from kpi_xl.vocabulary.tables import tables

SPRING = Period(date(2025, 3, 1), date(2025, 4, 30))


def test_every_break_names_a_known_platform_and_field_a_source_and_says_it_in_every_language() -> None:
    fields = {name for table in tables().values() for name in table.fields}
    for one in metric_breaks():
        assert one.platform in {*SOCIAL, ""}
        assert one.field in fields
        assert one.source.startswith("https://")
        assert all(one.what.values())


def test_a_break_counts_for_its_platform_and_figure_within_the_period_alone() -> None:
    assert [one.day for one in breaks_in(SPRING, ["youtube"], ["views"])] == [date(2025, 3, 31)]
    assert not list(breaks_in(SPRING, ["tiktok"], ["views"]))
    assert not list(breaks_in(SPRING, ["youtube"], ["likes"]))
    assert not list(breaks_in(Period(date(2025, 3, 31), date(2025, 4, 30)), ["youtube"], ["views"]))
