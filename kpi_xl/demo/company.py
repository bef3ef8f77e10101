"""Lyngheim Ull, which does not exist: what it sells, how it writes, and when it campaigns."""

from __future__ import annotations

from dataclasses import dataclass

CLIENT = "Lyngheim Ull"
SITE = "https://www.lyngheim.example"
LANGUAGE = "nb"
CURRENCY = "NOK"
TIMEZONE = "Europe/Oslo"
HANDLE = "lyngheimull"
FACEBOOK_PAGE = "100071188204417"
INSTAGRAM_ACCOUNT = "17841450220917736"
LINKEDIN_SLUG = "lyngheim-ull"


@dataclass(frozen=True, slots=True)
class Campaign:
    """Days of a year, both included, on which the company pushes; `lift` multiplies what comes to the shop."""

    name: str
    starts: tuple[int, int]  # month, day
    ends: tuple[int, int]
    lift: float
    daily_budget: float  # NOK on Meta

    def runs_on(self, month: int, day: int) -> bool:
        return self.starts <= (month, day) <= self.ends


# "Alltid på" is the always-on campaign; the others come on top of it.
CAMPAIGNS = (
    Campaign("Alltid på | Konvertering | Norge", (1, 1), (12, 31), 1.0, 420),
    Campaign("Vårsalg | Trafikk", (4, 20), (5, 3), 1.35, 900),
    Campaign("Ullfesten | Konvertering", (10, 1), (10, 14), 1.55, 1500),
    Campaign("Black Week | Konvertering", (11, 22), (11, 30), 2.1, 3200),
    Campaign("Julegaver | Konvertering", (12, 1), (12, 19), 1.5, 1800),
    Campaign("Sverige | Räckvidd", (7, 20), (12, 19), 1.05, 350),
)

PRODUCTS = (
    "ullteppet Fjellvidde",
    "genseren Storm",
    "luen Nord",
    "vottene Rim",
    "raggsokkene",
    "skjerfet Li",
    "babydressen Dun",
    "ponchoen Hei",
    "sengeteppet Skodde",
    "halsen Bris",
)
OPENINGS = (
    "Endelig tilbake på lager: {product} 🧶",
    "Vi har spurt strikkerne våre hva de bruker selv. Svaret? {product} ❄️",
    "Slik vasker du {product} uten at ulla krymper:\n\n1. Kaldt vann\n2. Ullvaskemiddel\n3. Tørk flatt",
    "Regn, sludd eller sol; {product} tåler alt ☔",
    "Bak kulissene på veveriet i Trøndelag. Her blir {product} til 🐑",
    "“Den beste julegaven jeg har fått”, skriver en kunde om {product}",
    "Hvilken farge ville du valgt på {product}? Kommenter 👇",
    "Reparere i stedet for å kaste: vi lapper {product} gratis, hele livet",
    "Ny uke, nytt mønster. Møt {product}",
    "Til våra svenska vänner: nu skickar vi {product} fraktfritt 🇸🇪",
)
# Captions that have broken spreadsheets: read as formulas, as numbers, or as the end of a row.
AWKWARD = (
    "=2 plagg til 1 pris, bare i helgen! {product}",
    "+20 % på alt til fredag 🎉 {product}",
    "-20 % på {product}\nKode: VINTER20",
    "@{handle} fyller 10 år! Vinn {product}",
    "Vant du? Vinnernummer 17912345678901234, gave: {product}\n\nGratulerer! 🎁",
)
ENDINGS = ("#ull #norskull", "#lyngheim #slowfashion", "#håndverk\n#laget i Norge", "Lenke i bio 👆", "")
FORMATS_OF_WORK = (
    "Vi søker veveleder til fabrikken på Støren",
    "Hvorfor vi betaler bøndene 14 % over markedspris for ulla",
    "Bærekraftsrapporten er klar: 38 % mindre vann per teppe",
    "Møt Ingrid, lærling nummer 12 hos oss",
    "Fra sau til skjerf på 40 kilometer",
    "Derfor sier vi nei til Black Friday-priser under kost",
)
