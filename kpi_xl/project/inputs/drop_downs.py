"""Lists to choose from, checks and short explanations on the cells of the inputs workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kpi_xl.project.inputs.layout import InputColumn, InputKind, Labels
from kpi_xl.vocabulary.platforms import ADS, SOCIAL

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LISTS = "Lists"
_CURRENCIES = ("EUR", "NOK", "SEK", "DKK", "GBP", "USD", "CHF", "PLN", "ISK")
_MOST_LETTERS_OF_TITLE = 32  # Excel's limit
_MESSAGES: Mapping[str, Labels] = {
    "day": {"en": "Write a date.", "nb": "Skriv en dato.", "sv": "Skriv ett datum."},
    "number": {"en": "Write a number.", "nb": "Skriv et tall.", "sv": "Skriv ett tal."},
    "amount": {"en": "Write a number above 0.", "nb": "Skriv et tall over 0.", "sv": "Skriv ett tal över 0."},
    "count": {"en": "Write a whole number.", "nb": "Skriv et helt tall.", "sv": "Skriv ett heltal."},
    "year": {
        "en": "Write a year with four digits.",
        "nb": "Skriv et årstall med fire sifre.",
        "sv": "Skriv ett årtal med fyra siffror.",
    },
    "list": {"en": "Choose from the list.", "nb": "Velg fra listen.", "sv": "Välj ur listan."},
}
_FROM_2000 = "36526"  # as Excel counts days
# Excel's kind of value, the least and the most of it, and the message.
_LIMITS: Mapping[InputKind, tuple[str, str, str, str]] = {
    "day": ("date", _FROM_2000, "", "day"),
    "moment": ("date", _FROM_2000, "", "day"),
    "number": ("decimal", "-1E+300", "", "number"),
    "amount": ("decimal", "0", "", "amount"),
    "minutes": ("decimal", "0", "", "amount"),
    "count": ("whole", "0", "", "count"),
    "year": ("whole", "1990", "2100", "year"),
}


@dataclass(frozen=True, slots=True)
class DropDowns:
    """Lists on the hidden sheet that drop-downs point at, each in a column of its own, and what goes into them."""

    sheet: Worksheet
    language: str
    currency: str
    kpis: Sequence[str]

    def check(self, column: InputColumn) -> DataValidation | None:
        """What is checked and told in the cells of a column; None if there is nothing."""
        check = self._limited(column) or self._listed(column)
        if check is None and column.help:
            check = DataValidation(allow_blank=True)
        if check is not None and column.help:
            check.promptTitle = column.labels[self.language][:_MOST_LETTERS_OF_TITLE]
            check.prompt, check.showInputMessage = column.help[self.language], True
        return check

    def _limited(self, column: InputColumn) -> DataValidation | None:
        if column.kind not in _LIMITS:
            return None
        kind, least, most, message = _LIMITS[column.kind]
        check = DataValidation(type=kind, formula1=least, allow_blank=True, showErrorMessage=True)  # type: ignore[arg-type]
        check.operator = "between" if most else "greaterThanOrEqual"
        check.formula2 = most or None
        check.error = _MESSAGES[message][self.language]
        return check

    def _listed(self, column: InputColumn) -> DataValidation | None:
        values = self._values(column)
        if not values:
            return None
        strict = column.kind in {"kpi", "platform", "choice", "yes_no"}
        check = DataValidation(type="list", formula1=self._enter(values), allow_blank=True, showErrorMessage=strict)
        check.error = _MESSAGES["list"][self.language]
        return check

    def _values(self, column: InputColumn) -> Sequence[str]:
        match column.kind:
            case "kpi":
                return self.kpis
            case "currency":
                return list(dict.fromkeys((self.currency, *_CURRENCIES)))
            case "platform" | "scope":
                return [*SOCIAL.values(), *ADS.values()]
            case _:
                return [labels[self.language] for labels in column.choices.values()]

    def _enter(self, values: Sequence[str]) -> str:
        column = self.sheet.max_column + 1 if self.sheet["A1"].value else 1
        for row, value in enumerate(values, start=1):
            self.sheet.cell(row, column, value)
        letter = get_column_letter(column)
        return f"{LISTS}!${letter}$1:${letter}${len(values)}"
