from __future__ import annotations

from drawn_templates import Bench
from xlsxwriter import Workbook

from kpi_xl.workbook.check import Known, Problem, check
from kpi_xl.workbook.criteria import criteria
from kpi_xl.workbook.filling import Filling, Formula
from kpi_xl.workbook.template import Template

KNOWN = Known(
    names=frozenset({"ctr", "report.client"}),
    lists={"platform": frozenset({"platform", "platform.label"})},
    tables={"kpi_posts": frozenset({"Post", "Clicks"})},
    criteria={"platform": lambda text: "Did you mean “x”?" if text == "twitter" else "", "period": lambda _: ""},
)


def problems(bench: Bench, *texts: str) -> list[tuple[str, str, str]]:
    def draw(book: Workbook) -> None:
        book.add_worksheet("Report").write_column("B1", texts)

    found = check(bench.template(draw), KNOWN)
    return [(problem.cell, problem.message, problem.hint) for problem in found]


def test_a_template_that_can_be_filled_has_no_problems(bench: Bench) -> None:
    texts = ["{{ ctr | platform=$A1, period=C$4 }}", "For {{ report.client }}", "{{ each platform }}", "{ not ours }}"]
    assert problems(bench, *texts) == []


def test_each_problem_says_where_it_is_and_what_was_meant(bench: Bench) -> None:
    assert problems(
        bench, "{{ CTRR }}", "{{ each plattform }}", "{{ report.client | plaform=x }}", "{{ ctr | platform=$A }}",
        "{{ ctr | platform=twitter }}", "{{ platform.label }}", "{{ each platform.lable }}",
    ) == [
        ("B1", "“CTRR” is not known.", "Did you mean “ctr”?"),
        ("B2", "There is no list “plattform” to repeat for.", "Did you mean “platform”?"),
        ("B3", "“plaform” is no criterion.", "Did you mean “platform”?"),
        ("B4", "“$A” after platform= is no cell.", "Write a cell such as $A7, or a text in quotes."),
        ("B5", "“twitter” after platform= cannot be used.", "Did you mean “x”?"),
        ("B6", "“platform.label” is only known where something repeats for it.",
         "Put it into a row or on a sheet with {{ each platform }}."),
        ("B7", "“platform.lable” is not known.", "Did you mean “platform.label”?"),
    ]  # fmt: skip


def test_half_open_braces_are_seen(bench: Bench) -> None:
    found = problems(bench, "{{ ctr", "{ ctr }", "{{ }}")
    assert [(cell, message[:10]) for cell, message, _ in found] == [
        ("B3", "Nothing st"),
        ("B1", "The braces"),
        ("B2", "The braces"),
    ]


def test_tables_and_columns_without_data_are_named(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Data")
        columns = [{"header": "Post"}, {"header": "Klicks"}, {"header": "Own", "formula": "=1"}]
        sheet.add_table("A1:C2", {"name": "kpi_posts", "columns": columns})
        sheet.add_table("E1:E2", {"name": "kpi_post"})
        sheet.add_table("G1:G2", {"name": "mine"})
        sheet.write("A2", "{{ ctr | platform=x }}")

    assert check(bench.template(draw), KNOWN) == (
        Problem(
            "Data",
            "A2",
            "This placeholder stands in the rows of the table kpi_posts, which the report replaces.",
            "Move it out of the table.",
        ),
        Problem(
            "Data",
            "B1",
            "The table kpi_posts has a column “Klicks” that there is no data for.",
            "Did you mean “Clicks”?",
        ),
        Problem("Data", "E1", "There is no data for a table named kpi_post.", "Did you mean “kpi_posts”?"),
    )


def test_criteria_are_looked_up_before_the_figures_are_known(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write_row("A1", ["{{ month }}", "instagram"])
        sheet.write_formula("C1", "=A1+1", None, 0)
        sheet.write("A3", "{{ each platform }}")
        sheet.write("B3", '{{ ctr | platform=$A3, period=$C$1, area="a, b", base=Report!$B$1 }}')

    template = Template.open(bench.template(draw))
    copies = [Filling(cells={"platform": name}) for name in ("x", "tiktok")]
    asked = criteria(template, Filling(cells={"month": 41.0}, repeats={"platform": copies}))
    assert [(each.path, dict(each.values)) for each in asked] == [
        ((0,), {"platform": "x", "period": 42.0, "area": "a, b", "base": "instagram"}),
        ((1,), {"platform": "tiktok", "period": 42.0, "area": "a, b", "base": "instagram"}),
    ]


def test_criteria_are_found_where_they_are_after_a_fill(bench: Bench) -> None:
    def draw(book: Workbook) -> None:
        sheet = book.add_worksheet("Report")
        sheet.write("A1", "{{ each platform }}")
        sheet.write_row("A2", ["fixed", "{{ ctr | platform=$A2 }}"])

    copies = [Filling(cells={"platform": name}) for name in ("x", "tiktok", "facebook")]
    filling = Filling(cells={"ctr | platform=$A2": Formula("LEN($A2)")}, repeats={"platform": copies})
    filled = bench.filled(draw, filling)
    assert filled.cells("Report")["B4"] == "=LEN($A4)"
    template = Template.open(filled.path)
    assert [placeholder.text for placeholder in template.placeholders] == ["each platform", "ctr | platform=$A2"]
    assert [dict(each.values) for each in criteria(template, filling)] == [{"platform": "fixed"}]
    assert filled.again(filling).cells("Report")["B4"] == "=LEN($A4)"
