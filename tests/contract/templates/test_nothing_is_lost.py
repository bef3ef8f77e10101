"""A filled template keeps everything that its designer put in it, whatever it is."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from corpus.filled import Corpus
from corpus.inventory import Feature, features, lost
from corpus.kernel import filling
from corpus.templates import TEMPLATES, CorpusTemplate

# Which parts a fill has a reason to change: sheets, what refers to their rows, and what holds a placeholder.
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/app\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/calcChain\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml|xl/drawings/[^/]+"
    r"|xl/charts/chart(Ex)?\d+\.xml|xl/comments\d+\.xml|xl/threadedComments/[^/]+|xl/pivotCache/pivotCacheDefinition1\.xml"
    r"|xl/pivotTables/pivotTable1\.xml|xl/ctrlProps/[^/]+"
)
GONE = {"xl/calcChain.xml"}  # Excel makes it anew


def test_every_feature_is_there_as_often_as_before(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted)
    assert lost(filled.template, filled.path) == {}


def test_nothing_is_lost_where_no_row_is_added(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted, filling(3, ("Instagram",)), "-same-size")
    emptied = lost(filled.template, filled.path)
    assert set(emptied) <= _cell_values(emptied), "only the cell that is answered with nothing loses its contents"
    assert sum(emptied.values()) <= 3


def test_with_no_rows_at_all_only_cells_are_lost(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted, filling(0, ()), "-empty")
    gone = lost(filled.template, filled.path)
    assert {feature for feature in gone if not _of_rows(feature)} == set()


def _cell_values(features: dict[Feature, int]) -> set[Feature]:
    return {feature for feature in features if feature[1:] == ("cell", "value")}


def _of_rows(feature: Feature) -> bool:
    """Whether a feature belongs to rows that went: cells, rows, and their entries in a cache."""
    return "worksheets/" in feature[0] and feature[1] in {"cell", "row", "v", "f"}


def test_parts_that_a_fill_has_no_business_with_keep_their_bytes(corpus: Corpus, wanted: CorpusTemplate) -> None:
    filled = corpus.filled(wanted)
    before, after = _parts(filled.template), _parts(filled.path)
    missing = set(before) - set(after) - GONE
    changed = {name for name, data in before.items() if name in after and after[name] != data}
    assert not missing
    assert {name for name in changed if not MAY_CHANGE.fullmatch(name)} == set()


def test_macros_keep_their_bytes(corpus: Corpus) -> None:
    for template in TEMPLATES:
        if template.suffix == ".xlsm":
            filled = corpus.filled(template)
            before, after = _parts(filled.template), _parts(filled.path)
            hashes = [hashlib.sha256(parts["xl/vbaProject.bin"]).digest() for parts in (before, after)]
            assert hashes[0] == hashes[1]


def test_the_template_is_not_touched(corpus: Corpus, wanted: CorpusTemplate) -> None:
    assert corpus.filled(wanted).template.read_bytes() == corpus.built_bytes[wanted.name]


def test_the_same_values_give_the_same_bytes(corpus: Corpus, wanted: CorpusTemplate) -> None:
    assert corpus.filled(wanted, filling(), "-again").path.read_bytes() == corpus.filled(wanted).path.read_bytes()


def test_every_part_is_declared_and_every_reference_leads_somewhere(corpus: Corpus, wanted: CorpusTemplate) -> None:
    parts = _parts(corpus.filled(wanted).path)
    types = parts["[Content_Types].xml"].decode()
    declared = set(re.findall(r'PartName="/([^"]+)"', types))
    endings = {ending.lower() for ending in re.findall(r'Extension="([^"]+)"', types)}
    assert declared <= set(parts)
    undeclared = {name for name in parts if name not in declared and name.rsplit(".", 1)[-1].lower() not in endings}
    assert undeclared == {"[Content_Types].xml"} - {name for name in parts if "xml" in endings}
    for name, data in parts.items():
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for target in re.findall(r'Target="([^"]+)"(?![^>]*External)', data.decode()):
                assert _resolved(folder, target) in parts, f"{name} refers to {target}"


def _resolved(folder: Path, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    pieces: list[str] = []
    for piece in (folder / target).parts:
        if piece == "..":
            pieces.pop()
        else:
            pieces.append(piece)
    return "/".join(pieces)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# The inventory itself: it must see what other programs lose.


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_inventory_sees_what_openpyxl_loses(corpus: Corpus, tmp_path: Path) -> None:
    template = corpus.template(next(each for each in TEMPLATES if each.name == "all"))
    saved = tmp_path / "saved.xlsm"
    openpyxl.load_workbook(template, keep_vba=True, rich_text=True).save(saved)
    kinds = {feature[0].split("/")[1] for feature in lost(template, saved) if "/" in feature[0]}
    assert {"slicers", "timelines", "charts", "media", "drawings", "model", "richData"} <= kinds


def test_the_inventory_sees_each_part_that_is_taken_away(corpus: Corpus) -> None:
    template = corpus.template(next(each for each in TEMPLATES if each.name == "all"))
    contents_of_others = {"[Content_Types].xml", "xl/calcChain.xml", "docProps/core.xml"}
    for name, data in _parts(template).items():
        assert any(features(name, data)) or name in contents_of_others, f"nobody would miss {name}"
