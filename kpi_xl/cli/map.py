"""`kpi-xl map`: say once what the columns of a file are that no importer takes as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi_xl.cli import texts
from kpi_xl.cli.console import ask, can_ask, complain, print_json, say, say_table
from kpi_xl.cli.options import JsonOption, ProjectOption, YesOption
from kpi_xl.errors import UsageError

if TYPE_CHECKING:
    from kpi_xl.importing.importer import Importer, Part
    from kpi_xl.importing.mapping.guessing import Guess, GuessedColumn
    from kpi_xl.importing.mapping.mapping import ColumnMapping
    from kpi_xl.importing.mapping.renamed import Renamed
    from kpi_xl.importing.staged import StagedImport
    from kpi_xl.project.learning import Learning, Seen
    from kpi_xl.project.project import Project

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="An export file, or one in an archive: bundle.zip/file.csv.")
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="COLUMN=FIELD", help="What a column is: “Dato=posts.published_on”.")
]
IgnoreOption = Annotated[list[str] | None, typer.Option("--ignore", metavar="COLUMN", help="A column to leave out.")]
TableOption = Annotated[str | None, typer.Option(help="What a row is: posts, account_daily, ads, orders …")]
NameOption = Annotated[str | None, typer.Option(help="A name for files like this. Default: the file's.")]
PlatformOption = Annotated[str | None, typer.Option(help="The platform that every row is about.")]
AccountOption = Annotated[str | None, typer.Option(help="… the account.")]
CurrencyOption = Annotated[str | None, typer.Option(help="… the currency.")]

_LEAVE_OUT = "-"
_YES = {"y", "yes", "j", "ja"}
_SHOWN = 24  # letters of an example


def map_(  # noqa: PLR0913 - one a thing that files leave out
    file: FileArgument,
    *,
    set_: SetOption = None,
    ignore: IgnoreOption = None,
    table: TableOption = None,
    name: NameOption = None,
    platform: PlatformOption = None,
    account: AccountOption = None,
    currency: CurrencyOption = None,
    project: ProjectOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what the columns of a file are.

    The columns are shown with what they seem to be. The answer is kept in the project and used by itself from then on.
    """
    from kpi_xl.project.project import Project  # noqa: PLC0415 - loading it takes time that `--help` has not

    opened = Project.open(project)
    learning = _learning(opened)
    seen = learning.see(file)
    said = _Said(_pairs(set_ or ()), frozenset(ignore or ()), yes=yes, as_json=as_json)
    if table is None and (seen.taken or seen.renaming):
        _accept_names(learning, seen, said)
        return
    guess = _corrected(seen.guess(table or said.table), said)
    constants = {"platform": platform, "account": account, "currency": currency or guess.currency}
    _keep_mapping(opened, learning, seen, _Wanted(guess, name or Path(seen.opened.name).stem, constants), said)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the user has said beforehand."""

    columns: Mapping[str, str]  # head → field, or table.field
    ignored: frozenset[str]
    yes: bool
    as_json: bool

    @property
    def table(self) -> str | None:
        """The table that a field was named with."""
        return next((field.split(".")[0] for field in self.columns.values() if "." in field), None)

    @property
    def asking(self) -> bool:
        return can_ask() and not self.yes and not self.as_json

    @property
    def enough(self) -> bool:
        """Whether nothing has to be asked."""
        return self.yes or bool(self.columns)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A mapping in the making."""

    guess: Guess
    name: str
    constants: Mapping[str, str | None]


def _learning(project: Project) -> Learning:
    from kpi_xl.project.learning import Learning  # noqa: PLC0415

    importers = project.mappings.importers(project.host.importers())
    return Learning(project.mappings, importers, project.settings.timezone)


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in given]
    if wrong := next((text for text, (head, _, field) in zip(given, pairs, strict=True) if not (head and field)), None):
        raise UsageError(texts.MAP_NO_PAIR.format(text=wrong), texts.MAP_WRITE_PAIR)
    return {head.strip(): field.strip() for head, _, field in pairs}


def _accept_names(learning: Learning, seen: Seen, said: _Said) -> None:
    """A format takes the file, or would but for a name or two: keep the new names, if the user agrees."""
    importer, parts = _format_of(seen)
    found = seen.renaming.columns if seen.renaming else seen.new_names
    columns = [one for one in found if one.header not in {*said.ignored, *said.columns}]
    columns += (_renamed(parts, header, field) for header, field in said.columns.items())
    if not columns:
        _tell_taken(seen, as_json=said.as_json)
        return
    if not said.as_json:
        for column in columns:
            say(str(column))
    if said.asking:
        columns = [one for one in columns if ask(texts.MAP_TAKE.format(header=one.header), "y").lower() in _YES]
    elif not said.enough:
        _leave_unsaid({"new": [_as_json(one) for one in columns]}, said)
        return
    path, staged = learning.accept(seen, importer, columns)
    _tell_kept(path, staged, as_json=said.as_json)


def _format_of(seen: Seen) -> tuple[Importer, Sequence[Part]]:
    if seen.renaming:
        return seen.renaming.importer, (seen.renaming.part,)
    assert seen.taken is not None  # noqa: S101 - asked for before
    return seen.taken.importer, [match.part for match in seen.taken.matches]


def _renamed(parts: Sequence[Part], header: str, text: str) -> Renamed:
    from kpi_xl.importing.mapping.renamed import Renamed  # noqa: PLC0415

    table, _, field = text.rpartition(".")
    columns = [one for part in parts if table in {"", part.table} for one in part.all_columns() if one.field == field]
    if not columns:
        raise UsageError(texts.MAP_NO_COLUMN.format(field=text), texts.MAP_OTHER_TABLE)
    return Renamed(header, columns[0], 1.0)


