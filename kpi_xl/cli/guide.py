"""`kpi-xl guide`: where each platform's export is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import print_json, say
from kpi_xl.cli.options import JsonOption, ProjectOption
from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_xl.host import Host
    from kpi_xl.importing.guides import Guide

PlatformsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PLATFORM", help="instagram, meta_ads, ga4 … Default: all there are.")
]


def guide(platforms: PlatformsArgument = None, *, project: ProjectOption = None, as_json: JsonOption = False) -> None:
    """Tell where each platform's export is found.

    And which settings give the file that says most.
    """
    from kpi_xl.cli.here import definitions_here  # noqa: PLC0415 - loading it takes time that `--help` has not

    here = definitions_here(project)
    found = guides_for(here.host, platforms or [])
    if as_json:
        print_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
        return
    for one in found:
        tell_guide(one, here.language)


def guides_for(host: Host, wanted: Sequence[str]) -> Sequence[Guide]:
    """The guides of these platforms in the order of their names, a platform's own before those that tell of many.

    Raises:
        UsageError: there is no export of one of them.
    """
    from kpi_xl.importing.guides import guides_of  # noqa: PLC0415
    from kpi_xl.vocabulary.platforms import OTHER_NAMES  # noqa: PLC0415

    every = sorted(guides_of(host.importers()), key=lambda one: one.name.casefold())
    names = [OTHER_NAMES.get(name.strip().casefold(), name.strip().casefold()) for name in wanted]
    for name, given in zip(names, wanted, strict=True):
        if not any(_is_of(one, name) for one in every):
            known = ", ".join(sorted({platform for one in every for platform in one.platforms}))
            raise UsageError(texts.NO_GUIDE.format(platform=given), texts.GUIDES_ARE.format(platforms=known))
    if not names:
        return every
    asked_for = [one for one in every if any(_is_of(one, name) for name in names)]
    return sorted(asked_for, key=lambda one: len(one.platforms))


def tell_guide(one: Guide, language: str) -> None:
    """A platform's name, the way through its menus, and the settings."""
    say(one.name, "bold")
    say(f"  {one.address}")
    say(f"  {one.menu}")
    say(f"  {one.advice.get(language) or one.advice.get('en', '')}", "dim")


def _is_of(one: Guide, name: str) -> bool:
    return name == one.importer or name in one.platforms or name == one.name.casefold()
