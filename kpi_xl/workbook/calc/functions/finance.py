"""Payments at a fixed rate, and the present value of a row of them."""

from __future__ import annotations

import math

from kpi_xl.workbook.calc.areas import Operand
from kpi_xl.workbook.calc.arithmetic import finite
from kpi_xl.workbook.calc.functions.reading import numbers
from kpi_xl.workbook.calc.functions.registry import Takes, function
from kpi_xl.workbook.calc.reader import Reader
from kpi_xl.workbook.calc.values import ErrorValue, Fault, Value

_FIVE = (Takes.NUMBER,) * 5


@function("PMT", *_FIVE, least=3)
def pmt(rate: float, periods: float, present: float, future: float = 0.0, early: float = 0.0) -> Value:
    """PMT."""
    if periods == 0:
        raise Fault(ErrorValue.NUM)
    if rate == 0:
        return finite(-(present + future) / periods)
    growth = (1 + rate) ** periods
    return finite(-(present * growth + future) / (_annuity(rate, growth) * _due(rate, early)))


@function("FV", *_FIVE, least=3)
def fv(rate: float, periods: float, payment: float, present: float = 0.0, early: float = 0.0) -> Value:
    """FV."""
    if rate == 0:
        return finite(-(present + payment * periods))
    growth = (1 + rate) ** periods
    return finite(-(present * growth + payment * _annuity(rate, growth) * _due(rate, early)))


@function("PV", *_FIVE, least=3)
def pv(rate: float, periods: float, payment: float, future: float = 0.0, early: float = 0.0) -> Value:
    """PV."""
    if rate == 0:
        return finite(-(future + payment * periods))
    growth = (1 + rate) ** periods
    return finite(-(future + payment * _annuity(rate, growth) * _due(rate, early)) / growth)


def _annuity(rate: float, growth: float) -> float:
    return (growth - 1) / rate


def _due(rate: float, early: float) -> float:
    return 1 + rate if early else 1.0


@function("NPV", Takes.NUMBER, Takes.RANGE, repeats=1, reader=True)
def npv(reader: Reader, rate: float, *arguments: Operand) -> Value:
    """NPV: the first value lies one period ahead."""
    if rate == -1:
        raise Fault(ErrorValue.DIV0)
    values = numbers(reader, arguments)
    return finite(math.fsum(value / (1 + rate) ** period for period, value in enumerate(values, 1)))
