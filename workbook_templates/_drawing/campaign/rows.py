"""Every campaign with its figures of the month, as live formulas on a hidden sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import Repeated, key, repeated
from ..placeholder import kpi, text

if TYPE_CHECKING:
    from ..book import Book

_Z = 1.959964  # 95 % of a normal distribution lies between its plus and minus


def campaign_rows(book: Book) -> Repeated:
    """What is not there is an empty text; results per click have the half of their interval (Wilson) beside them."""

    def figure(name: str, month: str = "in_month") -> str:
        return kpi(name, platform="<platform>", campaign="<campaign>", period=month)

    rate, clicks = "<rate>", "<clicks>"
    root = f"SQRT({rate}*(1-{rate})/{clicks}+{_Z}^2/(4*{clicks}^2))"
    columns = {
        "name": text("each campaign.label"),
        "campaign": text("campaign"),
        "platform": text("campaign.platform"),
        "spend": figure("spend"),
        "cost": figure("cpa"),
        "cost_before": figure("cpa", "in_previous"),
        "roas": figure("roas"),
        "ctr": figure("ctr"),
        "cpc": figure("cpc"),
        "results": '=IF(N(<cost>)=0,"",<spend>/<cost>)',
        "clicks": '=IF(N(<cpc>)=0,"",<spend>/<cpc>)',
        "value": '=IF(COUNT(<spend>,<roas>)<2,"",<spend>*<roas>)',
        "rate": '=IF(COUNT(<results>,<clicks>)<2,"",IF(<results>><clicks>,"",<results>/<clicks>))',
        "half": f'=IF(COUNT({rate},{clicks})<2,"",{_Z}*{root}/(1+{_Z}^2/{clicks}))',
        "key": '=IF(N(<spend>)>0,<spend>+ROW(<spend>)*1E-6,"")',
        "roas_key": '=IF(N(<spend>)>0,IF(ISNUMBER(<roas>),<roas>+ROW(<roas>)*1E-9,""),"")',
        "cost_key": key("cost"),
    }
    return repeated(book, "data_campaigns", columns)
