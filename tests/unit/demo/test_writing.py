from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from kpi_xl.demo import last_complete_month, write_exports
from kpi_xl.demo.export import Export
from kpi_xl.demo.writing import exports
from kpi_xl.vocabulary.periods import Period

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def files() -> dict[str, Export]:
    return {export.path: export for export in exports(OCTOBER)}


def records(export: Export, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(export.content.decode(encoding), newline=""), delimiter=delimiter)]


def one(files: dict[str, Export], start: str) -> Export:
    return next(export for path, export in files.items() if path.startswith(start))


def test_the_same_month_gives_the_same_bytes(files: dict[str, Export]) -> None:
    assert {export.path: export for export in exports(OCTOBER)} == files


@pytest.mark.parametrize(
    ("today", "month"),
    [(date(2026, 11, 1), "2026-10"), (date(2026, 10, 31), "2026-09"), (date(2026, 1, 15), "2025-12")],
)
def test_the_demo_ends_with_the_last_complete_month(today: date, month: str) -> None:
    assert str(last_complete_month(today)) == month


def test_files_lie_in_a_folder_a_platform_and_are_dated_as_downloaded(tmp_path: Path, files: dict[str, Export]) -> None:
    paths = write_exports(tmp_path, OCTOBER)
    assert {path.parent.name for path in paths} == {
        "Facebook",
        "GA4",
        "Google Forms",
        "Instagram",
        "LinkedIn",
        "Meltwater",
        "Meta",
        "Meta Ads",
        "Shopify",
        "X",
        "Zendesk",
    }
    latest = max(export.downloaded for export in files.values())
    assert max(path.stat().st_mtime for path in paths) == latest.timestamp()


def test_a_later_instagram_download_repeats_posts_with_higher_figures(files: dict[str, Export]) -> None:
    swedish = {row["Publicerings-id"]: row for row in records(one(files, "Instagram/Feb-01"))}
    later = {row["Post ID"]: row for row in records(one(files, "Instagram/Jul-02"))}
    both = swedish.keys() & later.keys()
    assert len(both) > 10
    assert all(int(swedish[post]["Visningar"]) <= int(later[post]["Views"]) for post in both)
    assert any(int(swedish[post]["Visningar"]) < int(later[post]["Views"]) for post in both)


def test_the_first_post_of_a_month_lies_in_the_month_before_by_metas_clock(files: dict[str, Export]) -> None:
    times = {row["Publish time"] for row in records(one(files, "Instagram/Sep-01"))}
    assert any(time.startswith("09/30/2025 23:10") for time in times)


def test_captions_hold_what_breaks_spreadsheets(files: dict[str, Export]) -> None:
    captions = [row["Description"] for row in records(one(files, "Instagram/Sep-01"))]
    captions += [row["Description"] for row in records(one(files, "Instagram/Jul-02"))]
    captions += [row["Beskrivning"] for row in records(one(files, "Instagram/Feb-01"))]
    assert {"=", "+", "-", "@"} <= {caption[0] for caption in captions}
    assert any("\n\n" in caption for caption in captions)
    assert any("🧶" in caption for caption in captions)


def test_a_post_that_meta_could_not_compute_has_no_id(files: dict[str, Export]) -> None:
    broken = [row for row in records(one(files, "Facebook/Sep-01")) if not row["Post ID"]]
    assert len(broken) == 1
    assert broken[0]["Data comment"].startswith("An error occurred")


def test_the_age_and_gender_file_repeats_the_months_spend(files: dict[str, Export]) -> None:
    by_day = [
        row for row in records(one(files, "Meta Ads/Campaign report 2026-07")) if row["Day"].startswith("2026-10")
    ]
    total, *by_age = records(one(files, "Meta Ads/Age and gender"))
    spend = sum(float(row["Amount spent (NOK)"]) for row in by_day)
    assert sum(float(row["Amount spent (NOK)"]) for row in by_age) == pytest.approx(spend)
    assert float(total["Amount spent (NOK)"]) == pytest.approx(spend)
    assert not total["Campaign name"]


def test_the_norwegian_ads_file_has_semicolons_and_decimal_commas(files: dict[str, Export]) -> None:
    rows = records(one(files, "Meta Ads/Kampanjerapport"), delimiter=";")
    assert all("," in row["Beløp brukt (NOK)"] for row in rows if row["Beløp brukt (NOK)"])


def test_daily_insights_are_utf16_with_a_separator_line(files: dict[str, Export]) -> None:
    content = files["Instagram/Follows.csv"].content
    assert content[:2] == b"\xff\xfe"
    lines = content.decode("utf-16").splitlines()
    assert lines[:3] == ["sep=,", '"Instagram follows"', '"Date","Primary"']
    assert not any(line.endswith('"0"') for line in lines)


def test_the_account_grows_as_its_follows_say(files: dict[str, Export]) -> None:
    follows = files["Instagram/Follows.csv"].content.decode("utf-16").splitlines()[3:]
    gross = sum(int(line.split('"')[3]) for line in follows if line)
    first, last = (followers(files[f"Meta/Audience {day}.csv"]) for day in ("2025-09-30", "2026-10-31"))
    assert 0 < last - first < gross


def followers(export: Export) -> int:
    lines = [line.strip() for line in export.content.decode("utf-16").splitlines()]
    return int(lines[lines.index("Instagram followers") + 2])
