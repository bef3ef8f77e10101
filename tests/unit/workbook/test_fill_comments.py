"""Comments in rows that repeat, fresh and after a person has written some of his own."""

from __future__ import annotations

import re

from drawn_templates import Bench, Filled
from xlsxwriter import Workbook

from kpi_xl.workbook.filling import Filling
from kpi_xl.workbook.template import Template

_COMMENTS = "xl/comments1.xml"
_BOXES = "xl/drawings/vmlDrawing1.vml"
_THREADS = "xl/threadedComments/threadedComment1.xml"
_THREAD = "{11111111-2222-4333-8444-555555555555}"
_REPLY = "{99999999-2222-4333-8444-555555555555}"


def draw(book: Workbook) -> None:
    sheet = book.add_worksheet("Report")
    sheet.write_row("A3", ["{{ each platform }}", "figure"])
    sheet.write_comment("B3", "About {{ platform }} for {{ client }}")
    sheet.write("A5", "below")
    sheet.write_comment("A5", "for {{ client }}")


def listed(*platforms: str) -> Filling:
    copies = [Filling(cells={"platform": name}, key=name) for name in platforms]
    return Filling(cells={"client": "Fjord"}, repeats={"platform": copies})


def notes(filled: Filled) -> dict[str, str]:
    found = re.findall(r'<comment ref="([^"]+)".*?</comment>', filled.part(_COMMENTS))
    texts = re.findall(r"<comment ref.*?<t[^>]*>([^<]*)</t>", filled.part(_COMMENTS))
    return dict(zip(found, texts, strict=True))


def boxes(filled: Filled) -> list[tuple[str, str]]:
    return sorted(re.findall(r"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", filled.part(_BOXES)))


def write_note(filled: Filled, cell: str, text: str) -> None:
    """A person writes a comment, in the manner of a program that draws no box for it."""
    parts = Bench.parts(filled.path)
    own = f'<comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment></commentList>'
    parts[_COMMENTS] = parts[_COMMENTS].decode().replace("</commentList>", own).encode()
    Bench.write(filled.path, parts)


def test_each_copy_has_the_comment_with_its_own_answers(bench: Bench) -> None:
    filled = bench.filled(draw, listed("x", "tiktok", "youtube"))
    assert notes(filled) == {
        "B3": "About x for Fjord", "B4": "About tiktok for Fjord", "B5": "About youtube for Fjord", "A7": "for Fjord",
    }  # fmt: skip
    assert boxes(filled) == [("2", "1"), ("3", "1"), ("4", "1"), ("6", "0")]
    shapes = re.findall(r'<v:shape id="([^"]+)"', filled.part(_BOXES))
    assert len(set(shapes)) == len(shapes) == 4


def test_without_copies_the_comment_says_nothing_and_comes_back(bench: Bench) -> None:
    filled = bench.filled(draw, listed())
    assert notes(filled)["B3"] == "About  for "
    assert notes(filled.again(listed("x")))["B3"] == "About x for Fjord"


def test_filling_again_gives_what_a_fresh_fill_gives(bench: Bench) -> None:
    template = bench.template(draw)
    fresh = notes(bench.filled(template, listed("facebook", "x")))
    for first in (listed("x", "tiktok", "youtube"), listed("x"), listed()):
        again = bench.filled(template, first).again(listed("facebook", "x"))
        assert notes(again) == fresh
        assert len(boxes(again)) == 3


def test_a_persons_comment_stays_with_its_platform(bench: Bench) -> None:
    filled = bench.filled(draw, listed("x", "tiktok"))
    write_note(filled, "A3", "on x")
    write_note(filled, "A4", "on tiktok")
    found = notes(filled.again(listed("facebook", "tiktok", "x")))
    assert (found["A5"], found["A4"]) == ("on x", "on tiktok")
    assert found["B5"] == "About x for Fjord"
    assert len(found) == 6


def test_a_comment_on_a_platform_that_is_gone_is_kept(bench: Bench) -> None:
    filled = bench.filled(draw, listed("x", "tiktok"))
    write_note(filled, "A4", "on tiktok")
    assert "on tiktok" in notes(filled.again(listed("x"))).values()


def test_the_check_and_the_survey_know_the_list_of_such_a_comment(bench: Bench) -> None:
    asked = Template.open(bench.template(draw)).placeholders
    assert {each.name: each.repeat for each in asked if each.place == "comment"} == {
        "platform": "platform", "client": None,
    }  # fmt: skip


def test_threads_are_copied_under_ids_of_their_own(bench: Bench) -> None:
    path = bench.template(draw)
    parts = Bench.parts(path)
    text = parts[_COMMENTS].decode()
    text = re.sub(r"<authors>.*</authors>", f"<authors><author>tc={_THREAD}</author></authors>", text)
    parts[_COMMENTS] = text.encode()
    parts[_THREADS] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="B3" dT="2026-10-01T00:00:00.00" personId="{_THREAD}" id="{_THREAD}">'
        f'<text>On {{{{ platform }}}}</text></threadedComment><threadedComment ref="B3" dT="2026-10-02T00:00:00.00" '
        f'personId="{_THREAD}" id="{_REPLY}" parentId="{_THREAD}"><text>Indeed</text></threadedComment>'
        "</ThreadedComments>"
    ).encode()
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    parts[relations] = parts[relations].decode().replace("</Relationships>", link).encode()
    override = f'<Override PartName="/{_THREADS}" ContentType="application/vnd.ms-excel.threadedcomments+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].decode().replace("</Types>", override).encode()
    Bench.write(path, parts)

    filled = bench.filled(path, listed("x", "tiktok"))
    threads = re.findall(r'ref="(B\d)".*?id="([^"]+)"(?: parentId="([^"]+)")?><text>([^<]*)<', filled.part(_THREADS))
    assert [(ref, said) for ref, _, _, said in threads] == [
        ("B3", "On x"), ("B4", "On tiktok"), ("B3", "Indeed"), ("B4", "Indeed"),
    ]  # fmt: skip
    ids = {ref: own for ref, own, parent, _ in threads if not parent}
    assert len({own for _, own, _, _ in threads}) == 4
    assert all(parent == ids[ref] for ref, _, parent, _ in threads if parent)
    authors = re.findall(r"<author>tc=([^<]+)</author>", filled.part(_COMMENTS))
    assert authors == [ids["B3"], ids["B4"]]
