from __future__ import annotations

import duckdb
import pytest

from kpi_xl.importing.reading.people import stored, without_people
from kpi_xl.vocabulary.tables import tables

KEY = bytes(range(32))
CAPTION, PAGE, LINK = (
    tables()["posts"].fields["caption"],
    tables()["web"].fields["page"],
    tables()["posts"].fields["permalink"],
)
LEAD = tables()["leads"].fields["lead_id"]
TEXTS = [
    ("Skriv til kari.nordmann@example.no!", "Skriv til (e-mail)!"),
    ("bjørn.ås@blåbær.example.no, nå", "(e-mail), nå"),
    ("/takk?email=kari%40example.no&x=1", "/takk?email=(e-mail)&x=1"),
    ("Ring +47 912 34 567 i dag", "Ring (phone) i dag"),
    ("+46 (0)70-123 45 67", "(phone)"),
    ("Hei @kari.nordmann og @nrk.no", "Hei @kari.nordmann og @nrk.no"),
    ("+20 % og 100 000 visninger", "+20 % og 100 000 visninger"),
    ("a@b", "a@b"),
]


@pytest.mark.parametrize(("written", "kept"), TEXTS)
def test_addresses_and_numbers_are_taken_out_of_texts(written: str, kept: str) -> None:
    sql = f"SELECT {stored('v', CAPTION, KEY)} FROM (SELECT ? AS v)"
    assert duckdb.execute(sql, [written]).fetchall() == [(kept,)]
    assert without_people(written) == kept


def test_links_stay_as_platforms_write_them() -> None:
    assert stored("v", LINK, KEY) == "v"
    link = "/a?u=https://www.tiktok.com/@made.up/video/1"
    assert duckdb.execute(f"SELECT {stored('v', PAGE, KEY)} FROM (SELECT ? AS v)", [link]).fetchall() == [(link,)]


def test_an_id_that_is_an_address_becomes_a_pseudonym() -> None:
    sql = f"SELECT {stored('v', LEAD, KEY)} FROM (SELECT unnest(['Kari@example.no', 'kari@example.no', '17']) AS v)"
    (one,), (other,), (number,) = duckdb.execute(sql).fetchall()
    assert one == other
    assert (len(one), number) == (32, "17")
