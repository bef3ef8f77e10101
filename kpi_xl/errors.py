"""Every public exception: what is wrong, where, and what to do about it.

Branches are named by what the caller can do. A message is one sentence that a marketer with no Python understands and
names the file and the cell or row; the hint is the next step.
"""

from __future__ import annotations

__all__ = [
    "DefinitionError",
    "ExportRefusedError",
    "FileProblemError",
    "KpiXlError",
    "PluginError",
    "ProjectError",
    "TemplateError",
    "UnsafeFileError",
    "UsageError",
]


class KpiXlError(Exception):
    """The root: already explained, so the command line prints it without a traceback and exits with 1."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(KpiXlError):
    """The question itself is wrong (an unknown KPI, a period nobody can read): ask differently. Exit code 2."""


class FileProblemError(KpiXlError):
    """A file cannot be read or written: close it, move it, free space, ask for permission."""


class UnsafeFileError(FileProblemError):
    """A file is built to do harm, or is damaged so badly that reading it might."""


class ExportRefusedError(KpiXlError):
    """No importer takes the file, several do, or one takes it and finds it cannot be trusted: export it again."""


class ProjectError(KpiXlError):
    """The project folder or its settings need mending."""


class DefinitionError(KpiXlError):
    """A KPI definition is wrong; every finding is in the message, each with its place."""


class TemplateError(KpiXlError):
    """A template asks for something that cannot be given; the message names sheet and cell."""


class PluginError(KpiXlError):
    """A plugin cannot be loaded or failed while working; the message names plugin, distribution and version."""
