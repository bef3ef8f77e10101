"""Nothing that tells who a customer is comes into a project, whatever export it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kpi_xl.importing.headers import header_names, normalised
from kpi_xl.importing.importer import Importer
from kpi_xl.importing.kinds import Pseudonym
from kpi_xl.importing.staged import Answers
from kpi_xl.project.intake import Intake
from kpi_xl.testing.made import made_samples
from kpi_xl.testing.sample import Sample
from kpi_xl.warehouse.warehouse import Warehouse
from tests.contract.importers.test_conformance import bundled
from tests.contract.importers.written_samples import WRITTEN

KEY = bytes(range(32))
ADDRESS, NUMBER, PERSON = "kari.planted@example.no", "+47 912 34 567", "Kari Plantesen"
PLANTED = {"Customer name": PERSON, "Email address": ADDRESS, "Phone number": NUMBER, "Remarks": f"{PERSON} {ADDRESS}"}
WHO = re.compile(r"plante|912.?34.?567|[^\s/]@\S+\.\w{2}", re.IGNORECASE)
_QUICK = {"shopify", "hubspot", "zendesk", "meltwater"}
IMPORTERS = [pytest.param(one, id=one.name, marks=() if one.name in _QUICK else pytest.mark.slow) for one in bundled()]


def planted(importer: Importer, sample: Sample) -> Sample:
    """The sample with people in columns of their own, in those that hold people, and an address in every long text."""
    people = {
        column.header_key
        for export in importer.formats
        for part in export.parts
        for column in part.all_columns()
        if isinstance(column.kind, Pseudonym)
    }
    names = header_names(importer.headers)
    header, *body = sample.records
    about = {at for at, name in enumerate(header) if people & names.keys(normalised(name)).keys()}
    texts = {at for at, _ in enumerate(header) if body and re.fullmatch(r"(caption|tag|source|page) \d+", body[0][at])}
    changed = [
        [
            *(
                PERSON if at in about else f"{cell} {ADDRESS} {NUMBER}" if at in texts else cell
                for at, cell in enumerate(row)
            ),
            *PLANTED.values(),
        ]
        for row in body
    ]
    return sample.with_records([[*header, *PLANTED], *changed])


def files(importer: Importer) -> Iterator[Sample]:
    made = [sample for sample in made_samples(importer, ("en",)) if sample.records]
    written = [sample for sample in WRITTEN.get(importer.name, ()) if sample.records and sample.name.endswith(".csv")]
    for sample in (*made, *written):
        simple = len({len(record) for record in sample.records}) == 1
        yield planted(importer, sample) if simple else sample


@pytest.mark.timeout(300)
@pytest.mark.parametrize("importer", IMPORTERS)
def test_no_address_number_or_name_is_stored(tmp_path: Path, importer: Importer) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    intake = Intake(warehouse, (importer,), "Europe/Oslo", KEY)
    imported = 0
    for number, sample in enumerate(files(importer)):
        path = tmp_path / str(number) / sample.name
        path.parent.mkdir()
        path.write_bytes(sample.bytes)
        imported += sum(outcome.kind == "imported" for outcome in intake.take(path, Answers(account="Ours")))
    for file in warehouse.folder.rglob("*.parquet"):
        assert not WHO.search(repr(pq.read_table(file).to_pylist())), file
    if imported:
        ledger = (warehouse.folder / "ledger.jsonl").read_text(encoding="utf-8")
        assert not WHO.search(ledger)
        assert KEY.hex() not in ledger


def test_a_cell_that_is_quoted_in_the_ledger_tells_nobody(tmp_path: Path) -> None:
    (shopify,) = (one for one in bundled() if one.name == "shopify")
    sample = next(iter(made_samples(shopify, ("en",))))
    header, first, *rest = sample.records
    wrong = [ADDRESS if cell.endswith(".5") else cell for cell in first]  # amounts that are an address: a shifted row
    path = tmp_path / "orders.csv"
    path.write_bytes(sample.with_records([header, wrong, *rest]).bytes)
    warehouse = Warehouse(tmp_path / "warehouse")
    (outcome,) = Intake(warehouse, (shopify,), "UTC", KEY).take(path, Answers())
    assert outcome.batch
    assert any("(e-mail)" in warning.text for warning in outcome.batch.warnings)
    assert ADDRESS not in (warehouse.folder / "ledger.jsonl").read_text(encoding="utf-8")


def test_the_key_of_pseudonyms_is_kept_outside_the_project(tmp_path: Path, importers: tuple[Importer, ...]) -> None:
    (shopify,) = (one for one in importers if one.name == "shopify")
    sample = next(iter(made_samples(shopify, ("en",))))
    path = tmp_path / "orders.csv"
    path.write_bytes(sample.bytes)
    found = set()
    for key in (KEY, bytes(32)):
        warehouse = Warehouse(tmp_path / key.hex())
        (outcome,) = Intake(warehouse, (shopify,), "UTC", key).take(path, Answers())
        assert outcome.batch
        for file in warehouse.folder.rglob("orders.parquet"):
            found.add(tuple(pq.read_table(file).column("customer").to_pylist()))
            assert key not in file.read_bytes()
    assert len(found) == 2
