"""What holds for a row as a whole once its cells are read, and what its figures become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kpi_xl.errors import UsageError
from kpi_xl.project.inputs.cells import yes_or_no
from kpi_xl.project.inputs.layout import InputSheet


def problems_of(sheet: InputSheet, values: Mapping[str, Any], language: str) -> Iterator[str]:
    """What is wrong with the row, a sentence each; columns are called as in the sheet's language."""
    labels = {column.field: column.labels[language] for column in sheet.columns}
    for first, second in sheet.not_after:
        if values[first] > values[second]:
            yield f"“{labels[first]}” ({values[first]}) is after or above “{labels[second]}” ({values[second]})."
    if sheet.any_of and not any(values.get(field) for field in sheet.any_of):
        names = " and ".join(f"“{labels[field]}”" for field in sheet.any_of)
        yield f"Both {names} are empty. Fill one of them."
    if values.get("field") == "is_boosted":
        try:
            yes_or_no(values["value"])
        except UsageError as error:
            yield str(error)


def finished(sheet: InputSheet, values: Mapping[str, Any]) -> dict[str, Any]:
    """The row as its table keeps it: an average a visitor becomes the sum over the visitors."""
    totals = {
        column.field: values[column.field] * values[column.each_of]
        for column in sheet.columns
        if column.each_of and values.get(column.field) is not None
    }
    return {**values, **totals}
