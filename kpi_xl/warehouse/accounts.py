"""Whose figures a file holds that does not say so, or that calls the account by another name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpi_xl.warehouse.batch import Batch, Span
    from kpi_xl.warehouse.data import DataSettings


@dataclass(frozen=True, slots=True)
class LoneAccounts:
    """Platforms of which all exports are about one account."""

    # The only account that the exports of a platform name, so that those which name none must mean it.
    named: Mapping[str, str] = field(default_factory=dict[str, str])
    # The same where a scheduler too names only one: both mean it, even if they call it otherwise (handle, page name).
    of_second_hand: Mapping[str, str] = field(default_factory=dict[str, str])

    def account(self, span: Span, settings: DataSettings, *, second_hand: bool) -> str | None:
        """Whose figures a span holds."""
        platform = span.platform or ""
        same = self.of_second_hand.get(platform) if second_hand else None
        return same or settings.accounts.get(span.account or "", span.account) or self.named.get(platform)


def lone_accounts(batches: Iterable[Batch], settings: DataSettings) -> LoneAccounts:
    """What the names in all files tell together; a platform's own exports say more than a scheduler's."""
    own: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    for batch in batches:
        names = told if batch.second_hand else own
        for table in batch.tables:
            for span in table.spans if table.name not in batch.pending else ():
                if span.platform and span.account:
                    names[span.platform].add(settings.accounts.get(span.account, span.account))
    named = {platform: only for platform, names in (told | own).items() if (only := _only(names))}
    both = {platform: named[platform] for platform in named.keys() & own.keys() if _only(told[platform])}
    return LoneAccounts(named, both)


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""
