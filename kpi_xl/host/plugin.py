"""A plugin as people see it: its name, where it came from, what it brings, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["on", "off", "broken"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who ships a plugin."""

    distribution: str  # "kpi-xl", "kpi-xl-tiktok" …, or "this project"
    version: str  # empty for a project's own plugins

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A module that may be a plugin, before any of its code has run.

    `source` is set for a project's own plugin: the very text that the user allowed, so that nothing else is run.
    """

    name: str
    origin: Origin
    where: str
    source: str | None = None
    kind: str = ""  # the hook that it promises to implement, which can wait until somebody asks

    @property
    def plugin(self) -> Plugin:
        """What is known of it before it is loaded."""
        return Plugin(self.name, self.origin, self.where)


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plugin, its state, and what each of its hooks brought so far."""

    name: str
    origin: Origin
    where: str
    state: State = "on"
    cause: str = ""  # why it is broken
    brings: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __str__(self) -> str:
        return f"{self.name} ({self.origin})"
