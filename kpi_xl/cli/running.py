"""From the start of the program to its exit code: whatever goes wrong ends in one sentence."""

from __future__ import annotations

import io
import sys
import tempfile
import traceback
from pathlib import Path

from kpi_xl.cli import texts
from kpi_xl.cli.app import app
from kpi_xl.cli.console import complain
from kpi_xl.cli.problems import explained
from kpi_xl.errors import KpiXlError, UsageError

_HANDLED, _USAGE = 1, 2


def run() -> None:
    """Run the command that was asked for."""
    _speak_utf8()
    try:
        app(prog_name="kpi-xl")
    except UsageError as error:
        _leave(error, _USAGE)
    except KpiXlError as error:
        _leave(error, _HANDLED)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
        sys.exit(_HANDLED)
    except OSError as error:
        _leave(explained(error), _HANDLED)
    except Exception as error:  # noqa: BLE001 - a bare traceback helps nobody who runs a report
        _leave(_unexpected(error), _HANDLED)


def _leave(error: KpiXlError, code: int) -> None:
    complain(error.message, error.hint)
    if "--verbose" in sys.argv:
        traceback.print_exc()
    sys.exit(code)


def _unexpected(error: Exception) -> KpiXlError:
    log = Path(tempfile.gettempdir()) / "kpi-xl-error.log"
    log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return KpiXlError(texts.UNEXPECTED.format(kind=type(error).__name__, error=error), texts.SEE_LOG.format(log=log))


def _speak_utf8() -> None:
    """Windows pipes text in the country's old code page, which has no “→” and no “ł”."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
