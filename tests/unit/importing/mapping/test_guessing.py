from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.host import Host
from kpi_xl.importing.mapping.guessing import Guess, guesses
from kpi_xl.importing.mapping.known_names import KnownNames, known_names, likeness
from kpi_xl.importing.mapping.mapping import ColumnMapping, MappedColumn
from kpi_xl.importing.opening.opener import open_file


@pytest.fixture(scope="module")
def names() -> KnownNames:
    return known_names(Host().importers())


def guess(folder: Path, names: KnownNames, text: str) -> Guess:
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return guesses(open_file(folder / "list.csv")[0], names)[0]


@pytest.mark.parametrize(
    ("text", "table", "fields"),
    [
        (
            "Dato;Innlegg;Lenke;Visninger;Likerklikk\n05.10.2026;Hei;https://a.example/1;1 200;12\n",
            "posts",
            ["published_on", "caption", "permalink", "views", "likes"],
        ),
        (
            'Datum,Kampanj,Exponeringar,Klick,Kostnad (SEK)\n2026-10-05,Höst,100,3,"12,50"\n',
            "ads",
            ["date_start", "campaign", "impressions", "clicks", "spend"],
        ),
        ("Order ID,Created at,Total,Currency\nA1,2026-10-05 10:00,99.50,NOK\n", "orders", ["order_id", "ordered_at"]),
    ],
)
def test_names_of_many_languages_and_cells_tell_the_table(
    tmp_path: Path, names: KnownNames, text: str, table: str, fields: list[str]
) -> None:
    found = guess(tmp_path, names, text)
    assert found.table == table
    assert [column.field for column in found.columns][: len(fields)] == fields


def test_a_column_whose_cells_are_of_another_kind_is_not_what_its_name_says(tmp_path: Path, names: KnownNames) -> None:
    found = guess(tmp_path, names, "Date,Caption,Likes\n2026-10-05,Hi,many\n2026-10-06,Ho,few\n")
    assert [column.field for column in found.columns][2] == ""


def test_units_in_a_head_are_turned_into_the_fields_own(tmp_path: Path, names: KnownNames) -> None:
    found = guess(tmp_path, names, "Date,Post,Link,Views,Watch time (minutes)\n2026-10-05,a,https://b.example,1,2\n")
    assert [(column.field, column.scale) for column in found.columns][4] == ("watch_time", 60)


def test_a_currency_in_a_head_is_that_of_the_amounts(tmp_path: Path, names: KnownNames) -> None:
    assert guess(tmp_path, names, "Date,Campaign,Cost (NOK)\n2026-10-05,a,1\n").currency == "NOK"


def test_words_in_another_order_are_alike() -> None:
    assert likeness("Likes total", "total likes") > 0.9
    assert likeness("Views", "Reach") < 0.5


@pytest.mark.parametrize(
    ("table", "fields", "told"),
    [
        ("posts", ("likes", "views"), "on which day"),
        ("posts", ("published_on", "likes"), "tells the rows apart"),
        ("orders", ("ordered_at", "revenue"), "tells the rows apart"),
        ("posts", ("post_id", "post_id", "published_on"), "Two columns"),
        ("posts", ("published_on",), "One column alone"),
        ("posts", ("published_on", "lykes"), "no field “lykes”"),
        ("targets", ("kpi", "value"), "no table “targets”"),
    ],
)
def test_a_mapping_that_can_read_no_file_is_refused(table: str, fields: tuple[str, ...], told: str) -> None:
    columns = tuple(MappedColumn(f"C{number}", field) for number, field in enumerate(fields))
    with pytest.raises(UsageError, match=told):
        ColumnMapping("made", table, columns).checked()
