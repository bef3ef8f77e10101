"""Currencies, and the exchange rates that the user gives. No rate is ever looked up or guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

# ISO 4217, without the codes of metals, funds and tests.
_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
    SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES
    VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
CURRENCIES = frozenset(_CODES.split())


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What one unit of `currency` is worth in the project's currency, from a day on or, without one, always."""

    currency: str
    rate: float
    valid_from: date | None = None


def currency_code(text: str) -> str:
    """The ISO 4217 code that the text names.

    Raises:
        UsageError: it names none.
    """
    code = text.strip().upper()
    if code not in CURRENCIES:
        message = f"“{text}” is not a currency."
        raise UsageError(message, "Write its three letters: NOK, SEK, EUR, USD …")
    return code
