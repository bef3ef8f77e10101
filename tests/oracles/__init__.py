"""Other programs that compute workbooks, asked what a formula comes to."""

from __future__ import annotations

from oracles.engines import betteroffice, cellrune
from oracles.libreoffice import has_libreoffice, libreoffice, recalculated

__all__ = ["betteroffice", "cellrune", "has_libreoffice", "libreoffice", "recalculated"]
