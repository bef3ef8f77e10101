"""Which platforms there are, and the KPIs that a setting names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl import Kpi, as_dicts, find_kpi, rows_in_scope

if TYPE_CHECKING:
    from kpi_xl import Data, Language, Scope

_TABLES = ("posts", "account_daily", "ads")


def platforms_in(data: Data, scope: Scope, tables: tuple[str, ...] = _TABLES) -> list[str]:
    """The platforms with rows of their own in the scope, by name."""
    import narwhals as nw  # noqa: PLC0415 - plugins are listed without loading an engine

    found: set[str] = set()
    for table in tables:
        rows = rows_in_scope(data, table, scope)
        if rows is not None:
            named = rows.filter(~nw.col("platform").is_null()).select("platform").unique()
            found |= {str(row["platform"]) for row in as_dicts(named)}
    return sorted(found)


def kpis_named(data: Data, text: str) -> list[Kpi]:
    """The KPIs of a list with commas, by id or by any of their names.

    Raises:
        UsageError: one of them is unknown.
    """
    return [find_kpi(data, name.strip()) for name in text.split(",") if name.strip()]


def label_of(kpi: Kpi, language: Language) -> str:
    return kpi.label.get(language) or kpi.id
