"""KPI_LIST and KPI_INFO: which KPIs there are, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.excel.cells import block_cell, text_cell
from kpi_xl.excel.naming import kpi_in
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.words import fields, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.cells import Answer
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.kpi import Kpi

# What can be asked about a KPI: by its word in English, Norwegian and Swedish.
_FACTS: Mapping[str, tuple[str, str, str]] = {
    "id": ("id", "id", "id"),
    "name": ("name", "navn", "namn"),
    "meaning": ("meaning", "betydning", "betydelse"),
    "formula": ("formula", "formel", "formel"),
    "unit": ("unit", "enhet", "enhet"),
    "better": ("better", "best", "bäst"),
    "area": ("area", "område", "område"),
    "fields": ("fields", "felt", "fält"),
    "source": ("source", "kilde", "källa"),
    "aliases": ("aliases", "andre navn", "andra namn"),
}
_OTHER_WORDS = {
    "label": "name",
    "definition": "meaning",
    "definisjon": "meaning",
    "needs": "fields",
    "alias": "aliases",
}
_COLUMN = {"en": 0, "nb": 1, "sv": 2}


def kpi_list(source: Source, given: Given) -> Answer:
    """Id, name, unit and area of each KPI."""
    area = plain(given.text("area") or "")
    areas = {plain(kpi.area) for kpi in source.catalogue}
    if area and area not in areas:
        raise UsageError(f"There is no area “{area}”.", f"There are: {', '.join(sorted(areas))}.")
    kpis = [kpi for kpi in source.catalogue if not area or plain(kpi.area) == area]
    return tuple(tuple(block_cell(text) for text in (kpi.id, _name(source, kpi), kpi.unit, kpi.area)) for kpi in kpis)


def kpi_info(source: Source, given: Given) -> Answer:
    """One thing about a KPI, or all of it in two columns."""
    asked = kpi_in(source, given)
    what = given.text("what")
    if what is not None:
        return text_cell(_told(source, asked, _fact(what)))
    column = _COLUMN[source.language]
    return tuple((heads[column], block_cell(_told(source, asked, fact))) for fact, heads in _FACTS.items())


def _fact(text: str) -> str:
    wanted = plain(text)
    for fact, words_of in _FACTS.items():
        if wanted in words_of:
            return fact
    if wanted in _OTHER_WORDS:
        return _OTHER_WORDS[wanted]
    raise UsageError(f"“{text}” is not known of a KPI.", f"Ask for {', '.join(_FACTS)}.")


def _told(source: Source, kpi: Kpi, fact: str) -> str:
    match fact:
        case "name":
            return _name(source, kpi)
        case "meaning":
            return words(source.catalogue, kpi.id, source.language)
        case "formula":
            return kpi.formula or ""
        case "fields":
            return ", ".join(fields(source.catalogue, kpi.id))
        case "aliases":
            return ", ".join(dict.fromkeys((*kpi.label.values(), *kpi.aliases)))
        case _:
            return str(getattr(kpi, fact))


def _name(source: Source, kpi: Kpi) -> str:
    return kpi.label.get(source.language) or kpi.label.get("en") or kpi.id
