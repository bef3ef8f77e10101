"""What plugin authors import: `from kpi_xl import hookimpl, …`, and nothing else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_xl.hookspecs import Template, hookimpl

# Each name is imported when it is first asked for, so that `import kpi_xl` costs nothing.
_HOMES = {
    "Template": "kpi_xl.hookspecs",
    "hookimpl": "kpi_xl.hookspecs",
}

__all__ = ["Template", "hookimpl"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
