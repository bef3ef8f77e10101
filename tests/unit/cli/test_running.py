from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpi_xl.cli import running
from kpi_xl.errors import FileProblemError, UsageError

Run = Callable[..., Any]


def failing(error: BaseException) -> Callable[..., None]:
    def app(**_: object) -> None:
        raise error

    return app


def test_help_lists_the_commands_and_ends_well(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert "inspect" in ran.out


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    assert run("frobnicate").code == 2


def test_an_explained_error_is_one_sentence_and_a_hint(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "app", failing(FileProblemError("The file is locked.", "Close it.")))
    ran = run()
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Error: The file is locked.\nClose it.\n"


def test_a_wrong_question_ends_with_two(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "app", failing(UsageError("There is no such KPI.")))
    assert run().code == 2


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "There is no space left on the disk for report.xlsx"),
        (errno.EACCES, "open in another program, or you have no permission"),
        (errno.ENOENT, "There is no file report.xlsx."),
        (errno.EIO, "report.xlsx cannot be used"),
    ],
)
def test_what_the_operating_system_refuses_is_explained(
    run: Run, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    monkeypatch.setattr(running, "app", failing(OSError(number, os.strerror(number), "report.xlsx")))
    ran = run()
    assert ran.code == 1
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_unexpected_error_is_one_sentence_and_its_details_are_in_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "app", failing(ZeroDivisionError("by nothing")))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    ran = run()
    assert ran.code == 1
    assert "ZeroDivisionError: by nothing" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in (tmp_path / "kpi-xl-error.log").read_text(encoding="utf-8")


def test_verbose_shows_the_details_of_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "app", failing(FileProblemError("The file is locked.")))
    assert "Traceback" in run("--verbose").err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_what_looks_like_markup_or_orders_to_the_terminal_is_printed_as_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "report [bold] :smile: \x1b[2J.csv"
    Path(name).write_text("a,b\n1,2\n", encoding="utf-8")
    ran = run("inspect", name)
    assert ran.out.startswith("report [bold] :smile: [2J.csv")
    assert "\x1b" not in ran.out
