"""Texts outside the cells, answered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from kpi_xl.errors import TemplateError
from kpi_xl.workbook.book.book import Book
from kpi_xl.workbook.copying.leaves import Leaf
from kpi_xl.workbook.filling import Cell
from kpi_xl.workbook.placeholder import found_in
from kpi_xl.workbook.planning.captions import Caption
from kpi_xl.workbook.planning.survey import SheetSurvey
from kpi_xl.workbook.writing.answers import Answers, as_text
from kpi_xl.workbook.writing.embedded import Unfinished, waits
from kpi_xl.workbook.writing.runs import answered_runs

_LONGEST_HEADER = 255
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")  # in XML, and \r


def answer_captions(book: Book, surveyed: SheetSurvey, leaf: Leaf, answers: Answers) -> None:
    """Answer the placeholders of a sheet's headers, text boxes, charts and comments."""
    captions = [caption for caption in surveyed.captions if not in_block(caption, surveyed)]
    asked = {text for caption in captions for text in found_in(caption.text)}
    own = [each for each in surveyed.elsewhere if each.text in asked]
    found = {(each.place, each.text): answers.answer(each, leaf.scope) for each in own}
    for caption in captions:
        given = {text: answer for (place, text), answer in found.items() if place == caption.place}
        runs = [node.text or "" for node in caption.nodes]
        if waits({text: answer for text, answer in given.items() if text in found_in(caption.text)}):
            write = partial(_answer, book, caption, runs)
            answers.unfinished.append(Unfinished(given, leaf, None, {}, write))
        _answer(book, caption, runs, given)


def in_block(caption: Caption, surveyed: SheetSurvey) -> bool:
    """Whether it is a comment in a row that repeats, which each copy answers for itself."""
    return any(block.holds(caption.row) for block in surveyed.blocks)


def _answer(book: Book, caption: Caption, runs: Sequence[str], given: Mapping[str, Cell]) -> None:
    texts = {text: as_text(answer) for text, answer in given.items()}
    if caption.place == "header or footer":
        # An ampersand there begins a code such as &P, the page number.
        texts = {text: answer.replace("&", "&&") for text, answer in texts.items()}
    for node, old, new in zip(caption.nodes, runs, answered_runs(runs, texts), strict=True):
        if new != old:
            node.text = _UNWRITABLE.sub("", new)
    caption.touch(book)
    if caption.place == "header or footer" and len(caption.text) > _LONGEST_HEADER:
        raise TemplateError(
            f"The header or footer of {caption.sheet} is longer than the {_LONGEST_HEADER} characters Excel allows.",
            "Use shorter texts there.",
        )
