"""What results say in words, in the three languages: reasons why a number is missing, and remarks on numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Language = Literal["en", "nb", "sv"]

_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "no_data": (
        "No imported file has rows for this period and selection ({tables}).",
        "Ingen importert fil har rader for denne perioden og dette utvalget ({tables}).",
        "Ingen importerad fil har rader för den här perioden och det här urvalet ({tables}).",
    ),
    "left_out_only": (
        "The rows there are cover more days than the period, and such rows are never split ({tables}).",
        "Radene som finnes, dekker flere dager enn perioden, og slike rader deles aldri ({tables}).",
        "Raderna som finns täcker fler dagar än perioden, och sådana rader delas aldrig ({tables}).",
    ),
    "not_exported": (
        "The imported files have rows, but none with all of: {figures}.",
        "De importerte filene har rader, men ingen med alt dette: {figures}.",
        "De importerade filerna har rader, men inga med allt detta: {figures}.",
    ),
    "no_scope": (
        "{tables} cannot be told apart by {scope}.",
        "{tables} kan ikke skilles etter {scope}.",
        "{tables} kan inte delas upp efter {scope}.",
    ),
    "zero_denominator": (
        "What it is divided by is 0.",
        "Det som det deles på, er 0.",
        "Det som det delas med är 0.",
    ),
    "unique_people": (
        "Unique people cannot be added up; the true number lies between the two bounds.",
        "Unike personer kan ikke legges sammen; det riktige tallet ligger mellom de to grensene.",
        "Unika personer kan inte läggas ihop; det rätta talet ligger mellan de två gränserna.",
    ),
    "claims": (
        "Each ads platform claims this by its own rules, so it is not added over {platforms}: ask for one platform.",
        "Hver annonseplattform teller dette på sin egen måte, så det legges ikke sammen for {platforms}: velg én.",
        "Varje annonsplattform räknar detta på sitt eget sätt, så det läggs inte ihop för {platforms}: välj en.",
    ),
    "result_types": (
        "The results are of several kinds ({types}) and are not added.",
        "Resultatene er av flere slag ({types}) og legges ikke sammen.",
        "Resultaten är av flera slag ({types}) och läggs inte ihop.",
    ),
    "asks_period": (
        "{file} does not say which days it covers. Import it with --period FROM..TO.",
        "{file} sier ikke hvilke dager den gjelder. Les den inn med --period FRA..TIL.",
        "{file} säger inte vilka dagar den gäller. Läs in den med --period FRÅN..TILL.",
    ),
    "asks_date": (
        "{file} has no date. Import it with --date and the day it was exported.",
        "{file} har ingen dato. Les den inn med --date og dagen den ble eksportert.",
        "{file} har inget datum. Läs in den med --date och dagen då den exporterades.",
    ),
    "asks_last_day": (
        "The dates in {file} have no year. Import it with --last-day and the last day in it.",
        "Datoene i {file} mangler årstall. Les den inn med --last-day og den siste dagen i den.",
        "Datumen i {file} saknar årtal. Läs in den med --last-day och den sista dagen i den.",
    ),
    "asks_platform": (
        "{file} does not say which platform it is about. Import it with --platform facebook, for example.",
        "{file} sier ikke hvilken plattform den gjelder. Les den inn med for eksempel --platform facebook.",
        "{file} säger inte vilken plattform den gäller. Läs in den med till exempel --platform facebook.",
    ),
    "asks_account": (
        "{file} holds several accounts. Import it with --account and the name of yours.",
        "{file} har flere kontoer. Les den inn med --account og navnet på din.",
        "{file} har flera konton. Läs in den med --account och namnet på ditt.",
    ),
    "asks": (
        "{file} waits for an answer: kpi-xl import asks for it.",
        "{file} venter på et svar: kpi-xl import spør etter det.",
        "{file} väntar på ett svar: kpi-xl import frågar efter det.",
    ),
    "needs_currency": (
        "There is no exchange rate from {currencies} to {currency}.",
        "Det mangler valutakurs fra {currencies} til {currency}.",
        "Det saknas växelkurs från {currencies} till {currency}.",
    ),
    "needs_some_currency": (
        "There is no exchange rate for a currency of the files.",
        "Det mangler valutakurs for en valuta i filene.",
        "Det saknas växelkurs för en valuta i filerna.",
    ),
    "needs_input": (
        "The inputs workbook has no rate “{name}”.",
        "Arbeidsboken for inndata har ingen sats «{name}».",
        "Arbetsboken för indata har ingen sats ”{name}”.",
    ),
    "basis": ("From {tables}.", "Fra {tables}.", "Från {tables}."),
    "basis_by_platform": ("{platforms}: from {tables}.", "{platforms}: fra {tables}.", "{platforms}: från {tables}."),
    "paid_inside": (
        "{ads} is left out: the figures of {platforms} already hold paid delivery.",
        "{ads} er utelatt: tallene for {platforms} inneholder allerede betalt visning.",
        "{ads} är utelämnat: siffrorna för {platforms} innehåller redan betald visning.",
    ),
    "stands_in": (
        "{platforms}: {instead} stand in for {figure}, which the platform does not export.",
        "{platforms}: {instead} er brukt i stedet for {figure}, som plattformen ikke eksporterer.",
        "{platforms}: {instead} används i stället för {figure}, som plattformen inte exporterar.",
    ),
    "left_out": (
        "{rows} rows that cover more days than the period are left out, as such rows are never split.",
        "{rows} rader som dekker flere dager enn perioden, er utelatt, for slike rader deles aldri.",
        "{rows} rader som täcker fler dagar än perioden är utelämnade, eftersom sådana rader aldrig delas.",
    ),
    "coverage": (
        "From {part} of {all} rows: the others lack a figure.",
        "Fra {part} av {all} rader: de andre mangler et tall.",
        "Från {part} av {all} rader: de andra saknar en siffra.",
    ),
    "without": (
        "Not exported for {platforms}, which therefore is not in it.",
        "Ikke eksportert for {platforms}, som derfor ikke er med.",
        "Inte exporterat för {platforms}, som därför inte är med.",
    ),
    "partial_growth": (
        "Counted from the first known day in the period: no earlier one is imported.",
        "Regnet fra første kjente dag i perioden: ingen tidligere er importert.",
        "Räknat från första kända dag i perioden: ingen tidigare är importerad.",
    ),
    "inconsistent": (
        "There is something to divide, but nothing to divide it by.",
        "Det er noe å dele, men ingenting å dele det på.",
        "Det finns något att dela, men inget att dela det med.",
    ),
    "alternative": (
        "Worked out in another way, since the first choice is not in the data: {figures}.",
        "Regnet ut på en annen måte, fordi førstevalget ikke finnes i dataene: {figures}.",
        "Uträknat på ett annat sätt, eftersom förstahandsvalet inte finns i data: {figures}.",
    ),
    "own_currency": (
        "Worked out in {currency}, the currency of the files.",
        "Regnet ut i {currency}, som er valutaen i filene.",
        "Uträknat i {currency}, som är filernas valuta.",
    ),
    "too_few": (
        "There are too few rows for this number.",
        "Det er for få rader til dette tallet.",
        "Det finns för få rader för det här talet.",
    ),
    "paired": (
        "The costs are those of {ads}, which runs on {platforms}.",
        "Kostnadene er de av {ads}, som går på {platforms}.",
        "Kostnaderna är de av {ads}, som går på {platforms}.",
    ),
    "covered_days": (
        "{platforms}: the imported files cover {part} of {all} days.",
        "{platforms}: de importerte filene dekker {part} av {all} dager.",
        "{platforms}: de importerade filerna täcker {part} av {all} dagar.",
    ),
    "left_blank": (
        "{name} is blank, and missing is not zero.",
        "{name} er tom, og det som mangler, er ikke null.",
        "{name} är tom, och det som saknas är inte noll.",
    ),
    "no_rows": (
        "No row has all the numbers that are needed.",
        "Ingen rad har alle tallene som trengs.",
        "Ingen rad har alla tal som behövs.",
    ),
    "not_needed": (
        "Not needed: {names}.",
        "Ikke brukt: {names}.",
        "Inte använt: {names}.",
    ),
    "covered_days_of_all": (
        "The imported files cover {part} of {all} days.",
        "De importerte filene dekker {part} av {all} dager.",
        "De importerade filerna täcker {part} av {all} dagar.",
    ),
}

_TABLES: Mapping[str, tuple[str, str, str]] = {
    "posts": ("posts published in the period", "innlegg publisert i perioden", "inlägg publicerade i perioden"),
    "account_daily": ("daily account figures", "daglige kontotall", "dagliga kontosiffror"),
    "audience": ("audience lists", "målgruppelister", "målgruppslistor"),
    "ads": ("ads", "annonser", "annonser"),
    "web": ("web traffic", "nettrafikk", "webbtrafik"),
    "search": ("organic search", "organisk søk", "organisk sökning"),
    "orders": ("orders", "ordrer", "ordrar"),
    "leads": ("leads", "leads", "leads"),
    "deals": ("deals", "salgsmuligheter", "affärer"),
    "email_campaigns": ("e-mail campaigns", "e-postkampanjer", "e-postkampanjer"),
    "conversations": ("conversations", "henvendelser", "ärenden"),
    "survey_responses": ("survey answers", "spørreundersøkelser", "enkätsvar"),
    "mentions": ("mentions", "omtaler", "omnämnanden"),
    "costs": ("costs", "kostnader", "kostnader"),
    "visits": ("store visits", "butikkbesøk", "butiksbesök"),
    "reviews": ("reviews", "anmeldelser", "recensioner"),
    "targets": ("targets", "mål", "mål"),
    "benchmarks": ("benchmarks", "bransjetall", "branschtal"),
    "brands": ("brands", "merkevarer", "varumärken"),
    "rates": ("rates", "satser", "satser"),
    "fx_rates": ("exchange rates", "valutakurser", "valutakurser"),
    "tagging_rules": ("tagging rules", "merkeregler", "taggningsregler"),
    "experiments": ("experiments", "eksperimenter", "experiment"),
    "touchpoints": ("touchpoints", "kontaktpunkter", "kontaktpunkter"),
    "goals": ("goals", "delmål", "delmål"),
    "own_kpis": ("own KPIs", "egne nøkkeltall", "egna nyckeltal"),
}

_SCOPES: Mapping[str, tuple[str, str, str]] = {
    "platform": ("platform", "plattform", "plattform"),
    "account": ("account", "konto", "konto"),
    "campaign": ("campaign", "kampanje", "kampanj"),
}

_AND = ("and", "og", "och")
_COLUMN: Mapping[str, int] = {"en": 0, "nb": 1, "sv": 2}


def say(key: str, language: Language, **values: object) -> str:
    """The sentence of that key with its values."""
    return _SENTENCES[key][_COLUMN[language]].format(**values)


def asks(kind: str, file: str, language: Language) -> str:
    """What a file does not say, and how to say it; `kind` is that of the question."""
    key = f"asks_{kind}"
    return say(key if key in _SENTENCES else "asks", language, file=file)


def table_label(table: str, language: Language) -> str:
    return _TABLES[table][_COLUMN[language]] if table in _TABLES else table


def scope_label(scope: str, language: Language) -> str:
    return _SCOPES[scope][_COLUMN[language]]


def listed(words: Iterable[str], language: Language) -> str:
    """a, b and c."""
    found = list(dict.fromkeys(words))
    if len(found) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(found)
    return f"{', '.join(found[:-1])} {_AND[_COLUMN[language]]} {found[-1]}"
