"""The kit finds what is wrong: an importer that breaks a promise fails the test of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpi_xl import Column, Export, Id, Importer, Kpi, Part
from kpi_xl.errors import DefinitionError
from kpi_xl.testing import ImporterContract, KpiContract, Sample
from kpi_xl.testing.declarations import problems_of

_POSTS = Part(
    table="posts",
    columns=(
        Column("post_id", Id(), names=("Made id",)),
        Column("likes", names=("Made likes",)),
        Column("caption", names=("Made text",)),
    ),
    requires=("post_id", "likes"),
    key=("post_id",),
)
_SAMPLE = Sample(
    "made.csv", "Made id,Made likes,Made text\n11,3,a\n12,4,b\n", "made_posts", {"posts": 2}, {"posts.likes": 7}
)


def importer(part: Part = _POSTS) -> Importer:
    return Importer("made", "1", "instagram", (Export("made_posts", (part,)),))


class TestASoundImporter(ImporterContract):
    importer = importer()
    samples = (_SAMPLE,)
    others = ()


def kit(part: Part, sample: Sample = _SAMPLE) -> ImporterContract:
    made = ImporterContract()
    made.importer = importer(part)  # type: ignore[misc]
    made.samples, made.others = (sample,), (Sample("other.csv", "Made id,Made likes\n1,2\n"),)  # type: ignore[misc]
    return made


def test_an_importer_that_takes_everybodys_files_is_found() -> None:
    with pytest.raises(AssertionError, match=r"other\.csv"):
        kit(_POSTS).test_it_leaves_the_files_of_others_alone()


def test_a_sum_that_is_not_right_is_found() -> None:
    with pytest.raises(AssertionError):
        kit(_POSTS, replace(_SAMPLE, totals={"posts.likes": 8})).test_every_row_and_every_sum_is_accounted_for(
            replace(_SAMPLE, totals={"posts.likes": 8})
        )


def test_a_column_that_no_header_can_name_is_found() -> None:
    counted = replace(_POSTS, columns=(*_POSTS.columns[:2], "caption"))
    assert [*problems_of(importer(counted))] == [
        "made_posts: The header file has no section [caption], so that no file can have caption."
    ]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (replace(_POSTS, requires=("likes",)), "one sign alone"),
        (replace(_POSTS, columns=(*_POSTS.columns, Column("lykes", names=("L",)))), "no field lykes"),
        (replace(_POSTS, requires=("post_id", "saves")), "saves is spoken of"),
        (replace(_POSTS, columns=(*_POSTS.columns, Column("saves", matching="("))), "no regular expression"),
    ],
)
def test_what_is_wrong_in_a_declaration_is_told(part: Part, told: str) -> None:
    assert [told in problem for problem in problems_of(importer(part))] == [True]


_KPI = Kpi(
    id="made_rate",
    formula="posts.saves / sum(posts.reach)",
    unit="percent",
    better="higher",
    area="engagement",
    label={"en": "Made rate", "nb": "Laget rate", "sv": "Gjord grad"},
    source="the project",
)


class TestASoundKpi(KpiContract):
    kpi = _KPI


def test_a_kpi_whose_formula_is_wrong_is_found() -> None:
    made = KpiContract()
    made.kpi = replace(_KPI, formula="posts.saved / posts.reach")  # type: ignore[misc]
    with pytest.raises(DefinitionError, match="saved"):
        made.test_its_definition_is_sound()


def test_a_kpi_without_a_label_in_a_language_is_found() -> None:
    made = KpiContract()
    made.kpi = replace(_KPI, label={"en": "Made rate"})  # type: ignore[misc]
    with pytest.raises(AssertionError):
        made.test_it_is_called_and_told_in_every_language()
