"""What marketers ask for (catalogue.csv, most important first) and what outside sources say of it (checks.csv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import cast

from kpi_xl import Covered, CoveredKind, OutsideCheck, hookimpl


def _rows(name: str) -> list[dict[str, str]]:
    text = files("kpi_xl_kpis").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _checks() -> Mapping[str, list[OutsideCheck]]:
    found: dict[str, list[OutsideCheck]] = {}
    for row in _rows("checks.csv"):
        tolerance = float(row["tolerance"] or 0)
        check = OutsideCheck(row["source"], row["numbers"], row["answer"], tolerance, row["test"], row["what"])
        found.setdefault(row["id"], []).append(check)
    return found


@hookimpl
def kpi_xl_coverage() -> Sequence[Covered]:
    checks = _checks()
    return tuple(
        Covered(
            row["id"],
            cast("CoveredKind", row["kind"]),
            tuple(checks.get(row["id"], ())),
            tuple(row["done_by"].split()),
            {language: row[language] for language in ("en", "nb", "sv") if row[language]},
        )
        for row in _rows("catalogue.csv")
    )
