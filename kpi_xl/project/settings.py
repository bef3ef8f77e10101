"""The settings of a project, checked and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kpi_xl.vocabulary.business_models import SHOP
from kpi_xl.vocabulary.money import ExchangeRate
from kpi_xl.vocabulary.platforms import PAIRED_ADS
from kpi_xl.warehouse.data import ENGAGEMENT, DataSettings, Engine

Language = Literal["en", "nb", "sv"]
PeriodKind = Literal["month", "week"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A web event that counts as a goal."""

    event: str
    goal: str
    has_revenue: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has settled for one project in its kpi-xl.toml."""

    id: str  # random: a workbook names its project by it
    client: str
    language: Language = "en"
    timezone: str = "UTC"
    currency: str = "EUR"
    template: str = "monthly"
    period: PeriodKind = "month"  # what a report is about unless it is told otherwise
    business_model: str = SHOP  # a key of BUSINESS_MODELS
    engine: Engine = "duckdb"
    engagement: tuple[str, ...] = ENGAGEMENT
    pairs: Mapping[str, str] = field(default_factory=lambda: dict(PAIRED_ADS))  # social platform → its ads platform
    accounts: Mapping[str, str] = field(default_factory=dict[str, str])  # name in the exports → name in the reports
    goals: tuple[Goal, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    plugins_off: tuple[str, ...] = ()
    kpis: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])  # as written

    def for_data(self, more_rates: tuple[ExchangeRate, ...] = ()) -> DataSettings:
        """What the warehouse has to know; `more_rates` are those of the inputs workbook."""
        return DataSettings(self.timezone, self.currency, (*self.rates, *more_rates), self.engagement, self.accounts)
