"""The texts of a report by the names that templates use for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.report.breaks import breaks_of
from kpi_xl.report.choice import base_of, leading, platform_cards, rate_of, summary_cards
from kpi_xl.report.findings.charts import bars_title, line_title, lines_title
from kpi_xl.report.findings.decisions import decisions
from kpi_xl.report.findings.pages import summary_headline, summary_standfirst
from kpi_xl.report.findings.places import link_of
from kpi_xl.report.findings.sentences import Finding, findings
from kpi_xl.report.findings.watch import watch
from kpi_xl.report.months import last_day
from kpi_xl.report.pages.funnel import margin
from kpi_xl.report.scorecard import without_figures
from kpi_xl.report.slots import slots
from kpi_xl.report.tables.best import CAMPAIGN_KPIS
from kpi_xl.vocabulary.periods import Period
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpi_xl.report.material import Material
    from kpi_xl.report.pages.page import PageTexts
    from kpi_xl.report.scorecard import Row
    from kpi_xl.workbook.filling import Scalar
    from kpi_xl.workbook.template import Template

_FINDINGS = 3
_LABEL = 36  # letters that the scorecard's first column holds


def report_texts(material: Material, made: date) -> dict[str, Scalar]:
    """What is said once: cover, summary, headers and footers."""
    words, kpi = material.language, leading(material)
    month = material.month.first
    until = last_day(material.data.coverage)
    return {
        "report.client": material.request.client,
        "report.month": month,
        "report.period": words.month(month),
        "report.made": words.day(made),
        "report.until": words.day(min(until, material.month.last)) if until else "",
        "report.currency": material.currency,
        "report.zone": material.data.timezone,
        "report.footer": words("report.footer", currency=material.currency, zone=material.data.timezone),
        "report.all_platforms": words("report.all_platforms"),
        "report.business_model": words(f"business_model.{material.request.business_model}"),
        "report.left_out": _left_out(material),
        "report.margin": margin(material) or 1,
        "summary.headline": summary_headline(material),
        "summary.standfirst": summary_standfirst(material),
        "lines.title": lines_title(material, kpi),
        "lines.subtitle": words("lines.subtitle", kpi=material.label(kpi), unit=_unit(material, kpi)),
        "bars.title": bars_title(material, kpi),
        "bars.subtitle": words("bars.subtitle", kpi=material.label(kpi), unit=_unit(material, kpi)),
        **_numbered("finding", findings(material, _FINDINGS)),
        **_numbered("watch", watch(material, _FINDINGS)),
        **_decisions(material),
        **_slot_texts(material),
    }


def finding_links(material: Material, template: Template) -> dict[str, Scalar]:
    """Where in the workbook the figures of the findings stand, for =HYPERLINK(); empty for what stands in none."""
    links = [link_of(material, template, one) for one in findings(material, _FINDINGS)]
    return {f"finding.{place}.link": link for place, link in enumerate([*links, "", "", ""][:_FINDINGS], 1)}


def report_days(material: Material, made: date) -> dict[str, date]:
    """The days behind texts, for a template that writes them in its own way."""
    until = last_day(material.data.coverage)
    days = {"report.period": material.month.first, "report.made": made}
    return {**days, "report.until": min(until, material.month.last)} if until else days


def report_kpis(material: Material) -> dict[str, str]:
    """The KPIs that the summary has chosen."""
    cards = {f"card.{place}": kpi for place, kpi in enumerate(summary_cards(material), 1)}
    return {**cards, "leading": leading(material)}


def platform_texts(material: Material, platform: str) -> dict[str, Scalar]:
    """What is said on one platform's page and in its row of a list."""
    words, name = material.language, platform_name(platform)
    ads = material.is_ads(platform)
    return {
        "platform": platform,
        "platform.key": platform,
        "platform.label": name,
        "platform.kicker": name.upper(),
        "platform.note": words("platform.note_ads" if ads else "platform.note_posts"),
        "line.title": line_title(material, platform),
        "line.subtitle": words("lines.rate", kpi=material.label(rate_of(material, platform)))
        + _broken(material, rate_of(material, platform), platform),
        **(_campaign_texts(material) if ads else _post_texts(material, platform)),
    }


def _broken(material: Material, kpi: str, platform: str) -> str:
    """That the platform began to count a line's figure otherwise within its thirteen months."""
    shown = Period(material.month.shifted(-12).first, material.month.last)
    days = [one.day for one in breaks_of(material, kpi, (platform,), shown)]
    return "".join(material.language("lines.break", day=material.language.day(day)) for day in days)


def platform_kpis(material: Material, platform: str) -> dict[str, str]:
    """The KPIs that a platform's page has chosen."""
    cards = {f"card.{place}": kpi for place, kpi in enumerate(platform_cards(material, platform), 1)}
    return {**cards, "line": rate_of(material, platform)}


