"""What all bundled importers promise together; what each promises for itself is in test_conformance.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_xl.importing.opening.opener import open_file
from kpi_xl.importing.recognition import explain_identification
from tests.contract.importers.test_conformance import bundled

IMPORTERS = tuple(bundled())
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def test_names_of_formats_are_unlike() -> None:
    names = [export.name for importer in IMPORTERS for export in importer.formats]
    assert len(names) == len(set(names))


@pytest.mark.slow
@pytest.mark.timeout(600)  # two hundred files, each held against every format there is
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real exports are not here")
def test_no_importer_claims_a_file_of_another_platform() -> None:
    wrong: list[str] = []
    for file in sorted(path for path in SAMPLES.glob("*/*/**/*") if path.is_file()):
        # Folders of surveys and of what Facebook gave before are called a little otherwise than their importers.
        folder = file.relative_to(SAMPLES).parts[0].removeprefix("survey_").replace("_legacy", "")
        for opened in open_file(file):
            taking = {one.importer.name for one in explain_identification(opened, IMPORTERS) if one.takes}
            wrong += [f"{file}: {name}" for name in taking if not folder.startswith(name)]
            wrong += [f"{file}: {taking}"] if len(taking) > 1 else []
    assert not wrong
