"""The conformance kit: what authors of plugins run their work through. Nothing in kpi_xl itself imports it."""

from kpi_xl.testing.contract import HardshipContract, ImporterContract, RecognitionContract
from kpi_xl.testing.made import made_samples
from kpi_xl.testing.sample import Sample

__all__ = ["HardshipContract", "ImporterContract", "RecognitionContract", "Sample", "made_samples"]
