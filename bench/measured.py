"""How long a program takes and how much memory it needs at most, its children counted."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_PAUSE = 0.1  # seconds; looking at all processes takes some of the time that is measured


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float
    peak_bytes: int

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} s  {self.peak_bytes / 2**20:6.0f} MB"


def measured(command: Sequence[str | Path], folder: Path) -> Measured:
    """Run a program to its end; its failure is ours."""
    start = time.perf_counter()
    program = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=subprocess.DEVNULL)
    peak = 0
    while program.returncode is None:
        peak = max(peak, _memory(program.pid))
        with suppress(subprocess.TimeoutExpired):
            program.wait(_PAUSE)
    seconds = time.perf_counter() - start
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, program.args)
    return Measured(seconds, peak)


def _memory(pid: int) -> int:
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_resident(process) for process in family)


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
