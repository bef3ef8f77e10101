"""`python -m kpi_xl.excel.addin FILE`: the add-in for the installed xlwings, as `kpi-xl excel install` puts it."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from kpi_xl.excel.addin.package import ADDIN_FILE, addin
from kpi_xl.excel.preferences import help_language

Path(sys.argv[1] if len(sys.argv) > 1 else ADDIN_FILE).write_bytes(addin(version("xlwings"), help_language()))
