"""The conformance kit: what authors of plugins run their work through. Nothing in kpi_xl itself imports it."""

from kpi_xl.testing.contract import HardshipContract, ImporterContract, RecognitionContract
from kpi_xl.testing.definitions import AnalysisContract, KpiContract
from kpi_xl.testing.made import made_samples
from kpi_xl.testing.sample import Sample

__all__ = [
    "AnalysisContract",
    "HardshipContract",
    "ImporterContract",
    "KpiContract",
    "RecognitionContract",
    "Sample",
    "made_samples",
]
