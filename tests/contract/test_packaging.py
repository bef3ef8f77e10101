from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
IMPORT_ROOTS = {"kpi_xl": "", "plugins": "", "workbook_templates": "kpi_xl_templates"}
SHIPPED = {".bas", ".cls", ".csv", ".toml", ".xlsx", ".typed", ".py"}


def shipped_files() -> set[str]:
    """Every file that belongs into the wheel, by its path in it."""
    found: set[str] = set()
    for folder, name in IMPORT_ROOTS.items():
        top = ROOT / folder
        base = top if folder == "plugins" else top.parent
        paths = (path for path in top.rglob("*") if path.suffix in SHIPPED)
        for path in paths:
            inside = path.relative_to(base).as_posix()
            found.add(inside.replace(folder, name, 1) if name else inside)
    return {path for path in found if path.count("/")}


def packages() -> set[str]:
    return {path.rsplit("/", 1)[0].replace("/", ".") for path in shipped_files() if path.endswith(".py")}


def test_every_package_is_listed_and_no_other() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(packages()) == sorted(settings["tool"]["setuptools"]["packages"])


def test_every_package_has_an_init() -> None:
    assert {f"{package.replace('.', '/')}/__init__.py" for package in packages()} <= shipped_files()


@pytest.mark.slow
def test_the_wheel_holds_every_file(tmp_path: Path) -> None:
    source = tmp_path / "source"  # a build leaves folders behind, whose old files would get into the next wheel
    for folder in IMPORT_ROOTS:
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, source]
    subprocess.run(build, check=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == shipped_files()
