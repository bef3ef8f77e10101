"""What else people call the numbers that they type, in any language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.plain import plain
from kpi_xl.vocabulary.locales import LANGUAGES


def names_for(name: str, labels: Iterable[str] = ()) -> tuple[str, ...]:
    """A name and all others for the same number, as they are compared."""
    told = (field_label(name, language) for language in LANGUAGES)  # type: ignore[arg-type]
    return tuple(dict.fromkeys(plain(one) for one in (name, *labels, *told, *_others().get(name, ()))))


@cache
def _others() -> Mapping[str, tuple[str, ...]]:
    text = files("kpi_xl.kpis.by_hand").joinpath("other_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["name"]: tuple(one.strip() for one in row["others"].split("|")) for row in rows}
