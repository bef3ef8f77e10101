"""The host: finds plugins, loads them one by one, and asks each on its own so that one failing harms no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager

from kpi_xl import hookspecs
from kpi_xl.errors import KpiXlError, PluginError
from kpi_xl.host import discovery, guarding, loading
from kpi_xl.host.plugin import Candidate, Plugin

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from kpi_xl.hookspecs import Template
    from kpi_xl.importing.importer import Importer
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.checks import Covered
    from kpi_xl.kpis.kpi import Kpi

DISABLE_VARIABLE = "KPI_XL_DISABLE"

# What the things of each hook are called by: the attribute that must be unique.
_NAMED_BY = {
    "kpi_xl_importers": "name",
    "kpi_xl_kpis": "id",
    "kpi_xl_analyses": "id",
    "kpi_xl_templates": "name",
    "kpi_xl_coverage": "id",
}
# What a KPI is a figure of may be an analysis, brought by the same module: a fitted model and its prediction.
_ALSO_BRING: Mapping[str, tuple[str, ...]] = {"kpi_xl_analyses": ("kpi_xl_kpis",)}
_GUARDS: Mapping[str, Callable[[Any, guarding.Blame], Any]] = {
    "kpi_xl_importers": guarding.importer,
    "kpi_xl_kpis": guarding.kpi,
    "kpi_xl_analyses": guarding.analysis,
}


@dataclass(frozen=True, slots=True)
class _Brought:
    """One importer, KPI, analysis or template, and the name of the plugin it is from."""

    thing: Any
    plugin: str


class Host:
    """The plugins of one run.

    Args:
        project_plugins: a project's own plugin files, each with the text that the user allowed.
        disabled: names of plugins, or of packages of them, that stay off; KPI_XL_DISABLE adds to them.
        strict: make the first plugin that fails an error instead of a note.

    Raises:
        PluginError: two plugins have one name; with `strict`, a plugin cannot be loaded.
    """

    def __init__(
        self, project_plugins: Mapping[Path, str] | None = None, disabled: Iterable[str] = (), *, strict: bool = False
    ) -> None:
        self._strict = strict
        self._disabled = {*disabled, *_disabled_by_environment()}
        self._plugins: dict[str, Plugin] = {}
        self._gathered: dict[str, dict[str, _Brought]] = {}
        self._manager = PluginManager(hookspecs.PROJECT_NAME)
        self._manager.add_hookspecs(hookspecs)
        self._waiting: dict[str, Candidate] = {}  # by name, those whose kind nobody has asked for yet
        self._places: dict[str, int] = {}  # in which order plugins are told
        for candidate in (*discovery.installed(), *discovery.of_project(project_plugins or {})):
            self._places.setdefault(candidate.name, len(self._places))
            if candidate.kind:
                self._wait(candidate)
            else:
                self._enter(candidate)

    def importers(self) -> tuple[Importer, ...]:
        """Every importer that a working plugin brings."""
        return self._all("kpi_xl_importers")

    def kpis(self) -> tuple[Kpi, ...]:
        """Every KPI definition that a working plugin brings."""
        return self._all("kpi_xl_kpis")

    def analyses(self) -> tuple[Analysis, ...]:
        """Every analysis that a working plugin brings."""
        return self._all("kpi_xl_analyses")

    def templates(self) -> tuple[Template, ...]:
        """Every report template that a working plugin brings."""
        return self._all("kpi_xl_templates")

    def coverage(self) -> tuple[Covered, ...]:
        """All that working plugins say that they cover."""
        return self._all("kpi_xl_coverage")

    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin with what it brings; broken ones and those that are off too."""
        for hook in loading.HOOKS:
            self._gather(hook)
        return tuple(sorted(self._plugins.values(), key=lambda plugin: self._places[plugin.name]))

    def broken(self) -> tuple[Plugin, ...]:
        """The plugins that have failed so far."""
        return tuple(plugin for plugin in self._plugins.values() if plugin.state == "broken")

    def _wait(self, candidate: Candidate) -> None:
        """Leave a module for later; importing hundreds takes longer than most commands work."""
        self._refuse_same_name(candidate.plugin)
        self._waiting[candidate.name] = candidate

    def _enter_those_of(self, hook: str) -> None:
        """Load what has waited and may implement a hook; a hook that is no kind of its own may be anywhere."""
        wanted = {hook, *_ALSO_BRING.get(hook, ())} if hook in discovery.KINDS else discovery.KINDS
        for name, candidate in tuple(self._waiting.items()):
            if candidate.kind in wanted:
                del self._waiting[name]
                self._enter(candidate)

    def _enter(self, candidate: Candidate) -> None:
        """Load and register one module; a module without hooks (shared code of a plugin package) is no plugin."""
        plugin = candidate.plugin
        self._refuse_same_name(plugin)
        if self._is_disabled(plugin.name):
            self._plugins[plugin.name] = replace(plugin, state="off")
            return
        with self._isolating(plugin, "cannot be loaded"):
            module = loading.load(candidate)
            if loading.hooks_of(module):
                self._manager.register(module, plugin.name)
                self._plugins[plugin.name] = plugin

    def _refuse_same_name(self, plugin: Plugin) -> None:
        waiting = self._waiting.get(plugin.name)
        other = self._plugins.get(plugin.name) or (waiting.plugin if waiting else None)
        if other and other.where != plugin.where:
            raise PluginError(
                f"Two plugins are called “{plugin.name}”: one of {other.origin} ({other.where}), "
                f"the other of {plugin.origin} ({plugin.where}).",
                "Rename or uninstall one of them.",
            )

    def _is_disabled(self, name: str) -> bool:
        parts = name.split(".")
        return any(".".join(parts[:count]) in self._disabled for count in range(1, len(parts) + 1))

    def _all(self, hook: str) -> tuple[Any, ...]:
        return tuple(brought.thing for brought in self._gather(hook).values())

    def _gather(self, hook: str) -> dict[str, _Brought]:
        """Ask every plugin once; what two of them bring under one name is an error."""
        if hook not in self._gathered:
            self._enter_those_of(hook)
            found: dict[str, _Brought] = {}
            for implementation in getattr(self._manager.hook, hook).get_hookimpls():
                plugin = self._plugins[implementation.plugin_name]
                for name, thing in self._ask(plugin, hook, implementation.function):
                    self._refuse_same_thing(hook, name, found, plugin)
                    found[name] = _Brought(thing, plugin.name)
            self._gathered[hook] = found
        return self._gathered[hook]

    def _ask(self, plugin: Plugin, hook: str, function: Callable[[], Iterable[Any]]) -> list[tuple[str, Any]]:
        things: list[tuple[str, Any]] = []
        with self._isolating(plugin, f"failed in {hook}"):
            things = [(getattr(thing, _NAMED_BY[hook]), self._guarded(plugin, hook, thing)) for thing in function()]
            brings = {**plugin.brings, hook: tuple(name for name, _ in things)}
            self._plugins[plugin.name] = replace(plugin, brings=brings)
        return things

    def _guarded(self, plugin: Plugin, hook: str, thing: Any) -> Any:
        def blame(error: Exception) -> PluginError:
            failure = self._failure(plugin, error, "failed while working")
            if self._strict:
                raise failure from error
            return failure

        return _GUARDS[hook](thing, blame) if hook in _GUARDS else thing

    def _refuse_same_thing(self, hook: str, name: str, found: Mapping[str, _Brought], plugin: Plugin) -> None:
        if name in found:
            kind = hook.removeprefix(f"{hookspecs.PROJECT_NAME}_")
            raise PluginError(
                f"Two {kind} are called “{name}”: one of {self._plugins[found[name].plugin]}, one of {plugin}.",
                f"Switch one of them off, for example with {DISABLE_VARIABLE}={plugin.name}.",
            )

    @contextmanager
    def _isolating(self, plugin: Plugin, what: str) -> Generator[None]:
        """Note what the code of a plugin raises, so that the others go on; with `strict`, raise it."""
        try:
            yield
        except (Exception, SystemExit) as error:
            failure = self._failure(plugin, error, what)
            if self._strict:
                raise failure from error

    def _failure(self, plugin: Plugin, error: BaseException, what: str) -> PluginError:
        cause = error.message if isinstance(error, KpiXlError) else f"{type(error).__name__}: {error}"
        self._plugins[plugin.name] = replace(self._plugins.get(plugin.name, plugin), state="broken", cause=cause)
        return PluginError(
            f"The plugin {plugin} {what}: {cause.rstrip('.')}.",
            f"Mend {plugin.where}, or switch the plugin off with {DISABLE_VARIABLE}={plugin.name}.",
        )


def _disabled_by_environment() -> set[str]:
    return {name.strip() for name in os.environ.get(DISABLE_VARIABLE, "").split(",") if name.strip()}
