from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from excel_hosts.business import TODAY, make_business

from kpi_xl.excel.calling import Desk
from kpi_xl.project import registry
from kpi_xl.project.project import Project


@pytest.fixture(scope="package", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a machine remembers about projects, kept out of the real one."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_XL_HOME", str(home))
        yield home


@pytest.fixture(scope="package")
def project(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:  # noqa: ARG001 - it comes first
    """The project of the cases; workbooks that name none read it."""
    made = make_business(tmp_path_factory.mktemp("business"))
    registry.set_default_project(made.settings.id)
    return made


@pytest.fixture(scope="package")
def desk(project: Project) -> Desk:  # noqa: ARG001 - the default one
    return Desk(today=lambda: TODAY)
