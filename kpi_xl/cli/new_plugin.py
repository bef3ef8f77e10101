"""`kpi-xl new-plugin`: the skeleton of a plugin, with a declaration, a sample and tests that pass as they stand."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import say
from kpi_xl.errors import FileProblemError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

KindArgument = Annotated[str, typer.Argument(metavar="KIND", help="importer, kpi or analysis.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Its name: a platform, a KPI …")]
FolderOption = Annotated[Path | None, typer.Option(help="The folder to make. Default: kpi-xl-NAME.")]

KINDS = ("importer", "kpi", "analysis")


def new_plugin(kind: KindArgument, name: NameArgument, *, folder: FolderOption = None) -> None:
    """Write the skeleton of a plugin.

    It is a package that works: change the declaration and the sample to what you need, and run its tests.
    """
    if kind not in KINDS:
        raise UsageError(texts.PLUGIN_NO_KIND.format(kind=kind), texts.PLUGIN_KINDS.format(kinds=", ".join(KINDS)))
    plain = re.sub(r"\W+", "_", name.strip().casefold()).strip("_")
    if not plain.isidentifier() or not plain.isascii():
        raise UsageError(texts.PLUGIN_NO_NAME.format(name=name), texts.PLUGIN_WRITE_NAME)
    place = folder or Path(f"kpi-xl-{plain.replace('_', '-')}")
    if place.exists() and any(place.iterdir()):
        raise UsageError(texts.PLUGIN_THERE.format(folder=place), texts.PLUGIN_OTHER_FOLDER)
    _write(place, skeleton(kind, plain))
    say(texts.PLUGIN_WRITTEN.format(folder=place))
    say(texts.PLUGIN_NEXT.format(folder=place))


def skeleton(kind: str, name: str) -> Mapping[str, str]:
    """The files of a new plugin: text by path."""
    import tomllib  # noqa: PLC0415 - only who writes plugins needs it

    every = tomllib.loads(files("kpi_xl.cli").joinpath("skeletons.toml").read_text(encoding="utf-8"))
    title = name.replace("_", " ").title().replace(" ", "")
    found = {**every["every"], **every[kind]}
    return {path.replace("NAME", name): _filled(one["text"], name, title) for path, one in found.items()}


def _filled(text: str, name: str, title: str) -> str:
    return text.replace("NAME", name).replace("TITLE", title)


def _write(folder: Path, texts_by_path: Mapping[str, str]) -> None:
    try:
        for path, text in texts_by_path.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileProblemError(f"{folder} cannot be written.", "Choose a folder of your own.") from error
