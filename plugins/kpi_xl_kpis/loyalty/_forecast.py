"""What customers are expected to bring, and how sure the fit of the models is about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from kpi_xl import UsageError
from kpi_xl_kpis.loyalty._bgnbd import Buying, Spending, fit_buying, fit_spending

if TYPE_CHECKING:
    from datetime import date

    from kpi_xl_kpis.loyalty._bgnbd import Floats
    from kpi_xl_kpis.loyalty._customers import Customer

_WEEK = 7.0
_YEAR = 52
_STEP = 1e-3  # on the logarithm of a parameter: small beside its error, large beside rounding


@dataclass(frozen=True, slots=True)
class Histories:
    """One entry a customer, times in weeks; `value` is the mean purchase after the first, None without amounts."""

    frequency: Floats
    recency: Floats
    age: Floats
    value: Floats | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    low: float | None = None  # None where the data leave it open
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The models with the greatest likelihood, and the covariance of the logarithms of their parameters."""

    histories: Histories
    buying: Buying
    spending: Spending | None
    covariance: Floats | None

    @property
    def log_likelihood(self) -> float:
        """Of the purchases."""
        one = self.histories
        return float(self.buying.log_likelihood(one.frequency, one.recency, one.age).sum())

    def estimate(self, of: Callable[[Buying, Spending | None], float]) -> Estimate:
        """A positive figure of the models with its 95 % interval (delta method on its logarithm)."""
        logs = np.log(_parameters(self.buying, self.spending))

        def figure(at: Floats) -> float:
            return float(np.log(of(*_models(np.exp(at)))))

        middle = figure(logs)
        if self.covariance is None or not np.isfinite(middle):
            return Estimate(float(np.exp(middle)))
        steps = np.eye(len(logs)) * _STEP
        slope = np.array([(figure(logs + step) - figure(logs - step)) / (2 * _STEP) for step in steps])
        spread = float(ndtri(0.975)) * float(np.sqrt(slope @ self.covariance @ slope))
        return Estimate(*(float(np.exp(middle + shift)) for shift in (0.0, -spread, spread)))


def histories_of(customers: Iterable[Customer], today: date) -> Histories:
    listed = list(customers)
    first = [one.days[0] for one in listed]
    return Histories(
        np.array([len(one.days) - 1.0 for one in listed]),
        np.array([(one.days[-1] - day).days / _WEEK for one, day in zip(listed, first, strict=True)]),
        np.array([(today - day).days / _WEEK for day in first]),
        np.array([_mean(one.revenue[1:]) for one in listed]),
    )


def histories_given(rows: Sequence[Mapping[str, str]]) -> Histories:
    """A row a customer with the columns frequency, recency and T, and what a purchase came to if that is known.

    Raises:
        UsageError: there are no rows, or a cell is no number.
    """
    customers = [{name.strip().casefold(): text for name, text in row.items()} for row in rows]
    if not customers:
        raise UsageError("The model needs a row a customer.", "Give a file with the columns frequency, recency and T.")
    amounts = next((name for name in ("monetary_value", "value", "zbar") if name in customers[0]), None)
    frequency, recency, age = (
        np.array([_given(one, name) for one in customers]) for name in ("frequency", "recency", "t")
    )
    value = np.array([_given(one, amounts) for one in customers]) if amounts else None
    return Histories(frequency, recency, age, value)


def _given(customer: Mapping[str, str], name: str) -> float:
    try:
        return float(customer[name])
    except ValueError as error:
        raise UsageError(
            f"“{customer[name]}” in the column {name} is no number.", "Write 30.43, for instance."
        ) from error


def fit(histories: Histories) -> Fit:
    """Both models by maximum likelihood; how much customers spend only where there are amounts."""
    buying = fit_buying(histories.frequency, histories.recency, histories.age)
    spending = None if histories.value is None else fit_spending(histories.frequency, histories.value)
    logs = np.log(_parameters(buying, spending))
    return Fit(histories, buying, spending, _covariance(lambda at: _log_likelihood(histories, np.exp(at)), logs))


def worth(histories: Histories, buying: Buying, spending: Spending, discount: float = 0.0) -> float:
    """The mean discounted revenue of a customer over the coming year."""
    frequency, recency, age = histories.frequency, histories.recency, histories.age
    value = histories.value if histories.value is not None else np.zeros_like(age)
    purchase = spending.expected(frequency, value)
    total, before = 0.0, np.zeros_like(age)
    for week in range(1, _YEAR + 1):
        purchases = buying.purchases(week, frequency, recency, age)
        total += float(((purchases - before) * purchase).sum()) / (1 + discount) ** (week / _YEAR)
        before = purchases
    return total / len(age)


def purchases(histories: Histories, buying: Buying, weeks: float) -> float:
    """How often a customer is expected to buy in the time to come, on average over all."""
    expected = buying.purchases(weeks, histories.frequency, histories.recency, histories.age)
    return float(expected.mean())


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _parameters(buying: Buying, spending: Spending | None) -> Floats:
    return np.array([buying.r, buying.alpha, buying.a, buying.b, *_spending_parameters(spending)])


def _spending_parameters(spending: Spending | None) -> tuple[float, ...]:
    return () if spending is None else (spending.p, spending.q, spending.gamma)


def _models(parameters: Floats) -> tuple[Buying, Spending | None]:
    values = [float(value) for value in parameters]
    return Buying(*values[:4]), Spending(*values[4:]) if values[4:] else None


def _log_likelihood(histories: Histories, parameters: Floats) -> float:
    buying, spending = _models(parameters)
    frequency, value = histories.frequency, histories.value
    total = float(buying.log_likelihood(frequency, histories.recency, histories.age).sum())
    if spending is None or value is None:
        return total
    repeated = frequency > 0
    return total + float(spending.log_likelihood(frequency[repeated], value[repeated]).sum())


def _covariance(log_likelihood: Callable[[Floats], float], at: Floats) -> Floats | None:
    """The inverse of the observed information; None where the likelihood is flat and the data say too little."""
    steps = np.eye(len(at)) * _STEP

    def curve(one: Floats, other: Floats) -> float:
        corners = ((1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1))
        return sum(sign * log_likelihood(at + a * one + b * other) for a, b, sign in corners) / (4 * _STEP * _STEP)

    information = -np.array([[curve(one, other) for other in steps] for one in steps])
    if not np.isfinite(information).all() or np.linalg.eigvalsh(information).min() <= 0:
        return None
    return np.linalg.inv(information)
