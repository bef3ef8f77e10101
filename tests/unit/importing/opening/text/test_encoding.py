from __future__ import annotations

import io
import random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.importing.opening.text import encoding
from kpi_xl.importing.opening.text.encoding import encoding_of, is_valid_utf8

NORDIC = "Innlegg;Rekkevidde;Følgere\nÅrets kjøp på Ærø;1 200;Høyt tempo, små bølger\nÖppet från måndag;3;Fönster\n"
CYRILLIC = "Възраст;Мъже;Жени\nСофия, България;3.апр;1.юни\n"  # noqa: RUF001 - Bulgarian
FRENCH = "Publié;Portée;Événement\nÀ bientôt à Besançon, l’été arrive;12;Forêt\n"  # noqa: RUF001 - French


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [NORDIC, FRENCH])
def test_western_text_is_read_back(encoding: str, text: str) -> None:
    found = encoding_of(text.encode(encoding))
    assert found is not None
    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_cyrillic_text_is_read_back(encoding: str) -> None:
    assert encoding_of(CYRILLIC.encode(encoding)) == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(encoding: str) -> None:
    assert encoding_of(NORDIC.encode(encoding)) == encoding


@pytest.mark.parametrize("word", ["Malmö", "kjøp", "Århus", "fête", "España", "Überraschung"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_single_accented_word_is_enough(word: str, encoding: str) -> None:
    assert encoding_of(f"City,Users\n{word},5\n".encode(encoding)) == encoding


def test_typographic_quotes_do_not_look_like_broken_letters() -> None:
    text = "Caption,Reach\nIt’s “summer” – at last…,5\n"  # noqa: RUF001 - typographic signs are meant
    assert encoding_of(text.encode("cp1252")) == "cp1252"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_is_known_even_when_cut(text: str) -> None:
    content = text.replace("\ufffd", "").encode()
    for end in range(1, len(content)):
        if not content.startswith(b"\xef\xbb\xbf"):
            assert encoding_of(content[:end], complete=False) == "utf-8"


def test_one_flaw_does_not_make_utf8_another_encoding() -> None:
    content = (NORDIC * 3).encode()
    assert encoding_of(content[:-20] + b"\xff" + content[-20:]) == "utf-8"
    assert not is_valid_utf8(io.BytesIO(content[:-20] + b"\xff" + content[-20:]))


@pytest.mark.parametrize("content", [b"", b"plain", "Malmö".encode() * 500_000, "🎉".encode() * 300_000])
def test_valid_utf8_is_known_across_blocks(content: bytes) -> None:
    assert is_valid_utf8(io.BytesIO(content))
    assert not is_valid_utf8(io.BytesIO(content + b"\xc3"))


@given(
    st.lists(
        st.sampled_from([b"a", b"\n", "å".encode(), "€".encode(), "🎉".encode(), b"\xff", b"\x9f", b"\xc0", b"\xf0"])
    )
)
def test_utf8_is_valid_where_python_can_decode_it(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    with patch.object(encoding, "_BLOCK", 5):
        assert is_valid_utf8(io.BytesIO(content)) == (content.decode("utf-8", "replace").encode() == content)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_text(seed: int) -> None:
    assert encoding_of(b"\x01" + random.Random(seed).randbytes(5000)) is None  # noqa: S311 - no secret
