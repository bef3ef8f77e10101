from __future__ import annotations

import pytest

from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.sentences import Language
from kpi_xl.kpis.words import fields, words


@pytest.mark.parametrize(
    ("kpi_id", "language", "text"),
    [
        ("engagement_rate_reach", "en", "Engagements divided by reach. Only rows that have every figure enter."),
        ("engagement_rate_reach", "nb", "Engasjement delt på rekkevidde. Bare rader som har alle tallene, er med."),
        (
            "bounce_rate",
            "sv",
            "1 minus (engagerade sessioner delat med sessioner). Bara rader som har alla siffror ingår.",
        ),
        ("followers", "en", "Followers on the last known day."),
        ("breakeven_roas", "nb", "1 delt på satsen «margin» i arbeidsboken for inndata."),
        (
            "engagement_rate_followers",
            "en",
            "Mean of (engagements divided by followers on that day) over posts published in the period.",
        ),
        (
            "roas",
            "en",
            "Conversion value divided by ad spend. A blank result of an ad counts as none, so its cost enters in full.",
        ),
    ],
)
def test_formulas_read_as_sentences(catalogue: Catalogue, kpi_id: str, language: Language, text: str) -> None:
    assert words(catalogue, kpi_id, language) == text


def test_other_kpis_are_named_not_repeated(catalogue: Catalogue) -> None:
    assert "“Marketing cost”" in words(catalogue, "social_roi", "en")


def test_fields_name_every_table_that_a_figure_may_come_from(catalogue: Catalogue) -> None:
    assert fields(catalogue, "link_clicks") == (
        "account_daily.link_clicks",
        "posts.link_clicks",
        "ads.link_clicks",
        "ads.clicks",
    )
