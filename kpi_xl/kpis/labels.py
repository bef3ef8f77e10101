"""What fields are called in the three languages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kpi_xl.kpis.sentences import Language


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    text = files("kpi_xl.kpis").joinpath("labels.csv").read_text(encoding="utf-8")
    return {row["field"]: row for row in csv.DictReader(text.splitlines())}


def field_label(field: str, language: Language) -> str:
    """The name of a field in small letters, for the middle of a sentence."""
    return _labels().get(field, {}).get(language) or field.replace("_", " ")
