"""`python -m kpi_xl`: the command line where the folder of scripts is not on the PATH, as often on Windows."""

from __future__ import annotations

from kpi_xl.cli import main

if __name__ == "__main__":
    main()
