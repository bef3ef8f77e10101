"""From a candidate to a module whose hooks can be registered."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from inspect import isroutine
from types import ModuleType
from typing import TYPE_CHECKING

from kpi_xl import hookspecs
from kpi_xl.errors import PluginError

if TYPE_CHECKING:
    from kpi_xl.host.plugin import Candidate

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{hookspecs.PROJECT_NAME}_"))
_MARK = f"{hookspecs.PROJECT_NAME}_impl"  # what the marker leaves on a function


def load(candidate: Candidate) -> ModuleType:
    """Import the candidate; whatever its own code raises passes through."""
    if candidate.source is None:
        return import_module(candidate.name)
    return _run(candidate.name, candidate.where, candidate.source)


def hooks_of(module: ModuleType) -> tuple[str, ...]:
    """The hooks that a module implements.

    Raises:
        PluginError: it marks what is no hook, or leaves a hook unmarked; either would silently never be asked.
    """
    hooks = _marked(module)
    for hook in hooks:
        if hook not in HOOKS:
            raise PluginError(f"There is no hook “{hook}”", _similar(hook))
    for hook in HOOKS:
        if hook not in hooks and isroutine(vars(module).get(hook)):
            raise PluginError(f"The function “{hook}” lacks the mark @hookimpl", "Write @hookimpl above it.")
    return hooks


def _marked(module: ModuleType) -> tuple[str, ...]:
    members = {name: member for name, member in vars(module).items() if isroutine(member)}
    return tuple(
        getattr(member, _MARK)["specname"] or name for name, member in members.items() if hasattr(member, _MARK)
    )


def _similar(name: str) -> str:
    close = get_close_matches(name, HOOKS, n=1)
    return f"Did you mean {close[0]}?" if close else f"The hooks are {', '.join(HOOKS)}."


def _run(name: str, where: str, source: str) -> ModuleType:
    """Run the given text and nothing from disk: neither a later edit nor a planted .pyc gets a chance."""
    module = ModuleType(f"kpi_xl_project_plugins.{name}")
    module.__file__ = where
    sys.modules[module.__name__] = module  # dataclasses look their module up here
    exec(compile(source, where, "exec"), vars(module))  # noqa: S102 - the user allowed exactly this text
    return module
