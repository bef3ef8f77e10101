"""The kinds of business that funnels are drawn for."""

from __future__ import annotations

from collections.abc import Mapping

# As people name it, and as the analyses of funnels call it in their setting “model”.
BUSINESS_MODELS: Mapping[str, str] = {
    "shop": "dtc",
    "b2b": "b2b",
    "saas": "saas",
    "car_dealer": "car_dealer",
    "store": "store",
    "restaurant": "restaurant",
}
SHOP = "shop"
