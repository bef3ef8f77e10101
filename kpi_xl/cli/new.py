"""`kpi-xl new`: a project folder."""

from __future__ import annotations

import locale
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import ask, can_ask, complain, say
from kpi_xl.cli.options import YesOption
from kpi_xl.errors import UsageError
from kpi_xl.vocabulary.business_models import BUSINESS_MODELS, SHOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_xl.project.project import Project
    from kpi_xl.project.settings import Language

FolderArgument = Annotated[Path, typer.Argument(help="The folder to make.")]
ClientOption = Annotated[str | None, typer.Option(help="Whom the reports are about. Default: the folder's name.")]
LanguageOption = Annotated[str | None, typer.Option(help="Language of the reports: en, nb or sv.")]
TimezoneOption = Annotated[str | None, typer.Option(help="Decides on which day a post was published: Europe/Oslo.")]
CurrencyOption = Annotated[str | None, typer.Option(help="Currency of the reports: NOK, SEK, EUR …")]
ModelOption = Annotated[
    str | None, typer.Option(help="Picks the steps of the funnel: shop, b2b, saas, car_dealer, store, restaurant.")
]

# Where a language is spoken most, as a first guess that --yes takes and a question offers.
_LIKELY: Mapping[Language, tuple[str, str]] = {
    "nb": ("Europe/Oslo", "NOK"),
    "sv": ("Europe/Stockholm", "SEK"),
    "en": ("UTC", "EUR"),
}
_LANGUAGES = {"nb": "nb", "no": "nb", "nn": "nb", "sv": "sv", "norwegian": "nb", "swedish": "sv"}


def new(  # noqa: PLR0913 - one a question
    folder: FolderArgument,
    *,
    client: ClientOption = None,
    language: LanguageOption = None,
    timezone: TimezoneOption = None,
    currency: CurrencyOption = None,
    business_model: ModelOption = None,
    yes: YesOption = False,
) -> None:
    """Make a project folder.

    It gets settings, a folder for exports, and a workbook for targets and costs.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    asking = can_ask() and not yes
    client = client or _answer(texts.ASK_CLIENT, folder.absolute().name, asking=asking)
    language = known_language(language or _answer(texts.ASK_LANGUAGE, _system_language(), asking=asking))
    likely_zone, likely_currency = _LIKELY[language]
    timezone = timezone or _answer(texts.ASK_TIMEZONE, likely_zone, asking=asking)
    currency = currency or _answer(texts.ASK_CURRENCY, likely_currency, asking=asking)
    model = known_model(business_model or _answer(texts.ASK_MODEL, SHOP, asking=asking))
    project = Project.create(
        folder, client=client, language=language, timezone=timezone, currency=currency, business_model=model
    )
    say(texts.NEW_PROJECT.format(folder=project.folder))
    say(texts.NEW_NEXT.format(folder=folder))
    if asking:
        _guide(project)
    else:
        say(texts.NEW_GUIDE, "dim")


def known_model(text: str) -> str:
    """The business model that the text names.

    Raises:
        UsageError: there is no funnel of it.
    """
    known = text.strip().lower().replace(" ", "_").replace("-", "_")
    if known not in BUSINESS_MODELS:
        raise UsageError(texts.NO_MODEL.format(model=text), texts.WRITE_MODEL.format(models=", ".join(BUSINESS_MODELS)))
    return known


def known_language(text: str) -> Language:
    """The language that the text names.

    Raises:
        UsageError: there are no reports in it.
    """
    for language in _LIKELY:
        if language == text.strip().lower():
            return language
    raise UsageError(texts.NO_LANGUAGE.format(language=text), texts.WRITE_LANGUAGE)


def _guide(project: Project) -> None:
    """Ask which platforms there are, and tell where their exports are found."""
    from kpi_xl.cli.guide import guides_for, tell_guide  # noqa: PLC0415

    wanted = [name for name in ask(texts.ASK_PLATFORMS, "").replace(";", ",").split(",") if name.strip()]
    while wanted:
        try:
            found = guides_for(project.host, wanted)
        except UsageError as error:
            complain(error.message, error.hint)
            wanted = [name for name in ask(texts.ASK_PLATFORMS, "").split(",") if name.strip()]
            continue
        for one in found:
            tell_guide(one, project.settings.language)
        return


def _answer(question: str, likely: str, *, asking: bool) -> str:
    return ask(question, likely) if asking else likely


def _system_language() -> str:
    """nb_NO on Linux and macOS, Norwegian Bokmål_Norway on Windows."""
    name = (locale.getlocale()[0] or "").lower()
    return next((code for start, code in _LANGUAGES.items() if name.startswith(start)), "en")
