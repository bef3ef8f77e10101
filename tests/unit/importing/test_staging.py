from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi_xl.errors import ExportRefusedError, FileProblemError, PluginError
from kpi_xl.importing.columns import Column, Derived
from kpi_xl.importing.importer import Importer, Part
from kpi_xl.importing.kinds import Choice, Day, Duration, Flag, Id, Moment, Number, Percent, Pseudonym
from kpi_xl.importing.opening.grid import OpenedFile
from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.rules import AllBlank, CellMatches, Check, NotComputed, Note, OnlyFirstCell, SurplusCell
from kpi_xl.importing.staged import Answers, StagedImport
from kpi_xl.importing.staging import stage

Stage = Callable[..., StagedImport]
Rows = Callable[[StagedImport, str], list[dict[str, Any]]]
Make = Callable[..., Importer]


def column(field: str, kind: Any = None, **more: Any) -> Column:
    return Column(field, kind, names=(field.strip("_"),), **more)


def posts(*columns: Column, **more: Any) -> Part:
    return Part("posts", (column("post_id", Id()), *columns), requires=("post_id",), key=("post_id",), **more)


def days(*columns: Column, **more: Any) -> Part:
    return Part("account_daily", (column("date"), *columns), requires=("date",), key=("date",), **more)


def texts(found: StagedImport) -> str:
    return "\n".join(warning.text for warning in found.warnings)


def test_every_row_is_accounted_for(staged: Stage, importer: Make) -> None:
    part = posts(
        column("views"),
        column("_why"),
        reason_from="_why",
        totals=(CellMatches("^total$"),),
        footers=(OnlyFirstCell(),),
    )
    text = "post_id,views,why\nTotal,30,\n1,10,\n,5,error 7\n2,20,\n3,x,,,surplus\n\nShowing the top 500,,\n"
    found = staged(text, importer(part))
    assert (found.rows_read, found.rows_kept, found.rows_rejected, found.rows_total, found.rows_footer) == (
        6,
        2,
        2,
        1,
        1,
    )
    assert [(one.row, one.reason) for one in found.rejected] == [
        (4, "it has no post id (error 7)"),
        (6, "it has more cells than the header"),
    ]
    assert found.tables[0].totals == {"views": 30} == found.tables[0].control


def test_many_rejected_rows_are_all_counted_and_the_first_are_told(staged: Stage, importer: Make) -> None:
    found = staged("post_id,views\n" + ",1\n" * 500 + "1,1\n", importer(posts(column("views"))))
    assert found.rows_rejected == 500
    assert [one.row for one in found.rejected] == list(range(2, 22))


def test_rows_that_do_not_add_up_to_the_files_own_total_are_told(staged: Stage, importer: Make) -> None:
    part = posts(column("views"), totals=(CellMatches("^total$"),))
    found = staged("post_id,views\nTotal,100\n1,40\n2,6\n", importer(part))
    assert "The rows do not reach what the file itself states: views 46 of 100 (46%)." in texts(found)
    exceeding = staged("post_id,views\nTotal,40\n1,40\n2,6\n", importer(part), name="c.csv")
    assert "The rows exceed what the file itself states: views 46 of 40 (115%)." in texts(exceeding)
    rounded = staged("post_id,views\nTotal,46\n1,40\n2,6\n", importer(part), name="b.csv")
    assert not rounded.warnings


def test_what_hardly_differs_from_the_files_own_total_is_only_noted(staged: Stage, importer: Make) -> None:
    part = posts(column("views"), column("likes"), totals=(CellMatches("^total$"),))
    found = staged("post_id,views,likes\nTotal,1000,500\n1,990,499\n2,5,0\n", importer(part))
    (remark,) = found.warnings
    assert remark.level == "note"
    assert "views 995 of 1,000 (99.50%), likes 499 of 500 (99.80%)" in remark.text


def test_a_total_of_zero_over_blank_cells_was_not_computed(staged: Stage, importer: Make) -> None:
    part = posts(column("views"), column("likes"), totals=(CellMatches("^total$"),))
    found = staged("post_id,views,likes\nTotal,3,0\n1,3,\n", importer(part))
    assert found.tables[0].control == {"views": 3}
    assert found.tables[0].totals == {"views": 3}


