from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
HEAVY = ("duckdb", "pyarrow", "pandas", "narwhals", "lxml", "scipy", "babel", "openpyxl", "numpy")


def test_imports_run_downwards_and_no_room_knows_a_plugin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out


def test_help_starts_without_plugins_or_heavy_packages() -> None:
    code = (
        "import sys\n"
        "from kpi_xl.cli import main\n"
        "sys.argv = ['kpi-xl', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print('MODULES', *sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    loaded = {name.split(".")[0] for name in run.stdout.split("MODULES ")[1].split()}
    assert not loaded & {*HEAVY, "kpi_xl_importers", "kpi_xl_kpis", "kpi_xl_analyses", "kpi_xl_templates"}


def test_the_package_runs_where_no_script_is_on_the_path() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "kpi_xl", "--help"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "Usage: kpi-xl" in run.stdout
