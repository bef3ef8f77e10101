"""How often people keep a post for later."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Kpi, hookimpl

KPIS = (
    Kpi(
        id="save_rate",
        formula="posts.saves / sum(posts.reach)",
        unit="percent",
        better="higher",
        area="engagement",
        stage="interest",
        level="micro",
        label={"en": "Save rate", "nb": "Lagringsrate", "sv": "Sparningsgrad"},
        aliases=("lagringsrate", "sparningsgrad"),
        source="https://blog.hootsuite.com/social-media-metrics/",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
