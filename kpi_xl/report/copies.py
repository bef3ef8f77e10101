"""The lists that rows and sheets of a template repeat for: platforms, accounts, campaigns and KPIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_xl.kpis.fact_rows import NONE
from kpi_xl.report.answers import Names, answers
from kpi_xl.report.clients import client_texts, clients
from kpi_xl.report.pages.shown import page_label
from kpi_xl.report.scorecard import rows
from kpi_xl.report.sections import sections
from kpi_xl.report.steps import funnel_steps, step_texts
from kpi_xl.report.texts import kpi_texts, page_kpis, page_texts, platform_kpis, platform_texts
from kpi_xl.vocabulary.platforms import platform_name
from kpi_xl.workbook.filling import Filling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material
    from kpi_xl.report.pages.page import PageTexts
    from kpi_xl.workbook.placeholder import Placeholder


def copies(
    material: Material, formulas: Formulas, asked: Sequence[Placeholder], shown: Mapping[str, PageTexts]
) -> Mapping[str, Sequence[Filling]]:
    """Each list with what its copies answer."""
    inside = {name: [each for each in asked if each.repeat == name] for name in ("kpi", "step", "account", "campaign")}
    return {
        "platform": _platforms(material, formulas, asked),
        "account": _named(material, formulas, inside["account"], "account"),
        "campaign": _named(material, formulas, inside["campaign"], "campaign"),
        "kpi": _kpis(material, formulas, inside["kpi"]),
        "step": _steps(material, formulas, inside["step"]),
        "client": _clients(material, formulas, asked),
        "page": _pages(material, shown),
        **{
            name: _page(material, formulas, asked, name, shown) if there else []
            for name, there in sections(material).items()
        },
    }


def _page(
    material: Material, formulas: Formulas, asked: Sequence[Placeholder], name: str, shown: Mapping[str, PageTexts]
) -> Sequence[Filling]:
    """A page that is there once: what it is called, and what is said and shown on it."""
    names = Names({name: page_label(material, name)})
    if name in shown:
        names = Names({name: page_label(material, name), **page_texts(name, shown[name])}, page_kpis(shown[name]))
    return [Filling(answers(material, formulas, asked, names), key=name)]


def _pages(material: Material, shown: Mapping[str, PageTexts]) -> Sequence[Filling]:
    """Every such page as a row of a list, such as the contents."""
    return [
        Filling({"page": page_label(material, name), "page.label": page_label(material, name)}, key=name)
        for name in shown
    ]


def _platforms(material: Material, formulas: Formulas, asked: Sequence[Placeholder]) -> Sequence[Filling]:
    return [
        Filling(
            answers(material, formulas, asked, Names(platform_texts(material, one), platform_kpis(material, one))),
            key=one,
        )
        for one in material.platforms
    ]


def _named(
    material: Material, formulas: Formulas, inside: Sequence[Placeholder], kind: Literal["account", "campaign"]
) -> Sequence[Filling]:
    """The accounts or campaigns of the platforms with a page; those of one name on two platforms are two."""
    if not inside:
        return []
    found = {(key.platform, str(getattr(key, kind))) for key in formulas.facts.keys}
    order = {platform: place for place, platform in enumerate(material.platforms)}
    wanted = sorted(
        (one for one in found if one[0] in order and one[1] != NONE), key=lambda one: (order[one[0]], one[1])
    )
    return [
        Filling(answers(material, formulas, inside, Names(_texts(kind, name, platform))), key=f"{platform} {name}")
        for platform, name in wanted
    ]


def _texts(kind: str, name: str, platform: str) -> Mapping[str, str]:
    return {
        kind: name,
        f"{kind}.label": name,
        f"{kind}.platform": platform,
        f"{kind}.platform_label": platform_name(platform),
    }


def _clients(material: Material, formulas: Formulas, asked: Sequence[Placeholder]) -> Sequence[Filling]:
    if not any(one.name.partition(".")[0] == "client" for one in asked):
        return []
    return [
        Filling(answers(material, formulas, asked, Names(client_texts(name, platforms))), key=name)
        for name, platforms in clients(material, formulas).items()
    ]


def _steps(material: Material, formulas: Formulas, inside: Sequence[Placeholder]) -> Sequence[Filling]:
    if not inside:
        return []
    return [
        Filling(
            answers(material, formulas, inside, Names(step_texts(material, one), {"step.value": one.kpi})), key=one.kpi
        )
        for one in funnel_steps(material.analysed)
        if one.kpi in material.catalogue
    ]


def _kpis(material: Material, formulas: Formulas, inside: Sequence[Placeholder]) -> Sequence[Filling]:
    return [
        Filling(
            answers(
                material,
                formulas,
                inside,
                Names(kpi_texts(material, row), {"kpi.value": row.kpi.id} if row.kpi else {}),
            ),
            key=row.kpi.id if row.kpi else row.heading,
        )
        for row in rows(material)
    ]
