"""What each customer is expected to do: how often to buy in a year, and for how much each time.

By hand the parameters of a fit are typed, as papers and other programs print them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi_xl import (
    Analysis,
    AnalysisColumn,
    AnalysisTable,
    Argument,
    ByHand,
    Given,
    Language,
    Missing,
    Setting,
    Settings,
    UsageError,
    hookimpl,
    labels,
    no_data,
    texts_beside,
)
from kpi_xl_kpis.loyalty._customers import NEEDS, customer_orders, customers_of, until
from kpi_xl_kpis.loyalty._value_by_hand import ENOUGH, FEW_RETURNED

if TYPE_CHECKING:
    from kpi_xl import Data, Scope
    from kpi_xl_kpis.loyalty._bgnbd import Floats

_WEEKS = 52.0
_CUSTOMER = AnalysisColumn("customer", labels("Customer", "Kunde", "Kund"))
_FREQUENCY = AnalysisColumn(
    "frequency", labels("Purchases after the first", "Kjøp etter det første", "Köp efter det första"), "number"
)
PURCHASES = (
    _CUSTOMER,
    _FREQUENCY,
    AnalysisColumn("recency", labels("Weeks to the last", "Uker til det siste", "Veckor till det sista"), "number"),
    AnalysisColumn("age", labels("Weeks since the first", "Uker siden første", "Veckor sedan första"), "number"),
    AnalysisColumn("expected", labels("Purchases expected", "Ventede kjøp", "Väntade köp"), "number"),
)
SPENDING = (
    _CUSTOMER,
    _FREQUENCY,
    AnalysisColumn("mean", labels("Mean purchase", "Gjennomsnittlig kjøp", "Genomsnittligt köp"), "money"),
    AnalysisColumn("expected", labels("Purchase expected", "Ventet kjøp", "Väntat köp"), "money"),
)
_SAY = texts_beside(__file__)


def expected_purchases(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._forecast import fit_buying, histories_of  # noqa: PLC0415 - plugins are listed without SciPy

    rows = customer_orders(data, until(scope))
    customers = customers_of(rows) if rows is not None else {}
    missing = _too_few([len(one.days) for one in customers.values()], language)
    if missing or not customers:
        return AnalysisTable(PURCHASES, (), missing=missing) if customers else no_data(PURCHASES, language, "orders")
    one = histories_of(customers.values(), scope.period.last)
    times = (one.frequency, one.recency, one.age)
    expected = fit_buying(*times).purchases(_WEEKS, *times)
    listed = list(zip(customers, *(column.tolist() for column in (*times, expected)), strict=True))
    return _highest(PURCHASES, listed, int(settings["count"]), language)


def expected_spending(data: Data, scope: Scope, settings: Settings, language: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._forecast import fit_spending, histories_of  # noqa: PLC0415

    rows = customer_orders(data, until(scope))
    customers = customers_of(rows) if rows is not None else {}
    customers = {name: one for name, one in customers.items() if None not in one.revenue}
    missing = _too_few([len(one.days) for one in customers.values()], language)
    if missing or not customers:
        return AnalysisTable(SPENDING, (), missing=missing) if customers else no_data(SPENDING, language, "orders")
    one = histories_of(customers.values(), scope.period.last)
    means = one.value if one.value is not None else one.age
    expected = fit_spending(one.frequency, means).expected(one.frequency, means)
    listed = list(zip(customers, *(column.tolist() for column in (one.frequency, means, expected)), strict=True))
    return _highest(SPENDING, listed, int(settings["count"]), language)


def purchases_by_hand(given: Given, _: Settings, __: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._bgnbd import Buying  # noqa: PLC0415

    buying = Buying(*(float(_column(given, name)[0]) for name in ("r", "alpha", "a", "b")))
    times = _alike(given, "x", "t_x", "T")
    time = float(_column(given, "t")[0]) if "t" in given.values else _WEEKS
    expected = buying.purchases(time, *times)
    columns = (column.tolist() for column in (*times, expected))
    return AnalysisTable(PURCHASES, [(str(at), *row) for at, row in enumerate(zip(*columns, strict=True), 1)])


def spending_by_hand(given: Given, _: Settings, __: Language) -> AnalysisTable:
    from kpi_xl_kpis.loyalty._bgnbd import Spending  # noqa: PLC0415

    spending = Spending(*(float(_column(given, name)[0]) for name in ("p", "q", "gamma")))
    frequency, means = _alike(given, "x", "m")
    expected = spending.expected(frequency, means)
    columns = (column.tolist() for column in (frequency, means, expected))
    return AnalysisTable(SPENDING, [(str(at), *row) for at, row in enumerate(zip(*columns, strict=True), 1)])


def _column(given: Given, name: str) -> Floats:
    import numpy as np  # noqa: PLC0415

    value = given.values[name]
    return np.atleast_1d(np.array(value, dtype=float))


def _alike(given: Given, *names: str) -> list[Floats]:
    """Lists of one customer each; all of the same length.

    Raises:
        UsageError: one is longer than another.
    """
    columns = [_column(given, name) for name in names]
    if len({len(column) for column in columns}) > 1:
        raise UsageError(f"{' and '.join(names)} are of different length.", "Write one number a customer in each.")
    return columns


def _too_few(purchases: Sequence[int], language: Language) -> Missing | None:
    if len(purchases) >= ENOUGH and sum(count > 1 for count in purchases) >= FEW_RETURNED:
        return None
    return Missing("too_few", _SAY("few", language, enough=ENOUGH, few=FEW_RETURNED))


def _highest(
    columns: tuple[AnalysisColumn, ...], listed: list[tuple[str | float, ...]], count: int, language: Language
) -> AnalysisTable:
    ranked = sorted(listed, key=lambda row: (-float(row[-1]), str(row[0])))
    notes = (_SAY("cut", language, count=count, all=len(ranked)),) if len(ranked) > count else ()
    return AnalysisTable(columns, ranked[:count], notes)


def _arguments(*names: str) -> tuple[Argument, ...]:
    return tuple(Argument(name, "number", labels(name, name, name)) for name in names)


_COUNT = Setting("count", 100, labels("Number of customers", "Antall kunder", "Antal kunder"))
_X = Argument("x", "numbers", labels("purchases after the first", "kjøp etter det første", "köp efter det första"))

ANALYSES = (
    Analysis(
        id="customer_purchases",
        area="loyalty",
        label=labels("Expected purchases by customer", "Ventede kjøp per kunde", "Väntade köp per kund"),
        columns=PURCHASES,
        needs=NEEDS,
        calculate=expected_purchases,
        source="http://brucehardie.com/notes/004/",
        settings=(_COUNT,),
        by_hand=ByHand(
            purchases_by_hand,
            (
                *_arguments("r", "alpha", "a", "b"),
                _X,
                Argument("t_x", "numbers", labels("time of the last", "tid til det siste", "tid till det sista")),
                Argument("T", "numbers", labels("time since the first", "tid siden første", "tid sedan första")),
                Argument("t", "number", labels("time to come", "tid framover", "tid framåt"), required=False),
            ),
            packed={"params": ("r", "alpha", "a", "b")},
        ),
        aliases=("bgnbd_expected", "bgnbd expected", "conditional expected purchases"),
    ),
    Analysis(
        id="customer_spending",
        area="loyalty",
        label=labels("Expected purchase value by customer", "Ventet kjøpsverdi per kunde", "Väntat köpvärde per kund"),
        columns=SPENDING,
        needs=(*NEEDS, "orders.revenue"),
        calculate=expected_spending,
        source="http://brucehardie.com/notes/025/",
        settings=(_COUNT,),
        by_hand=ByHand(
            spending_by_hand,
            (
                *_arguments("p", "q", "gamma"),
                _X,
                Argument("m", "numbers", labels("mean purchase", "gjennomsnittlig kjøp", "genomsnittligt köp")),
            ),
            packed={"params": ("p", "q", "gamma"), "x_m": ("x", "m")},
        ),
        aliases=("gg_expected", "gg expected", "gamma gamma", "gamma-gamma"),
    ),
)


@hookimpl
def kpi_xl_analyses() -> Sequence[Analysis]:
    return ANALYSES
