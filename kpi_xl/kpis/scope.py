"""The part of the business and the days that a number is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_xl.vocabulary.periods import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """A period and, if wanted, one platform, account or campaign. None means all."""

    period: Period
    platform: str | None = None
    account: str | None = None
    campaign: str | None = None
