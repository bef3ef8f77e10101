"""Meta Business Suite: posts, videos, stories, daily insights and audience of Facebook pages and Instagram accounts."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_xl import Importer, headers_beside, hookimpl
from kpi_xl_importers._meta_audience import AUDIENCE
from kpi_xl_importers._meta_daily import DAILY, TOP_FORMATS
from kpi_xl_importers._meta_posts import POSTS

IMPORTER = Importer(
    name="meta_business_suite",
    version="1",
    platform=None,
    formats=(*POSTS, DAILY, AUDIENCE, TOP_FORMATS),
    headers=headers_beside(__file__),
)


@hookimpl
def kpi_xl_importers() -> Sequence[Importer]:
    """The importer of Meta Business Suite."""
    return [IMPORTER]
