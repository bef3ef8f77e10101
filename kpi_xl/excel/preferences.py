"""What the user chose for Excel on this machine."""

from __future__ import annotations

from kpi_xl.kpis.sentences import Language
from kpi_xl.project.home import remember, remembered

_STORE = "excel"
_LANGUAGE = "language"


def help_language() -> Language:
    """The language of help texts in the function wizard."""
    match remembered(_STORE).get(_LANGUAGE):
        case "nb":
            return "nb"
        case "sv":
            return "sv"
        case _:
            return "en"


def set_help_language(language: Language) -> None:
    """Choose it.

    Raises:
        FileProblemError: the user's own folder cannot be written to.
    """
    remember(_STORE, {_LANGUAGE: language})
