"""An agency's clients: the names of accounts, each over all its platforms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpi_xl.kpis.fact_rows import NONE
from kpi_xl.vocabulary.platforms import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_xl.report.formulas import Formulas
    from kpi_xl.report.material import Material
    from kpi_xl.workbook.filling import Scalar

_SHEET_NAME = 31  # letters that Excel allows
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def clients(material: Material, formulas: Formulas) -> Mapping[str, Sequence[str]]:
    """The platforms of every account that has figures, in the order of names; accounts of one name are one client."""
    found: dict[str, set[str]] = {}
    for key in formulas.facts.keys:
        if key.account != NONE and key.platform in material.platforms:
            found.setdefault(str(key.account), set()).add(key.platform)
    return {name: [one for one in material.platforms if one in found[name]] for name in sorted(found, key=str.casefold)}


def client_texts(name: str, platforms: Sequence[str]) -> Mapping[str, Scalar]:
    """What is said in a client's row and on its page."""
    return {
        "client": name,
        "client.label": name,
        "client.kicker": name.upper(),
        "client.sheet": _FORBIDDEN.sub(" ", name).strip()[:_SHEET_NAME] or "-",
        "client.platforms": ", ".join(platform_name(one) for one in platforms),
    }
