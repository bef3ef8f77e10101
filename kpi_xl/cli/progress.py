"""Progress bars: on stderr, and only where somebody is looking."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpi_xl.cli.console import err

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextmanager
def file_progress(doing: str) -> Generator[Callable[[str, int, int], None]]:
    """A bar that moves with each file; gives what is to be told of the file at work, how many are done and in all."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - slow to import

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}"))
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as bar:
        task = bar.add_task(doing, file="")

        def told(file: str, done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, file=file)

        yield told


@contextmanager
def waiting(doing: str) -> Generator[None]:
    """A spinner for work whose length nobody knows."""
    if not err().is_terminal:
        yield
        return
    with err().status(doing):
        yield
