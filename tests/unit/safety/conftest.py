"""Files that do harm."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.unit.safety import attacks


@pytest.fixture(scope="session")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of an attack, made once."""
    folder = tmp_path_factory.mktemp("attacks")

    @cache
    def build(name: str) -> Path:
        return attacks.WORKBOOK_ATTACKS[name](folder / f"attack {name.replace(',', '')}.xlsx")

    return build
