from __future__ import annotations

import pytest

from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.money import currency_code


@pytest.mark.parametrize("text", ["NOK", "nok", " Nok "])
def test_a_code_is_read_however_it_is_written(text: str) -> None:
    assert currency_code(text) == "NOK"


@pytest.mark.parametrize("text", ["", "kr", "$", "XYZ", "NOKK"])
def test_what_names_no_single_currency_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a currency"):
        currency_code(text)