def page_texts(name: str, page: PageTexts) -> dict[str, Scalar]:
    """What is said on a page that only some reports have."""
    return {f"{name}.advice": page.advice, **{f"{name}.{part}": text for part, text in page.more.items()}}


def page_kpis(page: PageTexts) -> dict[str, str]:
    """The KPIs that such a page has chosen."""
    return {**{f"card.{place}": kpi for place, kpi in enumerate(page.cards, 1)}, "line": page.line}


def kpi_texts(material: Material, row: Row) -> dict[str, Scalar]:
    """What is said in one row of a list of KPIs; a heading has only its words."""
    if row.kpi is None:
        nothing = dict.fromkeys(("kpi.id", "kpi.unit_key", "kpi.better", "kpi.value"))
        return {"kpi": row.heading, "kpi.label": row.heading, "kpi.unit": "", **nothing}
    kpi = row.kpi
    return {
        "kpi": row.heading,
        "kpi.label": row.heading if len(row.heading) <= _LABEL else material.label(kpi.id),
        "kpi.unit": material.language.unit(kpi.unit, material.currency),
        "kpi.id": kpi.id,
        "kpi.unit_key": kpi.unit,
        "kpi.better": {"higher": 1, "lower": -1}.get(kpi.better, 0),
    }


def _post_texts(material: Material, platform: str) -> dict[str, Scalar]:
    words, base = material.language, base_of(material, platform)
    heads = [words(f"base.shown_{base}"), words("base.engagements"), words("top.rate"), words("base.comments"),
             words("base.shares"), words("top.versus")]  # fmt: skip
    return {
        "bars.title": words("bars.format_title" if platform in material.with_formats else "bars.weekday_title"),
        "bars.subtitle": words("bars.format_subtitle", base=words(f"base.{base}")),
        "top.title": words("top.posts"),
        "top.subtitle": words("top.posts_subtitle"),
        "top.date": words("top.date"),
        "top.name": words("top.posts_name"),
        "top.kind": words("top.kind") if platform in material.with_formats else "",
        **_top_heads(heads, ["count", "count", "percent", "count", "count", "points"]),
    }


def _campaign_texts(material: Material) -> dict[str, Scalar]:
    words = material.language
    known = [material.catalogue.get(kpi) if kpi in material.catalogue else None for kpi in CAMPAIGN_KPIS]
    heads = [words(f"campaign.{kpi}", currency=material.currency) for kpi in CAMPAIGN_KPIS]
    units = [kpi.unit if kpi else "count" for kpi in known]
    return {
        "bars.title": words("bars.campaign_title"),
        "bars.subtitle": words("bars.campaign_subtitle"),
        "top.title": words("top.campaigns"),
        "top.subtitle": words("top.campaigns_subtitle"),
        "top.date": "",
        "top.name": words("top.campaigns_name"),
        "top.kind": "",
        **_top_heads([*heads, words("top.versus")], [*units, "points"]),
    }


def _top_heads(heads: Sequence[str], units: Sequence[str]) -> dict[str, Scalar]:
    labels: dict[str, Scalar] = {f"top.{place}.label": head for place, head in enumerate(heads, 1)}
    return labels | {f"top.{place}.unit": unit for place, unit in enumerate(units, 1)}


def _numbered(name: str, found: Sequence[Finding]) -> dict[str, Scalar]:
    texts: dict[str, Scalar] = {}
    for place in range(1, _FINDINGS + 1):
        finding = found[place - 1] if place <= len(found) else Finding("")
        parts = {"title": finding.title, "detail": finding.detail, "advice": finding.advice}
        texts |= {f"{name}.{place}.{part}": text for part, text in parts.items()}
    return texts


def _decisions(material: Material) -> dict[str, Scalar]:
    told = [*decisions(material, _FINDINGS), *[""] * _FINDINGS]
    return {f"decision.{place}": told[place - 1] for place in range(1, _FINDINGS + 1)}


def _slot_texts(material: Material) -> dict[str, Scalar]:
    texts: dict[str, Scalar] = {}
    for place, platform in enumerate(slots(material.compared), 1):
        texts[f"slot.{place}.key"] = platform or "-"  # no platform's key: an empty cell would mean all of them
        texts[f"slot.{place}.label"] = platform_name(platform) if platform else ""
    return texts


def _left_out(material: Material) -> str:
    kpis = [material.language.label(kpi) for kpi in without_figures(material)]
    return material.language("report.left_out", kpis=", ".join(kpis)) if kpis else ""


def _unit(material: Material, kpi: str) -> str:
    return material.language.unit(material.catalogue.get(kpi).unit, material.currency)
