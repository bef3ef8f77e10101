"""Columns that several analyses have, and what a row of them holds."""

from __future__ import annotations

from kpi_xl import AnalysisColumn, labels

Cells = tuple[str | float | None, ...]

# An interval, of a share or of a figure; and what a comparison shows.
LOW = AnalysisColumn("low", labels("From", "Fra", "Från"), "percent")
HIGH = AnalysisColumn("high", labels("To", "Til", "Till"), "percent")
LOW_FIGURE = AnalysisColumn("low", labels("From", "Fra", "Från"), "number")
HIGH_FIGURE = AnalysisColumn("high", labels("To", "Til", "Till"), "number")
DIFFERENCE = AnalysisColumn("difference", labels("Difference", "Forskjell", "Skillnad"), "percent")
DIFFERENCE_LOW = AnalysisColumn(
    "difference_low", labels("Difference from", "Forskjell fra", "Skillnad från"), "percent"
)
DIFFERENCE_HIGH = AnalysisColumn(
    "difference_high", labels("Difference to", "Forskjell til", "Skillnad till"), "percent"
)
P = AnalysisColumn("p", labels("p value", "p-verdi", "p-värde"), "number")
P_ADJUSTED = AnalysisColumn("p_adjusted", labels("Adjusted p", "Justert p", "Justerat p"), "number")
VERDICT = AnalysisColumn("verdict", labels("Verdict", "Vurdering", "Bedömning"))

# What a row is about.
KPI_ID = AnalysisColumn("kpi", labels("KPI id", "KPI-id", "KPI-id"))
KPI_LABEL = AnalysisColumn("label", labels("KPI", "KPI", "KPI"))
KPI = AnalysisColumn("kpi", labels("KPI", "KPI", "KPI"))
UNIT = AnalysisColumn("unit", labels("Unit", "Enhet", "Enhet"))
PLATFORM = AnalysisColumn("platform", labels("Platform", "Plattform", "Plattform"))
CHANNEL = AnalysisColumn("channel", labels("Channel", "Kanal", "Kanal"))
SEGMENT = AnalysisColumn("segment", labels("Segment", "Segment", "Segment"))
OWNER = AnalysisColumn("owner", labels("Responsible", "Ansvarlig", "Ansvarig"))
DATE = AnalysisColumn("date", labels("Date", "Dato", "Datum"), "date")

# Figures of KPIs.
VALUE = AnalysisColumn("value", labels("Value", "Verdi", "Värde"), "number")
BEFORE = AnalysisColumn("before", labels("Before", "Før", "Före"), "number")
CHANGE = AnalysisColumn("change", labels("Change", "Endring", "Förändring"), "percent")
TARGET = AnalysisColumn("target", labels("Target", "Mål", "Mål"), "number")
ACTUAL = AnalysisColumn("actual", labels("Actual", "Faktisk", "Utfall"), "number")
SHARE = AnalysisColumn("share", labels("Share", "Andel", "Andel"), "percent")
INDEX = AnalysisColumn(
    "index", labels("Index (100 = usual)", "Indeks (100 = vanlig)", "Index (100 = vanligt)"), "number"
)

# Counts and money.
POSTS = AnalysisColumn("posts", labels("Posts", "Innlegg", "Inlägg"), "count")
MEDIAN_RATE = AnalysisColumn("median_rate", labels("Median rate", "Median rate", "Mediangrad"), "percent")
SESSIONS = AnalysisColumn("sessions", labels("Sessions", "Økter", "Sessioner"), "count")
VISITS = AnalysisColumn("sessions", labels("Visits", "Besøk", "Besök"), "count")
CONVERSIONS = AnalysisColumn("conversions", labels("Conversions", "Konverteringer", "Konverteringar"), "count")
# Several channels share a conversion, so there are fractions of one.
CREDITED_CONVERSIONS = AnalysisColumn(
    "conversions", labels("Conversions", "Konverteringer", "Konverteringar"), "number"
)
CONVERSION_RATE = AnalysisColumn("rate", labels("Conversion rate", "Konverteringsrate", "Konverteringsgrad"), "percent")
ORDERS = AnalysisColumn("orders", labels("Orders", "Ordrer", "Ordrar"), "count")
WORTH = AnalysisColumn("value", labels("Value", "Verdi", "Värde"), "money")
REVENUE = AnalysisColumn("revenue", labels("Revenue", "Omsetning", "Intäkt"), "money")
COST = AnalysisColumn("cost", labels("Cost", "Kostnad", "Kostnad"), "money")
ROI = AnalysisColumn("roi", labels("ROI", "ROI", "ROI"), "percent")
