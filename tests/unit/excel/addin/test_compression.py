from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from kpi_xl.excel.addin.compression import compressed

_CHUNK = 4096


@given(st.binary(min_size=1, max_size=600), st.integers(1, 40))
def test_olevba_unpacks_what_was_packed(data: bytes, times: int) -> None:
    whole = data * times
    unpacked = bytes(decompress_stream(bytearray(compressed(whole))))
    assert unpacked[: len(whole)] == whole
    assert not unpacked[len(whole) :].strip(b"\0")  # a chunk that cannot be made smaller is filled up


def test_what_repeats_becomes_small() -> None:
    assert len(compressed(b"Public Function KPI()\r\n" * 1_000)) < 23_000 / 4


def test_a_chunk_of_noise_is_kept_as_it_is() -> None:
    noise = bytes((at * at * 31 + at * 7) % 251 for at in range(_CHUNK))
    incompressible = bytes(a ^ b for a, b in zip(noise, reversed(noise), strict=True))
    assert bytes(decompress_stream(bytearray(compressed(incompressible))))[:_CHUNK] == incompressible
