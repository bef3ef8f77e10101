"""How a KPI stands to a published benchmark, 100 where both are equal.

Figures of another definition are refused: engagement by reach is many times that by followers, and says nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Finding,
    Given,
    Kpi,
    Setting,
    UsageError,
    agreement,
    as_dicts,
    format_number,
    format_percent,
    hookimpl,
    kpi_of,
    kpi_values,
    labels,
    no_table,
    platform_name,
    texts_beside,
    whole,
)
from kpi_xl_analyses._columns import KPI_ID, KPI_LABEL, PLATFORM, Cells
from kpi_xl_analyses.by_hand._arguments import figure

if TYPE_CHECKING:
    from kpi_xl import Agreement, Data, Language, Result, Scope, Settings

COLUMNS = (
    KPI_ID,
    KPI_LABEL,
    PLATFORM,
    AnalysisColumn("industry", labels("Industry", "Bransje", "Bransch")),
    AnalysisColumn("year", labels("Year", "År", "År"), "count"),
    AnalysisColumn("value", labels("Ours", "Vår", "Vår"), "number"),
    AnalysisColumn("benchmark", labels("Benchmark", "Bransjetall", "Riktmärke"), "number"),
    AnalysisColumn("index", labels("Index", "Indeks", "Index"), "number"),
    AnalysisColumn("verdict", labels("Comparison", "Sammenligning", "Jämförelse")),
    AnalysisColumn("definition", labels("Their definition", "Deres definisjon", "Deras definition")),
    AnalysisColumn("source", labels("Source", "Kilde", "Källa")),
)
_SAY = texts_beside(__file__)
_NEAR = 10  # index points: no two figures of different samples are closer than that beyond doubt
_OLD = 2  # years


def benchmark_index(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    rows = _benchmarks(data, scope, str(settings["industry"]))
    if not rows:
        return no_table(COLUMNS, "needs_input", _SAY("no_benchmarks", language))
    kpis = {row["kpi"]: kpi for row in rows if (kpi := kpi_of(data, row["kpi"])) is not None}
    asked = [(row, kpis[row["kpi"]]) for row in rows if row["kpi"] in kpis]
    scopes = [replace(scope, platform=row["platform"] or scope.platform) for row, _ in asked]
    results = kpi_values(data, [(kpi.id, own) for (_, kpi), own in zip(asked, scopes, strict=True)], language)
    cells: list[Cells] = []
    notes: list[str] = []
    findings: list[Finding] = []
    for (row, kpi), own, result in zip(asked, scopes, results, strict=True):
        same = agreement(data, kpi, str(row["definition"] or ""))
        notes += _notes(row, kpi, same, scope, language)
        if same == "same" and whole(data.coverage, own.platform, scope.period):
            findings += _finding(row, kpi, result, len(cells), language)
        cells.append(_cells(row, kpi, result.value, same, language))
    return AnalysisTable(COLUMNS, cells, tuple(dict.fromkeys(notes)), findings=tuple(findings))


def by_hand(given: Given, settings: Settings, language: Language) -> AnalysisTable:
    """`value=0.05 benchmark=0.04`, and if wanted definition= and benchmark_definition=, which then have to be the same.

    Raises:
        UsageError: the benchmark is 0, or the two definitions differ.
    """
    del settings
    ours, theirs = (str(given.values.get(name, "")).strip() for name in ("definition", "benchmark_definition"))
    if ours.casefold() != theirs.casefold() and ours and theirs:
        raise UsageError(f"“{ours}” and “{theirs}” are different definitions.", "Find a benchmark with yours.")
    benchmark = figure(given, "benchmark")
    if not benchmark:
        raise UsageError("The benchmark is 0.", "Write value=0.05 benchmark=0.04.")
    kpi = Kpi("value", "ratio", "higher", "", labels("Value", "Verdi", "Värde"), "", formula="")
    row = dict.fromkeys(("platform", "industry", "year", "source"), None) | {"value": benchmark, "definition": theirs}
    return AnalysisTable(COLUMNS, [_cells(row, kpi, figure(given, "value"), "same", language)])


def _benchmarks(data: Data, scope: Scope, industry: str) -> list[Mapping[str, Any]]:
    """Those of the asked platform and industry, of each kind the newest that is not younger than the period."""
    frame = data.frames.get("benchmarks")
    if frame is None:
        return []
    newest: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for row in as_dicts(frame):
        fits = scope.platform in {None, row["platform"]} or not row["platform"]
        wanted = not industry or industry.casefold() == str(row["industry"] or "").casefold()
        if not fits or not wanted or not row["value"] or (row["year"] or 0) > scope.period.last.year:
            continue
        key = tuple(str(row[name] or "") for name in ("kpi", "platform", "industry", "definition", "source"))
        if key not in newest or (row["year"] or 0) > (newest[key]["year"] or 0):
            newest[key] = row
    return [newest[key] for key in sorted(newest)]


def _is_median(definition: str) -> bool:
    return "median" in definition.casefold()


def _index(value: float | None, benchmark: float, same: Agreement) -> float | None:
    return 100 * value / benchmark if value is not None and same != "other" else None


def _cells(row: Mapping[str, Any], kpi: Kpi, value: float | None, same: Agreement, language: Language) -> Cells:
    index = _index(value, row["value"], same)
    return (
        kpi.id,
        kpi.label[language],
        platform_name(row["platform"]) if row["platform"] else "",
        row["industry"] or "",
        row["year"],
        value,
        row["value"],
        index,
        _SAY(_verdict(kpi, index, same), language),
        row["definition"] or "",
        row["source"] or "",
    )


def _verdict(kpi: Kpi, index: float | None, same: Agreement) -> str:
    if same == "other":
        return "refused"
    if index is None:
        return "missing"
    if same == "unsaid":
        return "unsaid"
    if abs(index - 100) < _NEAR:
        return "equal"
    if kpi.better == "context":
        return "compared"
    return "better" if (index > 100) == (kpi.better == "higher") else "worse"  # noqa: PLR2004 - where both are equal


def _notes(row: Mapping[str, Any], kpi: Kpi, same: Agreement, scope: Scope, language: Language) -> list[str]:
    label, definition = kpi.label[language], str(row["definition"] or "")
    if same == "other":
        return [_SAY("refused_note", language, label=label, source=row["source"] or "?", definition=definition)]
    found: list[str] = []
    if row["year"] and scope.period.last.year - row["year"] > _OLD:
        found.append(_SAY("old", language, label=label, year=row["year"]))
    if _is_median(definition):
        found.append(_SAY("median", language, label=label))
    return found


def _finding(row: Mapping[str, Any], kpi: Kpi, result: Result, at: int, language: Language) -> list[Finding]:
    index = _index(result.value, row["value"], "same")
    if index is None or result.value is None or _verdict(kpi, index, "same") not in {"better", "worse"}:
        return []
    text = _SAY(
        "above" if index > 100 else "below",  # noqa: PLR2004 - where both are equal
        language,
        label=kpi.label[language],
        platform=f" ({platform_name(row['platform'])})" if row["platform"] else "",
        value=_figure(result.value, kpi, language),
        benchmark=_figure(row["value"], kpi, language),
        percent=format_number(abs(index - 100), language),
        source=row["source"] or "?",
        year=row["year"] or "?",
    )
    return [Finding(text, 0.3, at, kpi="" if row["platform"] else kpi.id)]


def _figure(value: float, kpi: Kpi, language: Language) -> str:
    return format_percent(value, language, 2) if kpi.unit == "percent" else format_number(value, language, 2)


ANALYSIS = Analysis(
    id="benchmark_index",
    area="tracking",
    label=labels("Benchmark against the industry", "Sammenligning med bransjen", "Jämförelse med branschen"),
    columns=COLUMNS,
    needs=("benchmarks.kpi", "benchmarks.value", "benchmarks.definition", "benchmarks.year"),
    calculate=benchmark_index,
    source="https://www.rivaliq.com/blog/2019-social-media-benchmark-report/",
    settings=(Setting("industry", "", labels("Industry", "Bransje", "Bransch")),),
    by_hand=ByHand(
        by_hand,
        (
            Argument("value", "number", labels("Ours", "Vår", "Vår")),
            Argument("benchmark", "number", labels("Benchmark", "Bransjetall", "Riktmärke")),
            Argument(
                "definition", "text", labels("Our definition", "Vår definisjon", "Vår definition"), required=False
            ),
            Argument(
                "benchmark_definition",
                "text",
                labels("Their definition", "Deres definisjon", "Deras definition"),
                required=False,
            ),
        ),
    ),
    aliases=("benchmark", "benchmarks", "bransjetall", "bransjestandard", "riktmärken", "branschjämförelse"),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return (ANALYSIS,)