def test_total_rows_are_found_by_content(staged: Stage, importer: Make) -> None:
    blank = importer(
        Part("account_daily", (column("_name"), column("views")), ("views",), totals=(AllBlank(("_name",)),))
    )
    assert staged("name,views\n,30\na,10\nb,20\n", blank).rows_total == 1
    alone = staged("name,views\n,30\n", blank, name="alone.csv")
    assert (alone.rows_total, alone.rows_kept) == (0, 1)
    surplus = Part(
        "account_daily", (column("_name"), column("views")), ("views",), totals=(SurplusCell("^grand total$"),)
    )
    assert staged("name,views\n,30,Grand total\na,30\n", importer(surplus), name="c.csv").rows_total == 1


@pytest.mark.parametrize("word", ["Total", "Sum", "Totalt:", "I alt"])
def test_sums_that_a_user_has_added_are_no_row(staged: Stage, importer: Make, word: str) -> None:
    found = staged(f"post_id,views\n1,5\n2,6\n{word},11\n", importer(posts(column("views"))))
    assert (found.tables[0].rows, found.rows_total, found.rows_rejected) == (2, 1, 0)
    assert found.tables[0].totals == {"views": 11}
    daily = staged(f"date,views\n2026-10-01,5\n{word},5\n", importer(days(column("views"))), name="days.csv")
    assert (daily.tables[0].totals, daily.rows_total) == ({"views": 5}, 1)


def test_missing_marks_are_missing_and_not_zero(staged: Stage, importer: Make, rows: Rows) -> None:
    part = posts(column("views"), column("likes"), column("caption"))
    text = "post_id,views,likes,caption\n" + "".join(
        f"{number},{mark},,{caption}\n"
        for number, (mark, caption) in enumerate(
            [(" --", "-"), ("N/A", " a "), ("undefined", "(not set)"), ("NAN", ""), ("0", "b")]
        )
    )
    found = staged(text, importer(part))
    assert [row.get("views") for row in rows(found, "posts")] == [None, None, None, None, 0]
    assert [row.get("caption") for row in rows(found, "posts")] == [None, "a", "(not set)", None, "b"]
    assert found.tables[0].totals == {"views": 0}
    assert "likes" not in rows(found, "posts")[0]
    assert not found.warnings


def test_a_figure_that_was_not_computed_is_missing(staged: Stage, importer: Make, rows: Rows) -> None:
    part = posts(column("views"), column("reach"), not_computed=(NotComputed("views", although="reach"),))
    found = staged("post_id,views,reach\n1,0,5\n2,0,\n", importer(part))
    assert found.tables[0].totals == {}
    assert "views" not in rows(found, "posts")[0]
    assert "views is 0 in every row although reach is not" in texts(found)
    fine = staged("post_id,views,reach\n1,0,5\n2,1,\n", importer(part), name="b.csv")
    assert fine.tables[0].totals == {"views": 1}


def test_cells_that_hold_something_else_are_missing_and_told(staged: Stage, importer: Make) -> None:
    found = staged("post_id,views\n1,5\n2,many\n3,2.5\n", importer(posts(column("views"))))
    assert found.tables[0].totals == {"views": 5}
    assert "2 cells for views cannot be read and are missing, the first in row 3: “many”" in texts(found)


def test_one_number_format_holds_for_the_whole_file(staged: Stage, importer: Make) -> None:
    part = posts(column("views"), column("watch_time"))
    found = staged("post_id;views;watch_time\n1;1.234;12,5\n2;987;1.000,25\n", importer(part))
    assert found.tables[0].totals == {"views": 2221, "watch_time": 1012.75}
    assert found.settings["decimal sign"].startswith(",")


def test_columns_of_one_name_are_one_where_they_agree(staged: Stage, importer: Make) -> None:
    equal = staged("post_id,views,views\n1,5,5\n2,6,\n", importer(posts(column("views"))))
    assert equal.tables[0].totals == {"views": 11}
    assert "stands twice in the file, with equal values" in texts(equal)
    unlike = staged("post_id,views,views\n1,5,9\n", importer(posts(column("views"))), name="b.csv")
    assert unlike.tables[0].totals == {"views": 5}
    assert "differ in 1 rows" in texts(unlike)
    first = staged(
        "post_id,views,views\n1,,9\n2,4,\n", importer(posts(column("views", repeated="first"))), name="c.csv"
    )
    assert first.tables[0].totals == {"views": 4}


