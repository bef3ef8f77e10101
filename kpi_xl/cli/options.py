"""Options that several commands share, described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ProjectOption = Annotated[
    Path | None,
    typer.Option(help="The project folder. Default: this folder, or the nearest above it that is one."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, and nothing else.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first plugin that fails.")]
PeriodOption = Annotated[
    str | None, typer.Option(help="2026-10, 2026-Q3, 2026-W41, 2026, a day, or 2026-10-01..2026-10-31.")
]
PlatformOption = Annotated[str | None, typer.Option(help="Only this platform, such as instagram or meta_ads.")]
AccountOption = Annotated[str | None, typer.Option(help="Only this account, as the exports name it.")]
CampaignOption = Annotated[str | None, typer.Option(help="Only this campaign, as the exports name it.")]
