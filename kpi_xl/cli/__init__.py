"""The command line: one file a command, and the only place that prints."""

from __future__ import annotations


def main() -> None:
    """Run `kpi-xl` and leave with 0, 1 (an error that was explained) or 2 (a wrong question)."""
    from kpi_xl.cli.running import run  # noqa: PLC0415 - `import kpi_xl.cli` alone costs nothing

    run()
