"""Whether posts of one format engage more than others: each post is one case, however many people saw it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import Analysis, Argument, ByHand, Setting, hookimpl, labels
from kpi_xl_analyses.content._groups import by_hand, columns, group_table
from kpi_xl_analyses.content._posts import NEEDS

if TYPE_CHECKING:
    from kpi_xl import AnalysisTable, Data, Given, Language, Scope, Settings

COLUMNS = columns("format", labels("Format", "Format", "Format"))


def format_comparison(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    return group_table(data, scope, settings, language, COLUMNS)


def _by_hand(given: Given, _settings: Settings, language: Language) -> AnalysisTable:
    return by_hand(given, language, COLUMNS)


ANALYSIS = Analysis(
    id="format_comparison",
    area="content",
    label=labels("Formats compared", "Formater sammenlignet", "Format jämförda"),
    columns=COLUMNS,
    needs=("posts.format", *NEEDS),
    calculate=format_comparison,
    source="https://www.rivaliq.com/blog/2019-social-media-benchmark-report/",
    settings=(Setting("against", "rest", labels("Held against", "Målt mot", "Mätt mot"), ("rest", "pairs")),),
    by_hand=ByHand(
        _by_hand,
        (
            Argument("a", "numbers", labels("Rates of the first kind", "Rater, første type", "Grader, första typen")),
            Argument("b", "numbers", labels("Rates of the second kind", "Rater, andre type", "Grader, andra typen")),
        ),
    ),
    aliases=("content type", "video or image", "innholdstype", "video mot bilde", "innehållstyp", "video mot bild"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
