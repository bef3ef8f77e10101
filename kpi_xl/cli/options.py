"""Options that several commands share, described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ProjectOption = Annotated[
    Path | None,
    typer.Option("--project", help="The project folder. Default: this folder, or the nearest above it that is one."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, and nothing else.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first plugin that fails.")]
