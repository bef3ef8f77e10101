"""The console blocks of a page: each command is run, and what it printed stands below it.

A page begins in an empty folder. Its blocks are, in the order in which they stand:

- ```console: lines that begin with `$ ` are run, `kpi-xl …` and `cd …`; `console lines=8` shows that many lines.
- ```python plugins/my_shop.py: any block that names a file is written to it.
- <!-- copy FROM TO -->: copies files that the reader has and a test has not.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap

Run = Callable[[list[str]], str]  # the words after `kpi-xl` → what is printed

_STEP = re.compile(
    r"^```console(?: lines=(?P<lines>\d+))?\n(?P<console>.*?)^```$"
    r"|^```\w+ (?P<file>[\w./-]+)\n(?P<content>.*?)^```$"
    r"|^<!-- copy (?P<source>\S+) (?P<target>\S+) -->$",
    re.DOTALL | re.MULTILINE,
)
_CUT = "…"
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_COLUMN = "  "  # what stands between the columns of a table
_WIDEST = 110  # characters; a wider line would not fit beside the menu of a repository


def played(page: str, folder: Path, run: Run) -> str:
    """The page with the output that its commands have now, run in an empty folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return _STEP.sub(lambda step: _play(step, folder, run), page)
    finally:
        os.chdir(before)


def commands_of(page: str) -> list[str]:
    """The commands of a page, in their order."""
    blocks = (step["console"] or "" for step in _STEP.finditer(page))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def _play(step: re.Match[str], folder: Path, run: Run) -> str:
    if step["file"]:
        _write(Path(step["file"]), step["content"])
    elif step["source"]:
        shutil.copytree(step["source"], step["target"], dirs_exist_ok=True)
    else:
        return _console(step, folder, run)
    return step[0]


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _console(step: re.Match[str], folder: Path, run: Run) -> str:
    head = step[0].splitlines()[0]
    most = int(step["lines"] or 1000)
    told = [part for command in commands_of(step[0]) for part in (f"$ {command}", *_shown(command, folder, run, most))]
    return "\n".join((head, *told, "```"))


def _shown(command: str, folder: Path, run: Run, most: int) -> list[str]:
    program, *words = shlex.split(command)
    if program == "cd":
        os.chdir(words[0])
        return []
    lines = [shown for line in run(words).rstrip().splitlines() for shown in _lines(line, folder)]
    return lines if len(lines) <= most else [*lines[:most], _CUT]


def _lines(line: str, folder: Path) -> list[str]:
    """Without what differs from run to run and from machine to machine; sentences wrap, rows of tables are cut."""
    place = line.replace(str(folder), "~").replace(str(folder.resolve()), "~")
    text = _CLOCK.sub(_CUT, place).rstrip()
    if len(text) <= _WIDEST:
        return [text]
    return [f"{text[: _WIDEST - 1]}{_CUT}"] if _COLUMN in text.strip() else wrap(text, _WIDEST)
