"""What a person means by a KPI, a period, a platform, an account or a campaign in a cell."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.kpis.plain import plain
from kpi_xl.kpis.scope import Scope
from kpi_xl.vocabulary.platforms import ADS, MEASURING, OTHER_NAMES, SOCIAL
from kpi_xl.vocabulary.typed_periods import read_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.excel.arguments import Given
    from kpi_xl.excel.source import Source
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.vocabulary.periods import Period

_ALL = frozenset({"all", "alle", "alla", "total", "totalt"})


def kpi_in(source: Source, given: Given) -> Kpi:
    """The KPI that the argument `kpi` names.

    Raises:
        UsageError: there is none, or it may be several.
    """
    return source.catalogue.find(given.text("kpi") or "")


def analysis_named(source: Source, text: str) -> Analysis | None:
    """The analysis of an id or a name that no KPI has; None if there is none."""
    return None if source.catalogue.means(text) else source.analyses.find(text)


def period_in(source: Source, given: Given, name: str = "period") -> Period:
    """The period that an argument names.

    Raises:
        UsageError: it is none.
    """
    return read_period(given.cell(name), source.today)


def scope_in(source: Source, given: Given, period: Period | None = None) -> Scope:
    """The scope of a question: its period, and the platform, account and campaign if any are named.

    Raises:
        UsageError: one of them is unknown.
    """
    return Scope(
        period or period_in(source, given),
        platform_named(source, given.text("platform")),
        _account(source, given.text("account")),
        _campaign(source, given.text("campaign")),
    )


def platform_named(source: Source, text: str | None) -> str | None:
    """The platform of an id or a name; None for all of them.

    Raises:
        UsageError: there is none of that name.
    """
    if text is None or _means_all(text):
        return None
    names = {plain(name): name for name in source.platforms}
    names |= {plain(one): name for name, label in {**SOCIAL, **ADS, **MEASURING}.items() for one in (name, label)}
    names |= {plain(other): name for other, name in OTHER_NAMES.items()}
    return _found("platform", text, names)


def _account(source: Source, text: str | None) -> str | None:
    return None if _means_all(text) else _one_of("account", text or "", source.accounts)


def _campaign(source: Source, text: str | None) -> str | None:
    return None if _means_all(text) else _one_of("campaign", text or "", source.campaigns)


def _means_all(text: str | None) -> bool:
    return text is None or plain(text) in _ALL


def _one_of(what: str, text: str, known: Sequence[str]) -> str:
    return text if text in known else _found(what, text, {plain(name): name for name in known})


def _found(what: str, text: str, names: Mapping[str, str]) -> str:
    if found := names.get(plain(text)):
        return found
    close = get_close_matches(plain(text), [*names], n=3, cutoff=0.6)
    known = sorted(set(names.values()))[:8]
    hint = f"Did you mean {' or '.join(dict.fromkeys(names[one] for one in close))}?" if close else ""
    raise UsageError(f"There is no {what} “{text}”.", hint or (f"There are: {', '.join(known)}." if known else ""))
