"""Typed texts held against the arguments that a method declares."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from kpi_xl.errors import UsageError
from kpi_xl.kpis.by_hand.other_names import names_for
from kpi_xl.kpis.by_hand.typed import number_in, numbers_in, part_in
from kpi_xl.kpis.given import Argument, Given, GivenValue
from kpi_xl.kpis.plain import plain

Rows = Sequence[Mapping[str, str]]


def named(arguments: Collection[Argument], name: str) -> Argument | None:
    """The argument that a person means by its name (t and T are two), its label or another name for it."""
    exact = [one for one in arguments if one.name == name]
    own = [
        one for one in arguments if plain(name) in {plain(one.name), *(plain(label) for label in one.label.values())}
    ]
    others = [one for one in arguments if plain(name) in names_for(one.name)]
    return next(iter((*exact, *own, *others)), None)


def given(
    what: str, arguments: Collection[Argument], columns: Sequence[str], typed: Mapping[str, str], rows: Rows
) -> Given:
    """The typed texts as the values that the method takes.

    Raises:
        UsageError: an argument is missing, means nothing, or has a value that it cannot have.
    """
    values: dict[str, GivenValue] = {}
    for name, text in typed.items():
        argument = named(arguments, name)
        if argument is None:
            message = f"{what} takes no “{name}”."
            raise UsageError(message, usage(what, arguments, columns))
        if argument.name in values:
            message = f"{name} is given twice, as {argument.name} too."
            raise UsageError(message, usage(what, arguments, columns))
        if text.strip():
            values[argument.name] = _value(argument, name, text)
    missing = [one.name for one in arguments if one.required and one.name not in values]
    if missing and not (rows and columns):
        message = f"{what} needs {' and '.join(missing)}; missing is not zero."
        raise UsageError(message, usage(what, arguments, columns))
    return Given(values, _with_columns(what, columns, rows))


def fitting(rows: Rows, *layouts: Sequence[str]) -> Sequence[str]:
    """The layout whose columns the file has; the first one if it has those of none."""
    have = {plain(name) for name in rows[0]} if rows else set[str]()
    return next((one for one in layouts if one and {plain(name) for name in one} <= have), layouts[0])


def unpacked(
    arguments: Collection[Argument], packed: Mapping[str, Sequence[str]], typed: Mapping[str, str]
) -> dict[str, str]:
    """The typed texts with those that hold several arguments taken apart: `params=6.25,3.74,15.44`.

    Raises:
        UsageError: there are too few or too many numbers in one.
    """
    kinds = {one.name: one.kind for one in arguments}
    found: dict[str, str] = {}
    for name, text in typed.items():
        targets = next((packed[key] for key in packed if plain(key) == plain(name)), None)
        if targets is None:
            found[name] = text
        else:
            found |= _taken_apart(name, text, targets, kinds)
    return found


def _taken_apart(name: str, text: str, targets: Sequence[str], kinds: Mapping[str, str]) -> dict[str, str]:
    cells = [cell.strip() for cell in re.sub(r"[\[\]()]", "", text).split(",")]
    sizes = [2 if kinds[target] == "part" else 1 for target in targets]
    lists = all(kinds[target] == "numbers" for target in targets)
    if len(cells) % sum(sizes) or (len(cells) != sum(sizes) and not lists):
        message = f"{name}={text} has {len(cells)} numbers, and {sum(sizes)} are needed for {', '.join(targets)}."
        raise UsageError(message, f"Write {name}={','.join('1' * sum(sizes))}.")
    if lists:
        return {target: ",".join(cells[at :: len(targets)]) for at, target in enumerate(targets)}
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    parts = (cells[start : start + size] for start, size in zip(starts, sizes, strict=True))
    return dict(zip(targets, ("/".join(part) for part in parts), strict=True))


def usage(what: str, arguments: Collection[Argument], columns: Sequence[str]) -> str:
    """How the method is asked: one line to copy."""
    shown = {"number": "1.5", "part": "144/1200", "numbers": "1,2,3", "text": "…"}
    words = [f"{one.name}={shown[one.kind]}" for one in arguments]
    optional = [word for word, one in zip(words, arguments, strict=True) if not one.required]
    needed = [word for word, one in zip(words, arguments, strict=True) if one.required]
    parts = [*needed, *(f"[{word}]" for word in optional)]
    if columns:
        parts.append(f"--file FILE.csv (columns {', '.join(columns)})")
    return f"Write: kpi-xl calc {what} {' '.join(parts)}"


def _value(argument: Argument, name: str, text: str) -> GivenValue:
    match argument.kind:
        case "text":
            return text.strip()
        case "part":
            return part_in(name, text)
        case "number":
            value = number_in(name, text)
            return 0.0 if value is None else value
        case "numbers":
            values = numbers_in(name, text)
            if None in values:
                message = f"{name}={text}: one of the numbers is blank."
                raise UsageError(message, "Leave it out; missing is not zero.")
            return tuple(value for value in values if value is not None)


def _with_columns(what: str, columns: Sequence[str], rows: Rows) -> Rows:
    if rows and not columns:
        message = f"{what} takes no file."
        raise UsageError(message, "Give its numbers as name=value.")
    if not rows:
        return rows
    found = {plain(name): name for name in rows[0]}
    lacking = [name for name in columns if plain(name) not in found]
    if lacking:
        message = f"The file has no column {' and no '.join(lacking)}."
        raise UsageError(message, f"{what} needs the columns {', '.join(columns)}.")
    return [{**row, **{name: row[found[plain(name)]] for name in columns}} for row in rows]
