"""Countries by their code: exports name them in their own language, or by a code of two or three letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_LANGUAGES = ("en", "nb", "sv", "da", "de")  # the languages that exports come in; where two disagree the first counts
# What platforms write and CLDR does not.
_OTHER_NAMES: Mapping[str, str] = {
    "czech republic": "CZ",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "macao": "MO",
    "nederland": "NL",
    "russian federation": "RU",
    "the netherlands": "NL",
    "turkey": "TR",
    "uk": "GB",
    "united states of america": "US",
    "viet nam": "VN",
}
_CODE_LENGTH = 2
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_code(name: str) -> str:
    """The two letters of a country that is named by them, by three letters or in words; nothing for other names."""
    return _codes().get(_plain(name), "")


def country_name(code: str, language: str) -> str:
    """What a country is called; the code itself where there is no such country."""
    from babel import Locale  # noqa: PLC0415 - few answers name countries, and Babel is slow to load

    return Locale.parse(language).territories.get(code, code)


@cache
def _codes() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415
    from babel.core import get_global  # noqa: PLC0415

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == _CODE_LENGTH and code.isalpha() and code not in _NO_COUNTRIES:
                found.setdefault(code.casefold(), code)
                found.setdefault(_plain(name), code)
    for code, now in get_global("territory_aliases").items():
        if code.isalpha() and len(now) == 1 and now[0].casefold() in found:
            found.setdefault(code.casefold(), now[0])
    return {**found, **_OTHER_NAMES}


def _plain(name: str) -> str:
    return name.strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(" & ", " and ").casefold()
