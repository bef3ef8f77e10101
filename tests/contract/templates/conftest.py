"""The templates of the corpus."""

from __future__ import annotations

import pytest
from corpus.filled import Corpus
from corpus.templates import TEMPLATES, CorpusTemplate


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """All of them, each built and filled once."""
    return Corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(params=TEMPLATES, ids=lambda template: template.name)
def wanted(request: pytest.FixtureRequest) -> CorpusTemplate:
    """Each template of the corpus in turn."""
    return request.param
