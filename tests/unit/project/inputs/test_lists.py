from __future__ import annotations

from kpi_xl.project.inputs.lists import competitors, spellings

BRANDS = [
    {"brand": "Lyng", "words": "lyngull; Lyng AS", "is_own": True},
    {"brand": "Fjell", "words": None, "is_own": False},
    {"brand": "Vidde", "words": "", "is_own": None},
]


def test_every_spelling_means_its_brand() -> None:
    assert spellings(BRANDS) == {
        "lyng": "Lyng",
        "lyngull": "Lyng",
        "lyng as": "Lyng",
        "fjell": "Fjell",
        "vidde": "Vidde",
    }


def test_all_brands_but_ones_own_are_competitors() -> None:
    assert competitors(BRANDS) == {"Fjell", "Vidde"}


def test_a_list_that_does_not_say_whose_a_brand_is_has_no_competitors() -> None:
    assert competitors([{**row, "is_own": None} for row in BRANDS]) == frozenset()
