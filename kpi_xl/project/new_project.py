"""A new project folder: settings with a comment at each, a folder for exports, an inputs workbook."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from string import Template

from kpi_xl.errors import FileProblemError, ProjectError, UsageError
from kpi_xl.project.settings import Settings
from kpi_xl.project.settings_file import SETTINGS_FILE
from kpi_xl.vocabulary.business_models import BUSINESS_MODELS
from kpi_xl.vocabulary.locales import LANGUAGES, timezone
from kpi_xl.vocabulary.money import currency_code

EXPORTS_FOLDER = "exports"
INPUTS_FILE = "inputs.xlsx"


def make_project_folder(folder: Path, settings: Settings, kpis: Sequence[str]) -> None:
    """Make the folder and what is in it; `kpis` are the labels that targets can be set for.

    Raises:
        ProjectError: there is a project in it already.
        UsageError: the language, the time zone or the currency is not known.
        FileProblemError: the folder cannot be written.
    """
    path = folder / SETTINGS_FILE
    if path.exists():
        raise ProjectError(f"There is a project in {folder} already.", "Choose another folder.")
    text = settings_text(settings)
    places = (folder, folder / EXPORTS_FOLDER, folder / INPUTS_FILE, path)
    made = [place for place in places if not place.exists()]
    try:
        (folder / EXPORTS_FOLDER).mkdir(parents=True, exist_ok=True)
        _write_inputs(folder / INPUTS_FILE, settings, kpis)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        _take_back(made)
        raise FileProblemError(
            f"{folder} cannot be written to: {error.strerror or error}.", "Choose a folder of your own."
        ) from error


def _take_back(places: Sequence[Path]) -> None:
    for place in reversed(places):
        with suppress(OSError):
            place.rmdir() if place.is_dir() else place.unlink()


def settings_text(settings: Settings) -> str:
    """The text of a new kpi-xl.toml, in the project's language.

    Raises:
        UsageError: the language, the time zone or the currency is not known.
    """
    if settings.language not in LANGUAGES:
        raise UsageError(f"There are no reports in “{settings.language}”.", f"Write {', '.join(LANGUAGES)}.")
    if settings.business_model not in BUSINESS_MODELS:
        message = f"“{settings.business_model}” is no business model that there is a funnel of."
        raise UsageError(message, f"Write {', '.join(BUSINESS_MODELS)}.")
    values = {
        "id": settings.id,
        "client": settings.client,
        "language": settings.language,
        "timezone": timezone(settings.timezone).key,
        "currency": currency_code(settings.currency),
        "business_model": settings.business_model,
    }
    texts = tomllib.loads(files("kpi_xl.project").joinpath("new_project.toml").read_text(encoding="utf-8"))
    # JSON's way of writing a text is one of TOML's.
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    return Template(texts[settings.language]["settings"]).substitute(quoted)


def _write_inputs(path: Path, settings: Settings, kpis: Sequence[str]) -> None:
    if path.exists():
        return
    from kpi_xl.project.inputs.drawing import write_inputs  # noqa: PLC0415 - openpyxl is slow to import

    write_inputs(path, settings.language, settings.currency, kpis)
