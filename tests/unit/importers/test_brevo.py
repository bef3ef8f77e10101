"""Brevo: e-mail campaigns."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.importers.conftest import ReadExport

HEADERS = {
    "en": "Campaign ID,Campaign Name,Subject,Sent Date,Recipients,Delivered,Unique opens,Total opens,Unique clicks,"
    "Total clicks,Unsubscribed,Complaints,Soft bounces,Hard bounces,Open rate",
    "fr": "ID de la campagne,Nom de la campagne,Sujet,Date d'envoi,Destinataires,Délivrés,Ouvreurs,Ouvertures,"
    "Cliqueurs,Clics,Désinscrits,Plaintes,Soft bounces,Hard bounces,Taux d'ouverture",
    "nb": "ID,Kampanjenavn,Emne,Sendt,Mottakere,Levert,Unike åpninger,Åpninger,Unike klikk,Klikk,Avmeldinger,Klager,"
    "Myke avvisninger,Harde avvisninger,Åpningsrate",
    "de": "Kampagnen-ID,Kampagnenname,Betreff,Versanddatum,Empfänger,Zugestellt,Öffner,Öffnungen,Klicker,Klicks,"
    "Abmeldungen,Beschwerden,Soft-Bounces,Hard-Bounces,Öffnungsrate",
}


@pytest.mark.parametrize("language", HEADERS)
def test_campaigns_of_brevo_in_each_language(read: ReadExport, language: str) -> None:
    row = "7,Oktober,Nytt,2026-10-05 09:30:00,1902,1893,500,700,40,55,3,1,4,5,26.4%"
    found = read("campaigns.csv", f"{HEADERS[language]}\n{row}\n")
    assert found.staged.importer == "brevo"
    (campaign,) = found.rows("email_campaigns")
    assert (campaign["campaign"], campaign["sent_at"]) == ("Oktober", datetime(2026, 10, 5, 9, 30, tzinfo=UTC))
    figures = ("sent", "delivered", "unique_opens", "opens", "unique_clicks", "clicks", "unsubscribes", "bounces")
    assert [campaign[field] for field in figures] == [1902, 1893, 500, 700, 40, 55, 3, 9]
    assert "unique_opens" not in found.table("email_campaigns").totals
