"""All that a template may ask a report for, whatever data there are: names, lists, tables and criteria."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError
from kpi_xl.kpis.components import names_of
from kpi_xl.kpis.excel import FACTS
from kpi_xl.report.sections import SECTIONS
from kpi_xl.report.tables.rows import headers
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import ADS, SOCIAL
from kpi_xl.workbook.check import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.catalogue import Catalogue

ASPECTS = ("label", "unit", "better", "kpi", "id")  # what a template may ask about a KPI besides its value
CARDS = tuple(f"card.{place}" for place in range(1, 7))

_TITLES = ("title", "subtitle")
_TEXTS = frozenset(
    {
        *(f"report.{name}" for name in ("client", "month", "period", "made", "until", "currency", "zone", "footer",
                                        "all_platforms", "business_model", "left_out", "margin")),
        "summary.headline",
        "summary.standfirst",
        *(f"{chart}.{part}" for chart in ("lines", "bars") for part in _TITLES),
        *(f"{kind}.{place}.title" for kind in ("finding", "watch") for place in (1, 2, 3)),
        *(f"{kind}.{place}.detail" for kind in ("finding", "watch") for place in (1, 2, 3)),
        *(f"{kind}.{place}.advice" for kind in ("finding", "watch") for place in (1, 2, 3)),
        *(f"finding.{place}.link" for place in (1, 2, 3)),
        *(f"decision.{place}" for place in (1, 2, 3)),
        *(f"slot.{place}.{part}" for place in range(1, 7) for part in ("key", "label")),
    }
)  # fmt: skip
_LISTS: Mapping[str, frozenset[str]] = {
    "platform": frozenset(
        {
            "platform",
            *(f"platform.{name}" for name in ("key", "label", "kicker", "note")),
            *(f"{chart}.{part}" for chart in ("line", "bars", "top") for part in _TITLES),
            *(f"top.{name}" for name in ("date", "name", "kind")),
            *(f"top.{place}.{part}" for place in range(1, 7) for part in ("label", "unit")),
        }
    ),
    "page": frozenset({"page", "page.label"}),
    "account": frozenset({"account", "account.label", "account.platform", "account.platform_label"}),
    "campaign": frozenset({"campaign", "campaign.label", "campaign.platform", "campaign.platform_label"}),
    "client": frozenset({"client", *(f"client.{name}" for name in ("label", "kicker", "sheet", "platforms"))}),
    "step": frozenset(
        {"step", *(f"step.{name}" for name in ("id", "label", "stage", "unit", "unit_key", "is_step", "note", "value"))}
    ),
    "kpi": frozenset({"kpi", *(f"kpi.{name}" for name in ("label", "unit", "id", "unit_key", "better", "value"))}),
}
_ON_PAGES: Mapping[str, tuple[str, ...]] = {
    "page_paid": ("line.title", "share.title"),
    "page_content": ("formats.title", "hours.title"),
    "page_web": ("line.title", "channels.title"),
    "page_funnel": ("steps.title", "costs.title", "margin"),
    "page_care": ("line.title", "teams.title", "nps.title", "nps.note"),
    "page_voice": ("line.title", "brands.title"),
}
_TABLES: Mapping[str, str] = {
    FACTS: "month platform account campaign in_total",
    "kpi_values": "kpi from to platform account campaign value",
    "kpi_months": "month",
    "kpi_choices": "label key",
    "kpi_platforms": "key sheet headline standfirst",
    "kpi_pages": "key sheet headline standfirst",
    "kpi_paid": "label platform campaign",
    "kpi_inputs": "kind what scope from to value unit note live",
    "kpi_notes": "key note",
    "kpi_breaks": "key day starts change",
    "kpi_targets": "kpi platform month value row",
    "kpi_change": "number key label now before",
    "kpi_top": "key date title kind m1 m2 m3 m4 m5",
    "kpi_bars": "key label value sure",
    "kpi_sources": "file source account period imported zone currency attribution read kept rejected other remark",
    "kpi_checks": "check report expected note",
    "kpi_told": "kpi month platform value",
    "kpi_glossary": "kpi unit calculation adds_up better source",
}


def known(catalogue: Catalogue, analyses: Collection[Analysis] = ()) -> Known:
    """What a report on any data answers."""
    kpis = [kpi.id for kpi in catalogue]
    asked = (*kpis, *CARDS, "leading")
    pages = {name: frozenset({name, *_page_names(name)}) for name in SECTIONS}
    lists = {**_LISTS, **pages, "platform": _LISTS["platform"] | _with_aspects(("line",))}
    told = {f"analysis.{one.id}.{part}" for one in analyses for part in ("label", "note", "missing")}
    tables = {**headers(), **_of_analyses(analyses), **_tables(catalogue)}
    return Known(_TEXTS | told | _with_aspects(asked), lists, tables, _criteria())


def _of_analyses(analyses: Iterable[Analysis]) -> Mapping[str, frozenset[str]]:
    """A table for each analysis, and one for each choice of its settings: `kpi_top_content_worst`."""
    found: dict[str, frozenset[str]] = {}
    for one in analyses:
        choices = [f"_{choice}" for setting in one.settings for choice in setting.choices]
        columns = frozenset(column.key for column in one.columns)
        found |= {f"kpi_{one.id}{choice}{span}": columns for choice in ["", *choices] for span in ("", "_year")}
    return found


def _page_names(page: str) -> frozenset[str]:
    """What is asked on a page that only some reports have, besides the KPIs that it has chosen."""
    own = {f"{page}.advice", *(f"{page}.{part}" for part in _ON_PAGES.get(page, ()))}
    return frozenset(own) | _with_aspects(("line",))


def is_kpi(name: str, catalogue: Catalogue) -> bool:
    """Whether a name asks for a KPI's figure: the KPI's own, or that of one which the report chooses."""
    return name in catalogue or name in {*CARDS, "leading", "line", "kpi.value", "step.value"}


def _with_aspects(kpis: Iterable[str]) -> frozenset[str]:
    return frozenset(name for kpi in kpis for name in (kpi, *(f"{kpi}.{aspect}" for aspect in ASPECTS)))


def _tables(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    own = {name: frozenset(headers.split()) for name, headers in _TABLES.items()}
    return {**own, FACTS: own[FACTS] | frozenset(names_of(catalogue).values())}


def _criteria() -> Mapping[str, Callable[[str], str]]:
    """Each criterion, and what is to be done about a text that cannot stand after it."""
    return {
        "period": _about_period,
        "from": _about_period,
        "to": _about_period,
        "platform": _about_platform,
        "account": _any_text,
        "campaign": _any_text,
    }


def _about_period(text: str) -> str:
    try:
        return "" if Period.parse(text).grain == "month" else "Write a month such as 2026-10, or a cell."
    except UsageError:
        return "Write a month such as 2026-10, or a cell that holds the first day of one."


def _about_platform(text: str) -> str:
    """A plugin may bring a platform that nobody here knows; what is nearly one that is known is a slip."""
    platforms = {**SOCIAL, **ADS}
    if text in platforms:
        return ""
    named = {label.lower(): key for key, label in platforms.items()} | {key: key for key in platforms}
    near = get_close_matches(text.lower(), named, n=1, cutoff=0.8)
    return f"Did you mean “{named[near[0]]}”?" if near else ""


def _any_text(_text: str) -> str:
    return ""
