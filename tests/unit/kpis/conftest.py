"""What the tests of KPIs share."""

from __future__ import annotations

import pytest

from kpi_xl.host.manager import Host
from kpi_xl.kpis.catalogue import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The bundled KPIs."""
    return Catalogue(Host().kpis())
