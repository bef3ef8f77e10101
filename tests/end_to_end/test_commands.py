"""The commands, on a small project with real formats in it."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

KPI_PLUGIN = """
from kpi_xl import Kpi, hookimpl

@hookimpl
def kpi_xl_kpis():
    return [Kpi(id="replies_per_post", formula="posts.comments / count(posts.post_id)", unit="ratio", better="higher",
                area="engagement", label={"en": "Replies per post"}, source="https://example.org")]
"""


def test_new_asks_nothing_with_yes_and_takes_what_is_given(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Ny"
    ran = run("new", folder, "--yes", "--language", "sv", "--currency", "NOK", "--client", "Åre & Co")
    assert ran.code == 0
    settings = (folder / "kpi-xl.toml").read_text(encoding="utf-8")
    assert 'client = "Åre & Co"' in settings
    assert 'timezone = "Europe/Stockholm"' in settings
    assert 'currency = "NOK"' in settings
    assert (folder / "exports").is_dir()
    assert (folder / "inputs.xlsx").is_file()


@pytest.mark.parametrize("option", [("--language", "tlh"), ("--timezone", "Europe/Olso"), ("--currency", "CROWNS")])
def test_new_refuses_what_it_does_not_know_and_makes_nothing(run: Run, tmp_path: Path, option: tuple[str, str]) -> None:
    ran = run("new", tmp_path / "p", "--yes", *option)
    assert ran.code == 2
    assert option[1] in ran.err
    assert not (tmp_path / "p").exists()


def test_new_leaves_a_project_that_is_there_alone(run: Run, project: Path) -> None:
    before = (project / "kpi-xl.toml").read_bytes()
    assert run("new", project, "--yes").code == 1
    assert (project / "kpi-xl.toml").read_bytes() == before


@pytest.mark.usefixtures("x_project")
def test_import_twice_is_no_work(run: Run) -> None:
    ran = run("import", "--yes")
    assert ran.code == 0
    assert "4 files: 0 imported, 4 known already, 0 refused." in ran.out


@pytest.mark.usefixtures("x_project")
def test_import_tells_programs_what_became_of_each_file(run: Run) -> None:
    told = json.loads(run("import", "--json").out)
    assert {one["outcome"] for one in told} == {"known"}
    assert all(Path(one["file"]).is_file() for one in told)


@pytest.mark.usefixtures("project")
def test_what_a_file_does_not_say_is_listed_and_can_be_given(run: Run, demo_exports: Path) -> None:
    shutil.copy(demo_exports / "Meta/Audience 2026-10-31.csv", "exports/Audience.csv")
    asked = run("import", "--yes")
    assert asked.code == 0
    assert "Needs an answer" in asked.out
    assert "--date" in asked.out
    assert followers(run) == "needs_period"
    answered = run("import", "exports/Audience.csv", "--date", "2026-10-31")
    assert "Needs an answer" not in answered.out
    assert followers(run) > 10_000


def followers(run: Run) -> float | str:
    Path("q.json").write_text('[{"kpi": "followers", "from": "2026-10-01", "to": "2026-10-31"}]', encoding="utf-8")
    answer = json.loads(run("value", "--queries", "q.json").out)[0]
    return answer["value"] or answer["missing"]["kind"]


@pytest.mark.usefixtures("project")
def test_questions_are_asked_where_somebody_can_answer(
    run: Run, demo_exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(demo_exports / "Meta/Audience 2026-10-31.csv", "exports/Audience.csv")
    monkeypatch.setattr("kpi_xl.cli.importing.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("2026-10-31\n"))
    ran = run("import")
    assert "The file has no date" in ran.err
    assert "Needs an answer" not in ran.out


@pytest.mark.usefixtures("project")
def test_a_day_that_is_none_is_a_wrong_question(run: Run) -> None:
    assert run("import", "--date", "31.10.2026").code == 2


@pytest.mark.usefixtures("x_project")
def test_an_import_is_listed_looked_at_and_taken_back(run: Run) -> None:
    listed = json.loads(run("imports", "--json").out)
    assert len(listed) == 4
    posts = next(one for one in listed if one["format"] == "x_posts")
    assert "rows =" in run("imports", "show", posts["id"]).out
    assert posts["file"] in run("imports", "undo", posts["id"]).out
    assert posts["id"] not in {one["id"] for one in json.loads(run("imports", "list", "--json").out)}


@pytest.mark.usefixtures("project")
def test_an_import_that_is_not_there_is_a_wrong_question(run: Run) -> None:
    assert run("imports", "undo", "9999").code == 2
    assert run("imports", "show", "9999").code == 2


def test_kpis_are_found_by_norwegian_words_outside_a_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "engagement_rate_reach" in run("kpis", "search", "engasjementsrate").out
    assert "account_daily.followers" in run("kpis", "show", "følgere").out
    assert run("kpis", "search", "xyzzy").code == 1
    assert "share_of_voice" in run("kpis", "andel", "av", "stemmen").out
    assert "kpi-xl kpis lists all" in run("kpis", "xyzzy").err
    nearly = run("kpis", "beste tidspunkt å poste")
    assert "have most of them" in nearly.err
    assert "peak_engagement_time" in nearly.out
    assert run("kpis", "show", "xyzzy").code == 2


@pytest.mark.usefixtures("project")
def test_every_kpi_is_told_to_programs(run: Run) -> None:
    told = json.loads(run("kpis", "--json").out)
    assert {"id", "label", "formula", "unit", "source"} <= told[0].keys()
    assert len(told) >= 29


@pytest.mark.usefixtures("x_project")
def test_value_answers_in_the_order_and_shape_of_the_queries(run: Run) -> None:
    scope = {"from": "2026-10-01", "to": "2026-10-31", "platform": "x"}
    queries = [{"kpi": kpi, **scope} for kpi in ("posts_published", "spend", "engagement_rate_impressions")]
    Path("q.json").write_text(json.dumps(queries), encoding="utf-8")
    posts, spend, rate = json.loads(run("value", "--queries", "q.json").out)
    assert set(posts) == {"value", "missing", "bounds", "unit", "currency", "flags", "rows", "sources"}
    assert posts["value"] > 5
    assert posts["sources"][0]["file"].startswith("X/account_")
    assert (spend["value"], set(spend["missing"])) == (None, {"kind", "text"})
    assert 0 < rate["value"] < 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[{]", "is no JSON"),
        ('{"kpi": "ctr"}', "holds no list"),
        ('[{"kpi": "ctr"}]', "Query 1 lacks"),
        ('[{"kpi": "ctr", "from": "2026-10-01", "to": "2026-10-32"}]', "no day"),
        ('[{"kpi": "ctrr", "from": "2026-10-01", "to": "2026-10-31"}]', "ctrr"),
    ],
)
@pytest.mark.usefixtures("project")
def test_value_says_what_is_wrong_with_a_query(run: Run, text: str, says: str) -> None:
    Path("q.json").write_text(text, encoding="utf-8")
    ran = run("value", "--queries", "q.json")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.usefixtures("x_project")
def test_explain_names_formula_rows_and_files(run: Run) -> None:
    ran = run("explain", "impressions", "--period", "2026-10", "--platform", "x")
    assert "Value:" in ran.out
    assert "Worked out as: activity.impressions" in ran.out
    assert "account_overview_analytics.csv" in ran.out
    told = json.loads(run("explain", "impressions", "--period", "2026-10", "--json").out)
    assert told["formula"] == "activity.impressions"


@pytest.mark.usefixtures("x_project")
def test_explain_says_why_there_is_no_number(run: Run) -> None:
    assert "No value:" in run("explain", "spend", "--period", "2026-10").out


@pytest.mark.usefixtures("x_project")
def test_a_period_nobody_can_read_is_a_wrong_question(run: Run) -> None:
    assert run("explain", "spend", "--period", "October").code == 2


def test_a_projects_own_plugin_runs_only_once_it_is_trusted(run: Run, project: Path) -> None:
    (project / "plugins").mkdir()
    (project / "plugins/replies.py").write_text(KPI_PLUGIN, encoding="utf-8")
    untrusted = run("plugins")
    assert "kpi-xl plugins trust" in untrusted.err
    assert "replies_per_post" not in untrusted.out
    assert "replies.py" in run("plugins", "trust").out
    assert "replies_per_post" in run("plugins").out
    assert run("kpis", "show", "Replies per post").code == 0
    (project / "plugins/replies.py").write_text(KPI_PLUGIN + "\n", encoding="utf-8")
    assert run("kpis", "show", "Replies per post").code == 2
    run("plugins", "trust")
    run("plugins", "untrust")
    assert run("kpis", "show", "Replies per post").code == 2


def test_a_broken_plugin_is_listed_and_strict_makes_it_fatal(run: Run, x_project: Path) -> None:
    (x_project / "plugins").mkdir()
    (x_project / "plugins/broken.py").write_text("import no_such_module", encoding="utf-8")
    run("plugins", "trust")
    listed = json.loads(run("plugins", "--json").out)
    broken = next(plugin for plugin in listed if plugin["name"] == "broken")
    assert (broken["state"], broken["distribution"]) == ("broken", "this project")
    assert "no_such_module" in broken["cause"]
    assert run("import", "--yes").code == 0
    strict = run("import", "--yes", "--strict")
    assert strict.code == 1
    assert "The plugin broken (this project) cannot be loaded" in strict.err


def test_doctor_finds_all_well_and_says_what_is_not(run: Run, x_project: Path) -> None:
    assert run("doctor").code == 0
    batch = next((x_project / ".kpi-xl/batches").iterdir())
    shutil.rmtree(batch)
    ill = run("doctor", "--json")
    assert ill.code == 1
    assert any("are gone" in finding["text"] for finding in json.loads(ill.out))
