"""The template language, as far as the shipped templates use it."""

from __future__ import annotations


def text(name: str) -> str:
    """A text, number or day of the report."""
    return f"{{{{ {name} }}}}"


def each(name: str) -> str:
    """The same, and its row or sheet repeats for each item of the list before the dot."""
    return text(f"each {name}")


def kpi(name: str, **criteria: str) -> str:
    """A KPI in the scope that stands in other cells: `kpi("ctr", platform="$A7", period="C$4")`."""
    scope = ", ".join(f"{key}={cell}" for key, cell in criteria.items())
    return f"{{{{ {name} | {scope} }}}}"
