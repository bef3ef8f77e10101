from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyarrow import parquet

from kpi_xl.errors import ExportRefusedError
from kpi_xl.importing.staged import Answers
from tests.unit.importers.conftest import ReadExport


def _form(question: str, *answers: str) -> str:
    rows = "".join(f"2026/10/05 3:24:15 PM GMT+2,Kari Norsk,{answer}\n" for answer in answers)
    return f"Tidsstempel,Navn,{question}\n{rows}"


def test_scores_of_a_form_with_the_offset_that_google_writes(read: ReadExport) -> None:
    found = read("Svar.csv", _form("Hvor sannsynlig er det at du vil anbefale oss?", "10", "9", "3"))
    rows = found.rows("survey_responses")
    assert [(row["kind"], row["score"]) for row in rows] == [("nps", 10), ("nps", 9), ("nps", 3)]
    assert {row["answered_at"] for row in rows} == {datetime(2026, 10, 5, 13, 24, 15, tzinfo=UTC)}
    assert len({row["response_id"] for row in rows}) == 3
    assert "3 answers are read as NPS" in found.warnings


def test_the_user_confirms_what_the_scores_are_or_says_it(read: ReadExport) -> None:
    form = _form("Would you recommend us? (0-10)", "5", "10")
    asked = read("f.csv", form).staged
    assert [(question.kind, question.tables) for question in asked.questions] == [("survey", ())]
    confirmed = read("f.csv", form, Answers(survey="yes"))
    assert (confirmed.staged.questions, confirmed.rows("survey_responses")[0]["kind"]) == ((), "nps")
    corrected = read("f.csv", form, Answers(survey="other"))
    assert (corrected.staged.questions, {row["kind"] for row in corrected.rows("survey_responses")}) == ((), {"other"})
    assert read("f.csv", form, Answers(survey="maybe")).staged.questions


def test_nothing_but_scores_is_kept_of_a_person(read: ReadExport) -> None:
    found = read("Svar.csv", _form("Would you recommend us? (0-10)", "5"))
    kept = f"{parquet.read_table(found.table('survey_responses').parquet).to_pylist()} {found.staged}".casefold()
    assert "kari" not in kept
    assert "norsk" not in kept


@pytest.mark.parametrize(
    ("question", "answers", "kind"),
    [
        ("How likely are you to recommend us?", ("0", "10"), "nps"),
        ("Skulle du rekommendera oss? 0–10", ("4", "5"), "nps"),
        ("Würden Sie uns weiterempfehlen?", ("Not at all likely - 0", "10 - Extremely likely"), "nps"),
        ("Would you recommend us?", ("1", "5"), "other"),
        ("Hvor fornøyd er du?", ("1", "5"), "csat"),
        ("Hur nöjd är du?", ("3", "4"), "csat"),
        ("How satisfied are you (1-10)?", ("3", "9"), "other"),
        ("How easy was it?", ("3", "7"), "ces"),
        ("Rate our shop", ("3", "4"), "other"),
    ],
)
def test_words_and_scale_tell_what_is_asked(
    read: ReadExport, question: str, answers: tuple[str, str], kind: str
) -> None:
    assert {row["kind"] for row in read("f.csv", _form(question, *answers)).rows("survey_responses")} == {kind}


@pytest.mark.parametrize(
    ("question", "answer"),
    [("How many would you recommend?", "40"), ("Rank what you recommend", "3"), ("Age", "7"), ("Recommend?", "Yes")],
)
def test_other_questions_are_no_scores(read: ReadExport, question: str, answer: str) -> None:
    with pytest.raises(ExportRefusedError):
        read("f.csv", _form(question, answer))


@pytest.mark.parametrize(
    "steps",
    [
        ("Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"),
        ("Svært misfornøyd", "Misfornøyd", "Verken fornøyd eller misfornøyd", "Ganske fornøyd", "Svært fornøyd"),
        ("Mycket missnöjd", "Missnöjd", "Varken nöjd eller missnöjd", "Nöjd", "Mycket nöjd"),
        ("Meget utilfreds", "Utilfreds", "Hverken tilfreds eller utilfreds", "Tilfreds", "Meget tilfreds"),
        ("Sehr unzufrieden", "Unzufrieden", "Weder noch", "Zufrieden", "Sehr zufrieden"),
    ],
)
def test_satisfaction_in_words_is_a_scale_of_five(read: ReadExport, steps: tuple[str, ...]) -> None:
    rows = read("f.csv", _form("Leveringen?", *steps)).rows("survey_responses")
    assert [(row["kind"], row["score"]) for row in rows] == [("csat", score) for score in range(1, 6)]


