"""What every importer promises, as a class of tests that an author fills in.

from kpi_xl.testing import ImporterContract, Sample

class TestMyPlatform(ImporterContract):
    importer = IMPORTER
    samples = (Sample("videos.csv", VIDEOS, "my_platform_videos", rows={"posts": 2}, totals={"posts.views": 30}),)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, ClassVar

from kpi_xl.host import Host
from kpi_xl.importing.importer import Importer
from kpi_xl.importing.layouts import SHIPPED_LAYOUTS
from kpi_xl.testing import changes
from kpi_xl.testing.declarations import problems_of
from kpi_xl.testing.made import languages_of, made_samples
from kpi_xl.testing.reading import read, takers
from kpi_xl.testing.sample import Sample
from kpi_xl.testing.twice import outcomes

_NO_EXPORTS = (
    Sample("empty.csv", b""),
    Sample("list.csv", "Milk,2\nBread,1\nEggs,12\n"),
    Sample("text.txt", "Dear all,\n\nplease find the report attached.\n"),
    Sample("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    Sample("figures.csv", "1,2,3\n4,5,6\n7,8,9\n"),
)


@cache
def installed() -> tuple[Importer, ...]:
    """The importers of all installed plugins."""
    return Host().importers()


@cache
def made_of_others(name: str) -> tuple[Sample, ...]:
    """A sample of each format of every installed importer but one."""
    found = (made_samples(one, languages_of(one)[:1]) for one in installed() if one.name != name)
    return tuple(sample for samples in found for sample in samples)


class ContractOfSamples:
    """An importer and the files that it is tried on: those that its author wrote, and those made of its declaration."""

    importer: ClassVar[Importer]
    samples: ClassVar[Sequence[Sample]] = ()
    made_in: ClassVar[Sequence[str] | None] = None  # languages of made samples; by default those of the header file
    others: ClassVar[Sequence[Sample] | None] = None  # files of others; by default made of all installed importers

    @cached_property
    def everyone(self) -> list[Importer]:
        """This importer and all that are installed."""
        return [self.importer, *(one for one in installed() if one.name != self.importer.name)]

    def pytest_generate_tests(self, metafunc: Any) -> None:
        """Run a test for each sample, or for the first of each format."""
        every = self.all_samples()
        firsts = list({sample.format: sample for sample in reversed(every)}.values())[::-1]
        for name, chosen in (("sample", every), ("first", firsts), ("typical", firsts[:1])):
            if name in metafunc.fixturenames:
                metafunc.parametrize(name, chosen, ids=[sample.name for sample in chosen])

    @classmethod
    @cache
    def all_samples(cls) -> tuple[Sample, ...]:
        """Those that the author has written, then those made of the declaration."""
        return (*cls.samples, *made_samples(cls.importer, cls.made_in or languages_of(cls.importer)))

    def _header_of(self, sample: Sample) -> int:
        """The record that is the header: the first of two cells and more."""
        return next((at for at, record in enumerate(sample.records) if len(record) > 1), 0)

    def _may_move(self, sample: Sample) -> bool:
        """Whether columns are known by their names alone; a layout of the author's own may go by places."""
        export = next(one for one in self.importer.formats if one.name == sample.format)
        placed = any(column.position is not None for part in export.parts for column in part.all_columns())
        return export.layout in SHIPPED_LAYOUTS and not placed

    def _writes_points(self, sample: Sample) -> bool:
        return any(export.decimal for export in self.importer.formats if export.name == sample.format)


class RecognitionContract(ContractOfSamples):
    """It takes its own files whole, and those of nobody else."""

    def test_the_declaration_is_sound(self) -> None:
        assert [*problems_of(self.importer)] == []

    def test_every_format_has_a_sample(self) -> None:
        tried = {sample.format for sample in self.all_samples()}
        assert {export.name for export in self.importer.formats} <= tried

    def test_it_alone_takes_its_files(self, sample: Sample) -> None:
        taken = takers(sample, self.everyone)
        assert {name for name, _ in taken} == {self.importer.name}
        assert not sample.format or sample.format in {name for _, name in taken}

    def test_it_leaves_the_files_of_others_alone(self) -> None:
        others = made_of_others(self.importer.name) if self.others is None else self.others
        for sample in (*others, *_NO_EXPORTS):
            assert not takers(sample, [self.importer]), sample.name

    def test_every_row_and_every_sum_is_accounted_for(self, first: Sample) -> None:
        reading = read(first, [self.importer])
        staged = reading.staged
        assert staged is not None, reading.refused
        assert staged.rows_read == staged.rows_kept + staged.rows_rejected + staged.rows_total + staged.rows_footer
        assert sum(reading.counts.values()) or staged.note or staged.rows_rejected
        assert first.rows.items() <= reading.counts.items()
        assert first.totals.items() <= reading.totals.items()


class HardshipContract(ContractOfSamples):
    """It survives what befalls files on their way."""

    def test_order_of_columns_and_rows_does_not_count(self, typical: Sample) -> None:
        whole, header = read(typical, [self.importer]), self._header_of(typical)
        for moved in (changes.with_columns_moved(typical, header), changes.with_rows_moved(typical, header)):
            if moved and self._may_move(typical):
                assert read(moved, [self.importer]).rows == whole.rows

    def test_encoding_delimiter_and_line_ends_do_not_count(self, typical: Sample) -> None:
        whole = read(typical, [self.importer])
        for other in changes.rewritten(typical):
            assert read(other, [self.importer]).rows == whole.rows
        comma = changes.with_decimal_commas(typical)
        if comma and not self._writes_points(typical):
            assert read(comma, [self.importer]).totals == whole.totals

    def test_a_broken_file_is_refused_in_words_or_read_as_far_as_it_goes(self, typical: Sample) -> None:
        whole, header = read(typical, [self.importer]), self._header_of(typical)
        empty = changes.without_rows(typical, header)
        # Without the column that marks rows as deleted, these count too.
        most = max(sum(whole.counts.values()), whole.staged.rows_read if whole.staged else 0)
        for broken in (*changes.cut(typical), *changes.without_columns(typical, header), *([empty] if empty else [])):
            reading = read(broken, [self.importer])
            assert reading.refused or sum(reading.counts.values()) <= most

    def test_the_same_file_twice_is_imported_once(self, typical: Sample) -> None:
        assert outcomes([typical, typical], [self.importer]) == ["imported", "known"]


class ImporterContract(RecognitionContract, HardshipContract):
    """Everything that an importer promises; pytest collects the tests from your subclass."""
