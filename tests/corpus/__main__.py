"""Write all templates of the corpus into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.templates import TEMPLATES

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for template in TEMPLATES:
    print(template.build(folder))  # noqa: T201 - a command
