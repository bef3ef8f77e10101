"""The page on exports: where each is found, and what each file gives, by what the importers declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kpi_xl.host import Host
from kpi_xl.importing.guides import Guide, guides_of
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.labels import field_label
from kpi_xl.kpis.sentences import table_label
from kpi_xl.project.feeding import Feeds
from kpi_xl.vocabulary.tables import tables

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Export, Importer, Part

_HEAD = """# Each platform's export

<!-- Made by `python -m making` in docs/ from the importers; what stands here is changed there. -->

Where each export is found, with which settings, and what each file gives. In the terminal: `kpi-xl guide instagram`.
Take files as the platform gives them: as CSV, Excel or zip, in any of its languages, and leave their names as they are.
A file that has been opened and saved in Excel may have lost ids and dates; kpi-xl tells when it sees that.
"""


def exports_page() -> str:
    """The page in Markdown."""
    host = Host()
    importers = {one.name: one for one in host.importers()}
    guides = sorted(guides_of(importers.values()), key=lambda one: one.name.casefold())
    catalogue = Catalogue(host.kpis())
    sections = (_section(guide, importers[guide.importer], catalogue) for guide in guides)
    return "\n".join((_HEAD, _contents(guides), "", *sections))


def _contents(guides: Iterable[Guide]) -> str:
    return " · ".join(f"[{guide.name}](#{guide.importer})" for guide in guides)


def _section(guide: Guide, importer: Importer, catalogue: Catalogue) -> str:
    lines = (
        f'## <a id="{guide.importer}"></a>{guide.name}',
        "",
        f"**{guide.address}** – {guide.menu}",
        "",
        guide.advice["en"],
        "",
        *_files(importer.formats),
        _kpis(importer, catalogue),
        "",
    )
    return "\n".join(lines)


def _files(formats: Iterable[Export]) -> Iterator[str]:
    yield "| file | rows | figures |"
    yield "|---|---|---|"
    for export in formats:
        rows = list(dict.fromkeys(part.table for part in export.parts if part.table))
        for at, table in enumerate(rows):
            name = f"`{export.name}`" if at == 0 else ""
            yield f"| {name} | {table_label(table, 'en')} | {_figures(export.parts, table)} |"
        if not rows:
            yield f"| `{export.name}` | – | nothing is imported: {_why_not(export.parts)} |"
    yield ""


def _figures(parts: Iterable[Part], table: str) -> str:
    given = (
        name
        for part in parts
        if part.table == table
        for name in [*(column.field for column in part.all_columns()), *(one.field for one in part.derived)]
    )
    known = tables()[table].fields
    figures = dict.fromkeys(name for name in given if name in known and known[name].is_metric)
    return ", ".join(field_label(name, "en") for name in figures) or "none of its own: what is counted are the rows"


def _why_not(parts: Sequence[Part]) -> str:
    return " ".join(dict.fromkeys(part.why_not for part in parts if part.why_not)) or "it tells of settings alone."


def _kpis(importer: Importer, catalogue: Catalogue) -> str:
    feeds = Feeds([importer])
    fed = [
        kpi.label["en"]
        for kpi in catalogue
        if any(feed.importer == importer.name for feed in feeds.of_kpi(catalogue, kpi))
    ]
    return f"KPIs that it has a part in: {', '.join(fed)}." if fed else "It feeds analyses alone."
