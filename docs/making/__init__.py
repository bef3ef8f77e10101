"""Makes what the docs show: output of commands, generated pages and pictures. In `docs/`: `python -m making`."""