def _corrected(guess: Guess, said: _Said) -> Guess:
    """The guess with what the user has said of it."""
    from kpi_xl.importing.mapping.targets import field_of  # noqa: PLC0415

    heads = {column.header for column in guess.columns}
    if strange := next((head for head in (*said.columns, *said.ignored) if head not in heads), None):
        raise UsageError(texts.MAP_NO_HEAD.format(head=strange), texts.MAP_HEADS.format(heads=", ".join(sorted(heads))))
    fields = {head: field_of(guess.table, text.rpartition(".")[2]).name for head, text in said.columns.items()}

    def corrected(column: GuessedColumn) -> GuessedColumn:
        if column.header in fields:
            return replace(column, field=fields[column.header], likeness=1.0)
        taken = column.header in said.ignored or column.field in fields.values()
        return replace(column, field="", likeness=0.0) if taken else column

    return replace(guess, columns=tuple(map(corrected, guess.columns)))


def _keep_mapping(project: Project, learning: Learning, seen: Seen, wanted: _Wanted, said: _Said) -> None:
    if not said.as_json:
        _tell_guess(wanted.guess)
    if said.asking:
        wanted = replace(wanted, guess=_asked(wanted.guess))
    elif not said.enough:
        _leave_unsaid({"table": wanted.guess.table, "columns": [*map(_guessed_as_json, wanted.guess.columns)]}, said)
        return
    path, staged = learning.keep(seen, _mapping(project, wanted))
    _tell_kept(path, staged, as_json=said.as_json)


def _mapping(project: Project, wanted: _Wanted) -> ColumnMapping:
    from kpi_xl.importing.mapping.mapping import ColumnMapping, MappedColumn  # noqa: PLC0415
    from kpi_xl.vocabulary.tables import tables  # noqa: PLC0415

    fields = tables()[wanted.guess.table].fields
    columns = [MappedColumn(one.header, one.field, one.scale) for one in wanted.guess.columns if one.field]
    mapped = {column.field for column in columns}
    constants = {
        name: value for name, value in wanted.constants.items() if value and name in fields and name not in mapped
    }
    return ColumnMapping(project.mappings.free_name(wanted.name), wanted.guess.table, tuple(columns), constants)


def _asked(guess: Guess) -> Guess:
    """Every column is asked about; Enter takes what it seems to be."""
    from kpi_xl.importing.mapping.targets import field_of  # noqa: PLC0415

    say(texts.MAP_ASK.format(table=guess.table, nothing=_LEAVE_OUT))
    answered: list[GuessedColumn] = []
    for column in guess.columns:
        while True:
            answer = ask(texts.MAP_COLUMN.format(header=column.header), column.field or _LEAVE_OUT)
            try:
                field = "" if answer == _LEAVE_OUT else field_of(guess.table, answer.rpartition(".")[2]).name
            except UsageError as error:
                complain(error.message, error.hint)
                continue
            answered.append(replace(column, field=field))
            break
    return replace(guess, columns=tuple(answered))


def _leave_unsaid(answer: Mapping[str, object], said: _Said) -> None:
    """Nobody can be asked: show what it seems to be, and keep nothing."""
    if said.as_json:
        print_json(answer)
        return
    raise UsageError(texts.MAP_NOT_SURE, texts.MAP_SAY_YES)


def _tell_guess(guess: Guess) -> None:
    say(texts.MAP_GUESS.format(table=guess.table))
    say_table((texts.MAP_HEAD, texts.MAP_EXAMPLES, texts.MAP_FIELD, texts.MAP_SURE), map(_row, guess.columns))


def _row(column: GuessedColumn) -> tuple[str, str, str, str]:
    examples = " · ".join(example[:_SHOWN] for example in column.examples)
    scale = f" × {column.scale:g}" if column.scale != 1 else ""
    return (
        column.header,
        examples,
        (column.field or _LEAVE_OUT) + scale,
        f"{column.likeness:.0%}" if column.field else "",
    )


def _guessed_as_json(column: GuessedColumn) -> dict[str, object]:
    return {"column": column.header, "field": column.field or None, "likeness": column.likeness, "scale": column.scale}


def _as_json(column: Renamed) -> dict[str, object]:
    return {"column": column.header, "field": column.column.field, "likeness": column.likeness}


def _tell_taken(seen: Seen, *, as_json: bool) -> None:
    assert seen.taken is not None  # noqa: S101 - without a renaming somebody takes it
    if as_json:
        print_json({"format": seen.taken.export.name, "new": []})
        return
    say(texts.MAP_TAKEN.format(file=seen.opened.name, format=seen.taken.export.name))


def _tell_kept(path: Path, staged: StagedImport, *, as_json: bool) -> None:
    if as_json:
        rows = {table.name: table.rows for table in staged.tables}
        print_json({"kept": str(path), "rows": rows, "questions": [question.text for question in staged.questions]})
        return
    for table in staged.tables:
        say(texts.MAP_ROWS.format(rows=table.rows, table=table.name, totals=_totals(table.totals)))
    for line in (*(question.text for question in staged.questions), *(one.text for one in staged.warnings)):
        say(f"· {line}", "dim")
    say(texts.MAP_KEPT.format(path=path))


def _totals(totals: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {total:g}" for name, total in totals.items())
