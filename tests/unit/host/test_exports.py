from __future__ import annotations

import kpi_xl


def test_everything_the_package_promises_can_be_imported() -> None:
    assert sorted(kpi_xl.__all__) == sorted(kpi_xl._HOMES)
    assert all(getattr(kpi_xl, name) is not None for name in kpi_xl.__all__)
