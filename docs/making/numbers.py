"""The page on KPIs: what each number means, in one of the three languages, by the definitions that reports use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.host import Host
from kpi_xl.kpis.additivity import additivity
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.excel import Cell, Criteria, excel
from kpi_xl.kpis.words import words
from kpi_xl.report.language import language as report_language

if TYPE_CHECKING:
    from kpi_xl.kpis.analysis import Analysis
    from kpi_xl.kpis.kpi import Kpi
    from kpi_xl.kpis.sentences import Language


@dataclass(frozen=True, slots=True)
class _Page:
    """One language of the page."""

    language: Language
    catalogue: Catalogue
    told: Mapping[str, str]
    areas: Mapping[str, str]
    units: Mapping[str, str]


def numbers_page(language: Language) -> str:
    """The page in Markdown."""
    host = Host()
    said = _words()[language]
    page = _Page(language, Catalogue(host.kpis()), said["page"], said["areas"], said["units"])
    return "\n".join((*_head(page), *_kpis(page), *_analyses(page, list(host.analyses()))))


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))


def _head(page: _Page) -> Iterator[str]:
    yield f"# {page.told['title']}\n"
    yield "<!-- Made by `python -m making` in docs/ from the KPI catalogue; what stands here is changed there. -->\n"
    yield f"{page.told['intro'].strip()}\n"
    yield " · ".join(f"[{label}](#{area})" for area, label in page.areas.items()) + "\n"


def _kpis(page: _Page) -> Iterator[str]:
    for area, label in page.areas.items():
        yield f'## <a id="{area}"></a>{label}\n'
        for kpi in page.catalogue:
            if kpi.area == area:
                yield from _kpi(page, kpi)


def _kpi(page: _Page, kpi: Kpi) -> Iterator[str]:
    report = report_language(page.language)
    yield f"### {kpi.label[page.language]}\n"
    yield f"{words(page.catalogue, kpi.id, page.language)}\n"
    yield f"- {page.told['id']}: `{kpi.id}`{_aliases(page, kpi)}"
    better = report(f"better.{kpi.better}")
    yield f"- {page.units[kpi.unit]} · {better} · {report(f'glossary.{additivity(page.catalogue, kpi.id)}')}"
    if kpi.formula:
        yield f"- {page.told['formula']}: `{' '.join(kpi.formula.split())}`"
    yield f"- {page.told['excel']}: {_excel(page, kpi)}"
    yield f"- {page.told['source']}: {_linked(kpi.source)}\n"


def _aliases(page: _Page, kpi: Kpi) -> str:
    return f" · {page.told['also']}: {', '.join(kpi.aliases)}" if kpi.aliases else ""


def _excel(page: _Page, kpi: Kpi) -> str:
    """The formula of a cell below a month in C4, beside a platform in A7."""
    formula = excel(page.catalogue, kpi.id, Criteria(Cell("C$4"), platform=Cell("$A7")))
    return f"`={formula}`" if formula else page.told["as_value"]


def _analyses(page: _Page, analyses: list[Analysis]) -> Iterator[str]:
    yield f'## <a id="analyses"></a>{page.told["analyses"]}\n'
    yield f"{page.told['analyses_intro']}\n"
    yield f"| {page.told['analysis']} | id | {page.told['columns']} |\n|---|---|---|"
    for one in sorted(analyses, key=lambda analysis: (analysis.area, analysis.id)):
        columns = ", ".join(column.label.get(page.language) or column.key for column in one.columns)
        yield f"| {_linked(one.source, one.label[page.language])} | `{one.id}` | {columns} |"
    yield ""


def _linked(source: str, text: str = "") -> str:
    """A definition of our own has no address."""
    if not source.startswith("http"):
        return text or source
    return f"[{text}](<{source}>)" if text else f"<{source}>"
