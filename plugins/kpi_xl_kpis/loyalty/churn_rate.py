"""Customers lost. In a shop nobody gives notice: lost is who has not bought for three times the usual gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from kpi_xl import Calculated, Kpi, hookimpl, labels, nothing, rate_of, rows_by_file
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of, is_active, until, usual_gap

if TYPE_CHECKING:
    from kpi_xl import Data, Scope

_GAPS = 3


def churn_rate(data: Data, scope: Scope) -> Calculated:
    """Customers active at the start of the period and no longer at its end, over customers active at the start."""
    rows = customer_orders(data, until(scope))
    if rows is None:
        return nothing("no_data")
    customers = customers_of(rows)
    usual = usual_gap(customers)
    window = rate_of(data, "churn_days", scope) or (usual and _GAPS * usual)
    if not window:
        return nothing("too_few")
    start = scope.period.first - timedelta(days=1)
    active = [customer for customer in customers.values() if is_active(customer, start, window)]
    if not active:
        return nothing("zero_denominator")
    lost = sum(not is_active(customer, scope.period.last, window) for customer in active)
    return Calculated(lost / len(active), rows=rows_by_file(rows))


KPIS = (
    Kpi(
        id="churn_rate",
        calculate=churn_rate,
        meaning=labels(
            "Customers who were active at the start of the period and no longer at its end, divided by those "
            "active at the start. Lost is who has not bought for three times the usual gap.",
            "Kunder som var aktive ved periodens start og ikke lenger ved slutten, delt på de aktive ved "
            "starten. Tapt er den som ikke har kjøpt på tre ganger det vanlige mellomrommet.",
            "Kunder som var aktiva vid periodens start och inte längre vid slutet, delat med de aktiva vid "
            "starten. Förlorad är den som inte har köpt på tre gånger det vanliga mellanrummet.",
        ),
        needs=NEEDS,
        unit="percent",
        better="lower",
        area="loyalty",
        stage="loyalty",
        level="macro",
        label={"en": "Customer churn rate", "nb": "Kundefrafall (churn)", "sv": "Kundbortfall (churn)"},
        aliases=("churn", "frafall", "bortfall"),
        by_hand=("lost / customers_at_start",),
        source="https://help.finmark.com/en/articles/5525177-how-finmark-calculates-ltv-cac-and-cac-payback",
    ),
)


@hookimpl
def kpi_xl_kpis() -> Sequence[Kpi]:
    return KPIS
