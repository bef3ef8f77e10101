"""Whether posts on one topic engage more than others.

Topics come from the export's labels or from tagging rules; rules that are written after one has seen which posts went
well find what they look for, and a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kpi_xl import Analysis, Setting, hookimpl, labels, texts_beside
from kpi_xl_analyses.content._groups import columns, group_table
from kpi_xl_analyses.content._posts import NEEDS

if TYPE_CHECKING:
    from kpi_xl import AnalysisTable, Data, Language, Scope, Settings

COLUMNS = columns("topic", labels("Topic", "Tema", "Ämne"))
_SAY = texts_beside(__file__)


def topic_comparison(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    table = group_table(data, scope, settings, language, COLUMNS)
    return replace(table, notes=(*table.notes, _SAY("before", language))) if table.rows else table


ANALYSIS = Analysis(
    id="topic_comparison",
    area="content",
    label=labels("Engagement by topic", "Engasjement per tema", "Engagemang per ämne"),
    columns=COLUMNS,
    needs=("posts.topic", *NEEDS),
    calculate=topic_comparison,
    source="https://www.rivaliq.com/blog/2019-social-media-benchmark-report/",
    settings=(Setting("against", "rest", labels("Held against", "Målt mot", "Mätt mot"), ("rest", "pairs")),),
    aliases=("topics", "temaer", "emner", "ämnen", "tema"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
