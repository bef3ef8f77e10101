from __future__ import annotations

import pytest

from kpi_xl.warehouse.referrers import OTHER, platform_of


@pytest.mark.parametrize(
    ("source", "platform"),
    [
        ("l.instagram.com", "instagram"),
        ("IG", "instagram"),
        ("lm.facebook.com", "facebook"),
        ("fb", "facebook"),
        ("t.co", "x"),
        ("lnkd.in", "linkedin"),
        ("www.linkedin.com", "linkedin"),
        ("https://out.reddit.com/r/coffee", "reddit"),
        ("m.youtube.com / referral", "youtube"),
        ("google", OTHER),
        ("(direct)", OTHER),
        ("notfacebook.com", OTHER),
        ("co", OTHER),
        ("(not set)", None),
        ("", None),
        (None, None),
    ],
)
def test_the_source_tells_the_platform(source: str | None, platform: str | None) -> None:
    assert platform_of(source) == platform


def test_social_traffic_of_an_unknown_source_stays_unknown() -> None:
    assert platform_of("coffeeclub", "social") is None
    assert platform_of(None, None, "Organic Social") is None
    assert platform_of("coffeeclub / paid_social") is None


def test_a_channel_that_is_not_social_is_enough_to_know_that_it_is_none() -> None:
    assert platform_of(None, None, "Organic Search") == OTHER