def test_typeform_reads_finished_responses_in_utc(read: ReadExport) -> None:
    content = (
        '#,"Hei {{field:abc}}, hvor *sannsynlig* er det at du vil\nanbefale oss?",E-post,'
        "Response Type,Start Date (UTC),"
        "Stage Date (UTC),Submit Date (UTC),Network ID,Tags\n"
        "r1,10,kari@made-up.example,completed,2026-10-05 08:00:00,,2026-10-05 08:02:00,n1,\n"
        "r2,0,,completed,2026-10-25 08:00:00,,2026-10-25 23:59:00,n2,\n"
        "r3,7,,partial,2026-10-06 08:00:00,2026-10-06 08:01:00,,n3,\n"
    )
    found = read("responses.csv", content)
    assert found.staged.importer == "typeform"
    rows = found.rows("survey_responses")
    assert [(row["response_id"], row["kind"], row["score"]) for row in rows] == [("r1", "nps", 10), ("r2", "nps", 0)]
    assert rows[1]["answered_at"] == datetime(2026, 10, 25, 23, 59, tzinfo=UTC)
    assert rows[0]["question"] == "Hei , hvor sannsynlig er det at du vil anbefale oss?"
    assert [row.reason for row in found.staged.rejected] == ["the response was not completed"]
    assert "kari" not in f"{rows} {found.staged}"


@pytest.mark.parametrize(
    ("header", "row", "kind", "answered"),
    [
        (
            "id,person,survey_type,score,comment,permalink,created_at",
            "77,9,nps,9,Bra,https://app.delighted.com/r/abc,1790000000",
            "nps",
            datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC),
        ),
        (
            "Response Date,Name,Email,Survey,Score,Comment",
            "2026-10-05 08:00:00,Kari Norsk,kari@made-up.example,CSAT,4,Bra",
            "csat",
            datetime(2026, 10, 5, 8, tzinfo=UTC),
        ),
    ],
)
def test_scores_of_delighted(read: ReadExport, header: str, row: str, kind: str, answered: datetime) -> None:
    found = read("delighted.csv", f"{header}\n{row}\n")
    assert found.staged.importer == "delighted"
    (answer,) = found.rows("survey_responses")
    assert (answer["kind"], answer["question"], answer["answered_at"]) == (kind, kind.upper(), answered)
    assert "Kari" not in str(answer)


def test_clocks_with_dots(read: ReadExport) -> None:
    found = read("f.csv", "Aikaleima;Suosittelisitko meitä? (0–10)\n25.10.2026 15.24.15;9\n")
    assert found.rows("survey_responses")[0]["answered_at"] == datetime(2026, 10, 25, 15, 24, 15, tzinfo=UTC)


def test_the_second_line_of_surveymonkey_is_no_response(read: ReadExport) -> None:
    lines = (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,How satisfied are you with …,,Comment",
        ",,,,,,Delivery,Price,Open-Ended Response",
        "11122233344,5,10/05/2026 10:00:00,10/25/2026 10:05:00,10.0.0.1,kari@example.com,5,2,Hei",
        "11122233345,5,10/05/2026 11:00:00,10/26/2026 11:05:00,10.0.0.1,,4,,",
    )
    found = read("survey.csv", "\n".join(lines))
    assert [(row["response_id"], row["question"], row["score"]) for row in found.rows("survey_responses")] == [
        ("11122233344", "How satisfied are you with …: Delivery", 5),
        ("11122233344", "How satisfied are you with …: Price", 2),
        ("11122233345", "How satisfied are you with …: Delivery", 4),
    ]
    assert found.rows("survey_responses")[0]["answered_at"] == datetime(2026, 10, 25, 10, 5, tzinfo=UTC)
    assert "kari" not in f"{found.rows('survey_responses')} {found.staged}"


def test_a_survey_without_scores_says_so(read: ReadExport) -> None:
    staged = read("survey.csv", "RespondentID,Do you like us?\n,Response\n11122233344,Yes\n").staged
    assert staged.tables == ()
    assert "No question of the survey asks for a score" in staged.note
