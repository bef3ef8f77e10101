"""What bundled plugins say stands in TOML files beside them, in three languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[2] / "plugins"
SPEAKERS = sorted(path for path in PLUGINS.rglob("*.py") if "texts_beside(__file__)" in path.read_text("utf-8"))


def sections(module: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(module.with_suffix(".toml").read_text("utf-8"))


def blanks(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


@cache
def code_of(package: str) -> str:
    return "".join(path.read_text("utf-8") for path in (PLUGINS / package).rglob("*.py"))


@pytest.mark.parametrize("module", SPEAKERS, ids=lambda one: one.stem)
class TestTexts:
    def test_every_text_is_there_in_each_language_with_the_same_blanks(self, module: Path) -> None:
        for key, said in sections(module).items():
            assert set(said) == {"en", "nb", "sv"}, key
            assert all(said.values()), key
            assert blanks(said["en"]) == blanks(said["nb"]) == blanks(said["sv"]), key

    def test_every_text_is_said_somewhere(self, module: Path) -> None:
        code = code_of(module.relative_to(PLUGINS).parts[0])
        unsaid = [key for key in sections(module) if f'"{key}"' not in code and f'"{key.split("_")[0]}_{{' not in code]
        assert not unsaid


def test_no_texts_are_left_of_a_module_that_is_gone() -> None:
    folders = {path.parent for path in SPEAKERS}
    found = {path.with_suffix(".py") for folder in folders for path in folder.glob("*.toml")}
    assert found == set(SPEAKERS)
