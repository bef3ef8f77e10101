from __future__ import annotations

from kpi_xl.vocabulary.tables import tables


def test_reach_is_never_additive() -> None:
    for name in ("posts", "account_daily", "ads"):
        assert not tables()[name].fields["reach"].is_additive


def test_followers_are_a_stock_that_adds_up_over_accounts() -> None:
    followers = tables()["account_daily"].fields["followers"]
    assert (followers.over_time, followers.over_entities) == ("last", "sum")
    assert not followers.is_additive


def test_every_table_has_a_key() -> None:
    assert [name for name, table in tables().items() if not table.keys] == []


def test_every_metric_says_how_it_adds_up() -> None:
    silent = [
        (field.table, field.name)
        for table in tables().values()
        for field in table.fields.values()
        if field.is_metric and not (field.over_time and field.over_entities and field.unit)
    ]
    assert silent == []


def test_keys_and_dimensions_carry_no_additivity() -> None:
    wrong = [
        (field.table, field.name)
        for table in tables().values()
        for field in table.fields.values()
        if not field.is_metric and (field.over_time or field.over_entities)
    ]
    assert wrong == []