def test_the_description_row_tells_columns_of_one_name_apart(staged: Stage, importer: Make) -> None:
    part = posts(column("views", described_as="total count"), footers=(CellMatches("^lifetime:"),))
    text = "post_id,views,views\nLifetime: id,Lifetime: (Unique Users),Lifetime: (Total Count)\n1,5,9\n"
    assert staged(text, importer(part)).tables[0].totals == {"views": 9}


def test_kinds_give_canonical_values(staged: Stage, importer: Make, rows: Rows) -> None:
    part = posts(
        column("published_at", Moment("America/Los_Angeles")),
        column("format", Choice((("reel", "reel"), ("photo", "image")), other="other")),
        column("watch_time", Number(scale=3600)),
        column("is_boosted", Flag()),
        column("_share", Percent()),
        column("_length", Duration()),
        derived=(Derived("exits", "CAST(round(_share * 100 + _length) AS BIGINT)", needs=("_share", "_length")),),
    )
    text = (
        "post_id,published_at,format,watch_time,is_boosted,share,length\n"
        "1,03/18/2025 23:48,IG reel,1.5,Ja,5%,0:01:05\n"
        "2,03/18/2025 00:10,Text,,0,2.5,12\n"
    )
    first, second = rows(staged(text, importer(part)), "posts")
    assert first == {
        "platform": "facebook",
        "post_id": "1",
        "published_at": datetime(2025, 3, 19, 6, 48, tzinfo=UTC),
        "format": "reel",
        "watch_time": 5400.0,
        "is_boosted": True,
        "exits": 70,
    }
    assert (second["format"], second["is_boosted"], second["watch_time"]) == ("other", False, None)


def test_money_keeps_its_decimals(staged: Stage, importer: Make, rows: Rows) -> None:
    part = Part("orders", (column("order_id"), column("revenue"), column("currency")), ("order_id", "revenue"))
    found = staged('order_id,revenue,currency\n1,0.1,NOK\n2,"1,234.20",NOK\n', importer(part))
    assert [row["revenue"] for row in rows(found, "orders")] == [Decimal("0.1000"), Decimal("1234.2000")]
    assert found.tables[0].totals["revenue"] == pytest.approx(1234.3)
    assert found.tables[0].currency == "NOK"


def test_days_without_a_clock_go_to_the_day_field(staged: Stage, importer: Make, rows: Rows) -> None:
    part = posts(column("published_at", Moment("America/Los_Angeles", order="mdy")))
    found = staged("post_id,published_at\n1,03/18/2025\n", importer(part))
    assert rows(found, "posts") == [{"platform": "facebook", "post_id": "1", "published_on": date(2025, 3, 18)}]
    assert found.tables[0].first_date == date(2025, 3, 18)


def test_minutes_that_are_the_month_do_not_count(staged: Stage, importer: Make, rows: Rows) -> None:
    part = posts(column("published_at", Moment("UTC", minutes_may_be_month=True)))
    found = staged("post_id,published_at\n1,2024-02-20 06:02\n2,2024-03-01 14:03\n", importer(part))
    assert [row["published_at"].minute for row in rows(found, "posts")] == [0, 0]
    assert "only the hours count" in texts(found)
    fine = staged("post_id,published_at\n1,2024-02-20 06:02\n2,2024-03-01 14:04\n", importer(part), name="b.csv")
    assert [row["published_at"].minute for row in rows(fine, "posts")] == [2, 4]


@pytest.mark.parametrize(
    "mangled", ["1.89227E+18", "1,89227E+18", "1892271104503440000", '="1892271104503447552"', "1892271104503447552.0"]
)
def test_an_id_that_a_spreadsheet_has_touched_comes_from_the_link(
    staged: Stage, importer: Make, rows: Rows, mangled: str
) -> None:
    part = Part(
        "posts",
        (column("post_id", Id("permalink", r"/status/(\d+)")), column("permalink"), column("views")),
        requires=("post_id",),
        key=("post_id",),
    )
    quoted = '"' + mangled.replace('"', '""') + '"'
    found = staged(f"post_id,permalink,views\n{quoted},https://x.com/a/status/1892271104503447552,1\n", importer(part))
    assert [row["post_id"] for row in rows(found, "posts")] == ["1892271104503447552"]


