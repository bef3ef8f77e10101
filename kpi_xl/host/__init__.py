"""The plugin host: everything that is not the core comes in through here, our own plugins too."""

from __future__ import annotations

from kpi_xl.host.manager import DISABLE_VARIABLE, Host
from kpi_xl.host.plugin import Origin, Plugin

__all__ = ["DISABLE_VARIABLE", "Host", "Origin", "Plugin"]
