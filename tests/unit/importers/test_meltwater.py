from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
import xlsxwriter

from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "Date",
    "Time",
    "Document ID",
    "URL",
    "Input Name",
    "Content Type",
    "Author Name",
    "Author Handle",
    "Hit Sentence",
    "Sentiment",
    "Reach",
    "AVE",
    "Views",
    "Brand Sentiment",
)


def _row(number: str, url: str, sentiment: str) -> list[str | int | float | datetime]:
    day = datetime(2026, 10, 25)
    return [day, "22:03", number, url, "Oss", "Post", "Kari Norsk", "@kari", "Hei", sentiment, 1621, 14.9, 3, "unknown"]


def _workbook(rows: Sequence[Sequence[str | int | float | datetime]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Export")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate([_HEADER, *rows]):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, *([day] if isinstance(cell, datetime) else []))
    return buffer.getvalue()


def test_each_row_of_the_workbook_is_a_mention(read: ReadExport) -> None:
    rows = (
        _row('"abc1"', "https://www.reddit.com/r/made-up/1", "positive"),
        _row('"abc2"', "https://x.com/made-up/status/2", "not rated"),
    )
    found = read("export.xlsx", _workbook(rows))
    first, second = found.rows("mentions")
    assert (first["mention_id"], first["brand"], first["platform"]) == ("abc1", "Oss", "reddit")
    assert (first["date"], first["sentiment"], first["reach"]) == (date(2026, 10, 25), "positive", 1621)
    assert (second["platform"], second["sentiment"]) == ("x", None)
    assert found.table("mentions").totals == {}


def test_authors_are_pseudonyms(read: ReadExport) -> None:
    found = read("export.xlsx", _workbook([_row("1", "https://made-up.example/1", "neutral")]))
    (row,) = found.rows("mentions")
    assert len(row["author"]) == 32
    assert "kari" not in f"{row} {found.staged}".casefold()


@pytest.mark.parametrize("kept", ["", "https://made-up.example/{}"], ids=["nothing kept", "addresses kept"])
def test_ids_that_are_all_alike_identify_nothing(read: ReadExport, kept: str) -> None:
    rows = [_row("REDACTED", kept.format(number) or "https://made-up.example/", "neutral") for number in range(3)]
    found = read("export.xlsx", _workbook(rows))
    assert len({row["mention_id"] for row in found.rows("mentions")}) == 3
    assert ("every row counts" in found.warnings) is not bool(kept)


def test_the_file_of_before_is_tab_separated_and_has_another_date(read: ReadExport) -> None:
    header = "Date\tHeadline\tURL\tHit Sentence\tInfluencer\tReach\tSentiment\tInput Name\tAlternate Date Format\tTime"
    row = "05-Oct-2026 03:15PM\tHei\thttps://made-up.example/1\tHei\tKari\t1200\tNegative\tOss\tOct 25, 2026\t3:15 PM"
    found = read("export.csv", f"{header}\n{row}\n".encode("utf-16"))
    (mention,) = found.rows("mentions")
    assert (mention["date"], mention["sentiment"], mention["reach"]) == (date(2026, 10, 25), "negative", 1200)
    assert mention["mention_id"] == "https://made-up.example/1"
