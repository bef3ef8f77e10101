"""Which KPIs tell how a kind of business is doing, stage by stage. The table is data: profiles.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kpi_xl import Setting, labels

MODELS: Mapping[str, Mapping[str, str]] = {
    "dtc": labels("Online shop (DTC)", "Nettbutikk (DTC)", "Nätbutik (DTC)"),
    "b2b": labels("Business to business", "Bedriftsmarked (B2B)", "Företagsmarknad (B2B)"),
    "saas": labels("Software subscription (SaaS)", "Programvareabonnement (SaaS)", "Programvaruabonnemang (SaaS)"),
    "car_dealer": labels("Car dealer", "Bilforhandler", "Bilhandlare"),
    "store": labels("Physical store", "Fysisk butikk", "Fysisk butik"),
    "restaurant": labels("Restaurant", "Restaurant", "Restaurang"),
}
STAGES: Mapping[str, Mapping[str, str]] = {
    "awareness": labels("Awareness", "Oppmerksomhet", "Uppmärksamhet"),
    "interest": labels("Interest", "Interesse", "Intresse"),
    "evaluation": labels("Evaluation", "Vurdering", "Utvärdering"),
    "purchase": labels("Purchase", "Kjøp", "Köp"),
    "loyalty": labels("Loyalty", "Lojalitet", "Lojalitet"),
}
MODEL = Setting("model", "dtc", labels("Business model", "Forretningsmodell", "Affärsmodell"), tuple(MODELS))


@dataclass(frozen=True, slots=True)
class Place:
    """A KPI at its stage; a step is a count of which the next step's is a part."""

    stage: str
    kpi: str
    step: bool


@cache
def profile(model: str) -> Sequence[Place]:
    text = files("kpi_xl_analyses.funnels").joinpath("profiles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Place(row["stage"], row["kpi"], row["step"] == "yes") for row in rows if row["model"] == model)
