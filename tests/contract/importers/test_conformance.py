"""Every bundled importer run through the conformance kit, as any other author's would be."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import kpi_xl_importers
from kpi_xl.importing.importer import Importer
from kpi_xl.testing import HardshipContract, RecognitionContract
from tests.contract.importers.written_samples import WRITTEN

# The reader survives hardships in the same way for all, so that two stand for it in a quick run.
_QUICK = {"x_twitter", "meta_business_suite"}


def bundled() -> Iterator[Importer]:
    """As their authors wrote them: the host guards their layouts."""
    for module in pkgutil.iter_modules(kpi_xl_importers.__path__):
        give = getattr(importlib.import_module(f"kpi_xl_importers.{module.name}"), "kpi_xl_importers", list)
        yield from give()


def classes() -> Iterator[tuple[str, Any]]:
    for importer in bundled():
        name = importer.name.title().replace("_", "")
        # Every file is held against every importer already, so that none need be held against each file.
        given = {"importer": importer, "samples": WRITTEN.get(importer.name, ()), "made_in": ("en",), "others": ()}
        yield f"Test{name}", type(f"Test{name}", (RecognitionContract,), given)
        hard = type(f"Test{name}Hardships", (HardshipContract,), given)
        yield hard.__name__, hard if importer.name in _QUICK else pytest.mark.slow(hard)
        everywhere = type(f"Test{name}InEveryLanguage", (RecognitionContract,), {**given, "made_in": None})
        yield everywhere.__name__, pytest.mark.slow(everywhere)


globals().update(classes())
