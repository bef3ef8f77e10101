from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter

from tests.unit.importers.conftest import ReadExport

_HEADER = (
    "url",
    "indexed",
    "published",
    "content",
    "sentiment",
    "source_type",
    "matched_profile",
    "extra_author_attributes.id",
    "extra_author_attributes.name",
    "engagement",
    "reach",
)


def _row(url: str, sentiment: str = "0", source: str = "SOCIALMEDIA,SOCIALMEDIA_TWITTER") -> list[str]:
    times = ["23/10/26 11:10:56", "22/10/26 23:00:24"]
    return [url, *times, "Hei", sentiment, source, "SEARCH / Mappe / Oss", "4711", "Kari Norsk", "0", "28"]


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet0")
        for at, row in enumerate([_HEADER, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return buffer.getvalue()


def test_numbers_and_days_are_text(read: ReadExport) -> None:
    found = read("sample.xlsx", _workbook([_row("http://made-up.example/1"), _row("http://made-up.example/2")]))
    row = found.rows("mentions")[0]
    assert (row["date"], row["brand"], row["platform"], row["reach"]) == (date(2026, 10, 22), "Oss", "x", 28)
    assert row["mention_id"] == "http://made-up.example/1"
    assert found.table("mentions").totals == {}


@pytest.mark.parametrize(("value", "meaning"), [("-5", "negative"), ("0", "neutral"), ("5", "positive"), ("", None)])
def test_sentiment_is_read_by_its_sign(read: ReadExport, value: str, meaning: str | None) -> None:
    rows = [_row("http://made-up.example/1", value), _row("http://made-up.example/2", "1")]
    assert read("sample.xlsx", _workbook(rows)).rows("mentions")[0]["sentiment"] == meaning


def test_news_are_of_no_platform(read: ReadExport) -> None:
    rows = [_row("http://a.example/", source="ONLINENEWS,ONLINENEWS_OTHER"), _row("http://b.example/")]
    assert [row["platform"] for row in read("s.xlsx", _workbook(rows)).rows("mentions")] == [None, "x"]


def test_authors_are_pseudonyms(read: ReadExport) -> None:
    found = read("sample.xlsx", _workbook([_row("http://made-up.example/1")]))
    (row,) = found.rows("mentions")
    assert len(row["author"]) == 32
    assert not [word for word in ("kari", "4711") if word in f"{row} {found.staged.warnings}".casefold()]


def test_addresses_that_are_all_alike_identify_nothing(read: ReadExport) -> None:
    found = read("sample.xlsx", _workbook([_row("http://made-up.example/REDACTED")] * 3))
    assert len({row["mention_id"] for row in found.rows("mentions")}) == 3
    assert "every row counts" in found.warnings