def test_an_id_lost_with_its_link_rejects_the_row(staged: Stage, importer: Make) -> None:
    found = staged("post_id,views\n1.89227E+18,1\n18,2\n", importer(posts(column("views"))))
    assert found.tables[0].totals == {"views": 2}
    assert found.rejected[0].reason == "the spreadsheet has destroyed its post id: 1.89227E+18"


def test_a_file_cut_in_the_middle_of_a_record_loses_that_record(staged: Stage, importer: Make) -> None:
    found = staged(
        "post_id,caption,views,likes\n1,a,5,1\n2,b,6,1\n3,c", importer(posts(column("views"), column("likes")))
    )
    assert found.tables[0].totals == {"views": 11, "likes": 2}
    assert found.rejected[0].reason == "the file ends in the middle of this record (2 of 4 cells)"


def test_a_table_whose_rows_do_not_fit_its_header_is_refused(staged: Stage, importer: Make) -> None:
    with pytest.raises(ExportRefusedError, match=r"2 of 2 rows of export\.csv have more cells than the header"):
        staged("post_id,views\n1,2,3\n2,3,4\n", importer(posts(column("views"))))


def test_a_check_that_fails_refuses_the_file(staged: Stage, importer: Make) -> None:
    check = Check("count(DISTINCT post_id) = count(*)", "it repeats its posts.", "Export it again.")
    part = posts(column("views"), checks=(check,))
    assert staged("post_id,views\n1,2\n2,3\n", importer(part)).rows_kept == 2
    with pytest.raises(ExportRefusedError, match=r"export\.csv: it repeats its posts\."):
        staged("post_id,views\n1,2\n1,3\n", importer(part))


def test_notes_tell_how_many(staged: Stage, importer: Make) -> None:
    notes = (
        Note("{n} of {rows} are replies", where="caption LIKE '@%'"),
        Note("{n} accounts", counted="count(DISTINCT account)", above=1, needs=("account",)),
        Note("never", needs=("_absent",)),
    )
    part = posts(column("caption"), column("account"), column("views"), notes=notes)
    found = staged("post_id,caption,account,views\n1,@a,x,1\n2,b,y,1\n", importer(part))
    assert [warning.text for warning in found.warnings] == ["1 of 2 are replies", "2 accounts"]


def test_facts_come_from_the_name_the_preamble_and_the_header(staged: Stage, importer: Make, rows: Rows) -> None:
    part = Part(
        "ads",
        (column("campaign"), Column("spend", matching=r"^amount spent \((?P<currency>\w{3})\)$")),
        requires=("campaign", "spend"),
    )
    made = importer(
        part,
        platform="meta_ads",
        file_names=(r"^(?P<account>\w+)-ads$",),
        preamble=(r"^From (?P<date_start>\S+) to (?P<date_end>\S+)$",),
    )
    text = "From 2025-01-01 to 2025-01-31\n\ncampaign,Amount spent (nok)\na,5\n"
    (row,) = rows(staged(text, made, name="acme-ads (1).csv"), "ads")
    assert (row["account"], row["currency"].upper()) == ("acme", "NOK")
    assert (row["date_start"], row["date_end"]) == (date(2025, 1, 1), date(2025, 1, 31))


def test_rows_of_one_key_become_one(staged: Stage, importer: Make, rows: Rows) -> None:
    part = Part(
        "orders",
        (column("order_id"), column("revenue"), column("items", adds_up=True)),
        requires=("order_id", "revenue"),
        one_row_per=("order_id",),
    )
    found = staged("order_id,revenue,items\n#1,100,2\n#1,,3\n#2,50,1\n", importer(part))
    assert [(row["order_id"], int(row["revenue"]), row["items"]) for row in rows(found, "orders")] == [
        ("#1", 100, 5),
        ("#2", 50, 1),
    ]
    assert (found.rows_read, found.tables[0].rows) == (3, 2)


