from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi_xl.errors import ProjectError
from kpi_xl.project.new_project import settings_text
from kpi_xl.project.settings import Goal, Settings
from kpi_xl.project.settings_file import read_settings
from kpi_xl.vocabulary.money import ExchangeRate

HEAD = 'id = "x"\n'


def read(folder: Path, text: str) -> Settings:
    path = folder / "kpi-xl.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_settings(path)


@pytest.mark.parametrize("language", ["en", "nb", "sv"])
def test_a_new_file_reads_back_in_every_language(tmp_path: Path, language: str) -> None:
    made = Settings("abc", 'Blåbær & "Co" \\ AS', language, "Europe/Oslo", "NOK")  # type: ignore[arg-type]
    path = tmp_path / "kpi-xl.toml"
    path.write_text(settings_text(made), encoding="utf-8")
    assert read_settings(path) == made


def test_everything_that_can_be_set_is_read(tmp_path: Path) -> None:
    text = """
        client = "Fjord Kaffe"
        currency = "nok"
        period = "week"
        engine = "pandas"
        engagement = ["likes", "clicks"]
        [exchange_rates]
        EUR = 11.7
        usd = { 2026-10-01 = 10, 2026-11-01 = 10.25 }
        [accounts]
        "fjord_as" = "Fjord"
        [pairs]
        threads = "meta_ads"
        [goals]
        signup = "Newsletter"
        buy = { goal = "Purchase", revenue = true }
        [plugins]
        off = ["kpi_xl_importers.x"]
        [kpis.cost_per_save]
        formula = "ads.spend / posts.saves"
    """
    settings = read(tmp_path, text)
    assert (settings.currency, settings.period, settings.engine) == ("NOK", "week", "pandas")
    assert settings.engagement == ("likes", "clicks")
    assert settings.rates == (
        ExchangeRate("EUR", 11.7),
        ExchangeRate("USD", 10.0, date(2026, 10, 1)),
        ExchangeRate("USD", 10.25, date(2026, 11, 1)),
    )
    assert settings.accounts == {"fjord_as": "Fjord"}
    assert (settings.pairs["threads"], settings.pairs["facebook"]) == ("meta_ads", "meta_ads")
    assert settings.goals == (Goal("signup", "Newsletter"), Goal("buy", "Purchase", has_revenue=True))
    assert settings.plugins_off == ("kpi_xl_importers.x",)
    assert settings.kpis == {"cost_per_save": {"formula": "ads.spend / posts.saves"}}


def test_a_file_that_notepad_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kpi-xl.toml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert read_settings(path).id == "x"


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('client = Fjord"', 2, "mistake", "quotation marks"),
        ('langauge = "nb"', 2, "“langauge” is not a setting", "Did you mean language?"),
        ('language = "no"', 2, "“no” is not a language", "en or nb or sv"),
        ('timezone = "Europe/Olso"', 2, "“Europe/Olso” is not a time zone", "Europe/Oslo"),
        ('client = "A"\n\ncurrency = "kr"', 4, "“kr” is not a currency", "NOK"),
        ("client = 7", 2, "“client” has to be text in quotation marks", ""),
        ('engagement = ["likes", "love"]', 2, "“love” is not a figure of posts", "likes"),
        ('engagement = "likes"', 2, "“engagement” has to be a list", ""),
        ("[exchange_rates]\nEUR = 0", 3, "not above 0", ""),
        ("[exchange_rates]\nEUR = nan", 3, "not above 0", ""),
        ("[exchange_rates]\nEURO = 11.7", 3, "“EURO” is not a currency", ""),
        ('[exchange_rates]\nEUR = "11,7"', 3, "“EUR” has to be a number", ""),
        ("[exchange_rates.EUR]\noktober = 1.0", 3, "“oktober” is not a day", "2026-10-01"),
        ('[pairs]\nfacebok = "meta_ads"', 3, "“facebok” is not a platform", ""),
        ('[pairs]\nfacebook = "meta"', 3, "“meta” is not", "Did you mean meta_ads?"),
        ('[goals]\nsignup = { gaol = "N" }', 3, "“gaol” is not a setting", "Did you mean goal?"),
        ("[goals]\nsignup = 3", 3, "“signup” has to be a table", ""),
        ("[plugins]\noff = [1]", 3, "“off” has to be a list of texts", ""),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        read(tmp_path, text)
    assert what in caught.value.message
    assert f"line {line}" in caught.value.message
    assert hint in caught.value.hint


def test_a_file_without_an_id_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kpi-xl.toml"
    path.write_text('client = "A"', encoding="utf-8")
    with pytest.raises(ProjectError, match="“id” is missing"):
        read_settings(path)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be read"):
        read_settings(tmp_path / "kpi-xl.toml")
