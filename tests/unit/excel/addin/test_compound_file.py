from __future__ import annotations

from io import BytesIO

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.excel.addin.compound_file import compound_file

_NAMES = st.text("abcdefghijklmnopqrstuvwxyzABC_1", min_size=1, max_size=31)
_STREAMS = st.dictionaries(_NAMES, st.binary(max_size=9_000), min_size=1, max_size=12).filter(
    lambda found: len({name.lower() for name in found}) == len(found)
)


@given(_STREAMS, _STREAMS)
def test_olefile_finds_every_stream_again(outer: dict[str, bytes], inner: dict[str, bytes]) -> None:
    outer = {name: data for name, data in outer.items() if name.lower() != "vba"}
    contents = compound_file({**outer, "VBA": inner})
    with olefile.OleFileIO(BytesIO(contents), raise_defects=olefile.DEFECT_UNSURE) as found:
        assert found.parsing_issues == []
        for name, data in outer.items():
            assert found.openstream(name).read() == data
        for name, data in inner.items():
            assert found.openstream(["VBA", name]).read() == data


def test_a_stream_may_be_larger_than_one_table_of_sectors_reaches() -> None:
    large = bytes(range(256)) * 4_000
    with olefile.OleFileIO(BytesIO(compound_file({"large": large}))) as found:
        assert found.openstream("large").read() == large


def test_more_than_the_header_has_room_for_is_refused() -> None:
    with pytest.raises(ValueError, match="megabytes"):
        compound_file({"large": bytes(8_000_000)})
