"""What the operating system refuses, in words; the rooms explain most such errors themselves."""

from __future__ import annotations

import errno

from kpi_xl.cli import texts
from kpi_xl.errors import FileProblemError


def explained(error: OSError) -> FileProblemError:
    """The same error as one sentence and what to do about it."""
    place = error.filename2 or error.filename or texts.A_FILE
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FileProblemError(texts.DISK_FULL.format(place=place), texts.FREE_SPACE)
    if isinstance(error, FileNotFoundError):
        return FileProblemError(texts.NO_SUCH_FILE.format(place=place), texts.CHECK_SPELLING)
    if isinstance(error, PermissionError):
        return FileProblemError(texts.NOT_ALLOWED.format(place=place), texts.CLOSE_OR_ASK)
    return FileProblemError(texts.FILE_TROUBLE.format(place=place, cause=error.strerror or error), texts.TRY_AGAIN)