@pytest.mark.parametrize(
    ("part", "text", "kind", "answers"),
    [
        (days(column("views")), "date,views\n2025-01-01,1\n", "platform", Answers(platform="facebook")),
        (
            Part("audience", (column("value"), column("share")), ("value", "share"), constants={"platform": "x"}),
            "value,share\nOslo,0.5\n",
            "date",
            Answers(date=date(2025, 1, 1)),
        ),
        (
            Part("ads", (column("campaign"), column("clicks")), ("campaign", "clicks"), constants={"platform": "x"}),
            "campaign,clicks\na,1\n",
            "period",
            Answers(period=(date(2025, 1, 1), date(2025, 1, 31))),
        ),
        (
            Part(
                "account_daily",
                (column("date", Day(without_year=True)), column("views")),
                ("date", "views"),
                key=("date",),
                constants={"platform": "tiktok"},
            ),
            "date,views\nFebruary 28,1\nFebruary 27,2\n",
            "last_day",
            Answers(last_day=date(2026, 2, 27)),
        ),
    ],
)
def test_what_a_file_does_not_say_is_asked_until_it_is_answered(  # noqa: PLR0913, PLR0917 - two fixtures, a case of four
    staged: Stage, importer: Make, part: Part, text: str, kind: str, answers: Answers
) -> None:
    made = importer(part, platform=None)
    open_question = staged(text, made)
    assert [(one.kind, one.tables) for one in open_question.questions] == [(kind, (part.table,))]
    assert open_question.tables[0].rows == open_question.rows_kept
    answered = staged(text, made, answers=answers, name="b.csv")
    assert answered.questions == ()
    assert answered.tables[0].rows == open_question.tables[0].rows


def test_a_missing_currency_holds_nothing_back(staged: Stage, importer: Make) -> None:
    part = Part("orders", (column("order_id"), column("revenue")), ("order_id", "revenue"))
    found = staged("order_id,revenue\n1,100\n", importer(part))
    assert [(one.kind, one.tables) for one in found.questions] == [("currency", ())]
    assert staged("order_id,revenue\n1,0\n", importer(part), name="b.csv").questions == ()


@pytest.mark.parametrize("name", ["IG_REACH.csv", "instagram/reach.csv", "reach instagram.csv"])
def test_the_name_of_the_file_or_its_folder_may_tell_the_platform(staged: Stage, importer: Make, name: str) -> None:
    found = staged("date,views\n2025-01-01,1\n", importer(days(column("views")), platform=None), name=name)
    assert (found.platform, found.questions) == ("instagram", ())
    assert "The platform instagram is taken from the f" in texts(found)


def test_a_folder_within_an_archive_may_tell_it_too(tmp_path: Path, importer: Make) -> None:
    with zipfile.ZipFile(tmp_path / "facebook and instagram.zip", "w") as archive:
        archive.writestr("Acme/Instagram/Views.csv", "date,views\n2025-01-01,1\n")
    (opened,) = open_file(tmp_path / "facebook and instagram.zip")
    found = stage(opened, [importer(days(column("views")), platform=None)], Answers(), tmp_path / "staged")
    assert found.platform == "instagram"


def test_a_name_that_names_both_platforms_tells_nothing(staged: Stage, importer: Make) -> None:
    found = staged("date,views\n2025-01-01,1\n", importer(days(column("views")), platform=None), name="fb og ig.csv")
    assert found.questions[0].kind == "platform"


def test_times_without_an_offset_stay_in_the_projects_zone(staged: Stage, importer: Make, rows: Rows) -> None:
    part = Part("leads", (column("lead_id"), column("created_at")), ("lead_id", "created_at"))
    found = staged("lead_id,created_at\n1,2026-02-25 22:36\n", importer(part), project_timezone="Europe/Oslo")
    assert rows(found, "leads")[0]["created_at"] == datetime(2026, 2, 25, 21, 36, tzinfo=UTC)
    offset = staged("lead_id,created_at\n1,2026-02-25 22:36 +0200\n", importer(part), name="b.csv")
    assert rows(offset, "leads")[0]["created_at"] == datetime(2026, 2, 25, 20, 36, tzinfo=UTC)


