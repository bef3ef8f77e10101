"""Every KPI that is a formula, in every month and on every platform, to a JSON file: run by ten_million.py."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from large_tables import ADS, SOCIAL

from kpi_xl.host import Host
from kpi_xl.kpis.catalogue import Catalogue
from kpi_xl.kpis.formula.tree import Name, walk
from kpi_xl.kpis.scope import Scope
from kpi_xl.kpis.uncollected import uncollected
from kpi_xl.kpis.values.evaluate import evaluate
from kpi_xl.vocabulary.periods import Period
from kpi_xl.warehouse.data import Data
from kpi_xl.warehouse.engines import open_frames

MONTHS = Period.parse("2023-11-01..2026-10-31").months()


def formulas() -> Catalogue:
    """The bundled KPIs that stand on formulas alone."""
    everything = Catalogue(Host().kpis())
    trees = {kpi.id: everything.tree(kpi.id) for kpi in everything}
    alone = [name for name, tree in trees.items() if tree and not any(isinstance(node, Name) for node in walk(tree))]
    return Catalogue([everything.get(name) for name in alone], strict=False)


def main() -> None:
    folder, output = map(Path, sys.argv[1:])
    catalogue = formulas()
    paths = {path.stem: path for path in folder.glob("*.parquet")}
    data = Data(open_frames(paths, "duckdb"), {}, (), (), "NOK", "UTC")
    requests = [
        (kpi.id, Scope(month, platform)) for kpi in catalogue for month in MONTHS for platform in (*SOCIAL, *ADS)
    ]
    results = evaluate(catalogue, requests, data)
    found = {
        f"{kpi_id} {scope.period} {scope.platform}": result.value
        for (kpi_id, scope), result in zip(requests, results, strict=True)
        if result.value is not None
    }
    output.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    with uncollected():  # as kpi-xl makes its reports
        main()
