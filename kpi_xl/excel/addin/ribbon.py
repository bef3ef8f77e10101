"""The KPI tab in Excel's ribbon."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from kpi_xl.excel.addin.modules import texts
from kpi_xl.kpis.sentences import Language

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_xml(language: Language) -> str:
    """The tab's buttons; each calls the procedure of its name in KpiRibbon.bas."""
    tips = texts()["tips"]
    buttons = "".join(
        f'<button id="{name}" label={quoteattr(about[language])} imageMso="{about["image"]}" size="large" '
        f'screentip={quoteattr(about[language])} supertip={quoteattr(tips[name][language])} onAction="{name}"/>'
        for name, about in texts()["ribbon"].items()
    )
    group = f'<group id="KpiGroup" label="KPI">{buttons}</group>'
    tab = f'<tab id="KpiTab" label="KPI">{group}</tab>'
    return f'<customUI xmlns="{_NAMESPACE}"><ribbon><tabs>{tab}</tabs></ribbon></customUI>'
