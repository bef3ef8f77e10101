"""Countries by their code, however they are named."""

from __future__ import annotations

import pytest

from kpi_xl.vocabulary.countries import country_code, country_name


@pytest.mark.parametrize(
    "name", ["NO", "no", "NOR", "Norway", "Norge", "Norwegen", " norge ", "NORWAY"], ids=lambda name: name
)
def test_one_country_has_one_code(name: str) -> None:
    assert country_code(name) == "NO"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"),
        ("Storbritannien", "GB"),
        ("United States", "US"),
        ("Turkey", "TR"),
        ("Bosnia & Herzegovina", "BA"),
        ("Bosnia and Herzegovina", "BA"),
        ("Elfenbenskysten", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "CI"),
    ],
)
def test_names_of_several_languages_and_platforms(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "(not set)", "Oslo", "Other", "EU", "ZZ", "001", "World"])
def test_what_is_no_country_has_none(name: str) -> None:
    assert not country_code(name)


def test_a_country_is_called_by_its_name_in_the_report() -> None:
    assert [country_name("GB", one) for one in ("en", "nb", "sv")] == [
        "United Kingdom",
        "Storbritannia",
        "Storbritannien",
    ]
    assert country_name("C1", "nb") == "C1"