def test_the_days_of_a_file_are_those_of_the_project(staged: Stage, importer: Make) -> None:
    part = posts(column("published_at", Moment("America/Los_Angeles")), column("views"))
    text = "post_id,published_at,views\n1,04/30/2026 16:30,5\n"
    assert staged(text, importer(part)).tables[0].last_date == date(2026, 4, 30)
    oslo = staged(text, importer(part), name="b.csv", project_timezone="Europe/Oslo")
    assert oslo.tables[0].last_date == date(2026, 5, 1)


def test_people_are_kept_as_keyed_pseudonyms_only(staged: Stage, importer: Make, rows: Rows) -> None:
    part = Part(
        "orders", (column("order_id"), column("customer", Pseudonym()), column("revenue")), ("order_id", "revenue")
    )
    text = "order_id,customer,revenue\n1,Kari@Example.com,1\n2,kari@example.com ,1\n3,ola@example.com,1\n4,,1\n"
    found = staged(text, importer(part), pseudonym_key=b"one key")
    first, second, third, nobody = (row["customer"] for row in rows(found, "orders"))
    assert first == second != third
    assert nobody is None
    assert len(first) == 32
    assert b"example" not in found.tables[0].parquet.read_bytes().lower()
    other = staged(text, importer(part), pseudonym_key=b"another key", name="b.csv")
    assert rows(other, "orders")[0]["customer"] != first


def test_the_parquet_file_has_the_canonical_columns_and_types(staged: Stage, importer: Make) -> None:
    part = posts(
        column("published_at", Moment("UTC")), column("views"), column("likes"), column("watch_time"), column("_extra")
    )
    found = staged("post_id,published_at,views,likes,watch_time,extra\n1,2025-01-01 10:00,5,,1.5,x\n", importer(part))
    schema = pq.read_schema(found.tables[0].parquet)
    assert schema.names == ["_row", "platform", "post_id", "published_at", "views", "watch_time"]
    assert schema.field("_row").type == pa.int64()
    assert schema.field("views").type == pa.int64()
    assert schema.field("watch_time").type == pa.float64()
    assert schema.field("published_at").type == pa.timestamp("us", tz="UTC")


def test_a_header_without_rows_is_an_empty_import(staged: Stage, importer: Make) -> None:
    found = staged(
        "post_id,published_at,views\n", importer(posts(column("published_at", Moment("UTC")), column("views")))
    )
    assert (found.rows_read, found.tables[0].rows, found.tables[0].totals) == (0, 0, {})
    assert found.questions == ()
    assert texts(found).startswith("The export has no rows: check that you chose the right account and days")


def test_a_file_that_could_not_be_opened_says_so(tmp_path: Path) -> None:
    problem = FileProblemError("a.csv is locked.", "Close it.")
    broken = OpenedFile(tmp_path / "a.zip", "a.zip/a.csv", "", "csv", (), {}, 0.0, problem=problem)
    with pytest.raises(FileProblemError, match=r"a\.csv is locked"):
        stage(broken, [], Answers(), tmp_path)


def test_an_expression_that_fails_is_blamed_on_its_importer(staged: Stage, importer: Make) -> None:
    part = posts(column("views"), derived=(Derived("likes", "no_such_column + 1", needs=("views",)),))
    with pytest.raises(PluginError, match=r"The importer sample 1 failed on export\.csv: Binder Error"):
        staged("post_id,views\n1,1\n", importer(part))


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(st.lists(st.text("0123456789,.;-\"'\n eE%kr\u00a0", max_size=6), min_size=1, max_size=4), max_size=6)
)
def test_whatever_stands_in_the_cells_every_row_is_accounted_for_or_the_file_is_refused(
    staged: Stage, importer: Make, cells: list[list[str]]
) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    text = "\n".join(["post_id,published_at,views,watch_time", *lines]) + "\n"
    part = posts(column("published_at", Moment("UTC")), column("views"), column("watch_time"))
    try:
        found = staged(text, importer(part))
    except (ExportRefusedError, FileProblemError):
        return
    assert found.rows_read == found.rows_kept + found.rows_rejected + found.rows_total + found.rows_footer
    assert found.tables[0].rows == found.rows_kept
    assert found.rows_read == sum(any(cell for cell in row) for row in cells)
