"""A made-up company's export files, in the platforms' real formats: to try the product on, and to test it with.

Deterministic: the same last month gives the same bytes. Nothing here knows of the rest of the product.
"""

from __future__ import annotations

from kpi_xl.demo.company import CLIENT, CURRENCY, LANGUAGE, TIMEZONE
from kpi_xl.demo.inputs import write_inputs
from kpi_xl.demo.writing import last_complete_month, write_exports

__all__ = ["CLIENT", "CURRENCY", "LANGUAGE", "TIMEZONE", "last_complete_month", "write_exports", "write_inputs"]
