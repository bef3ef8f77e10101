"""A formula's text to its tree: operator precedence as in Excel, where `-2^2` is 4 and `2^3^2` is 64."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi_xl.workbook.calc.addresses import corners
from kpi_xl.workbook.calc.structured import table_reference
from kpi_xl.workbook.calc.syntax import (
    AreaReference,
    ArrayLiteral,
    Call,
    Group,
    Literal,
    NameReference,
    Node,
    Omitted,
    Operation,
    OutsideReference,
    Percent,
    Prefixed,
)
from kpi_xl.workbook.calc.tokens import END, Token, tokens
from kpi_xl.workbook.calc.values import ErrorValue, Stop, Value

_COMPARISON, _JOIN, _SUM, _PRODUCT, _POWER, _PERCENT, _SIGN, _UNION, _INTERSECTION, _SPAN = range(10, 110, 10)
_BINDING = {
    "=": _COMPARISON, "<>": _COMPARISON, "<": _COMPARISON, ">": _COMPARISON, "<=": _COMPARISON, ">=": _COMPARISON,
    "&": _JOIN, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER, "%": _PERCENT, ":": _SPAN,
}  # fmt: skip
_OPERAND_KINDS = frozenset({"sheet", "area", "function", "name", "bracket"})
_DEEPEST = 100  # Excel allows 64 functions inside one another
_NEW_FUNCTION = re.compile(r"^(?:_xlfn\.|_xlws\.)+", re.IGNORECASE)
_OUTSIDE = re.compile(r"\[(\d+)\]([^:\[\]]+)")
_ERRORS = {error.value: error for error in ErrorValue}


@lru_cache(maxsize=16_384)
def parse(formula: str) -> Node:
    """The tree of a formula written without its leading `=`; `Stop` where it cannot be read."""
    return _Parser(formula).whole()


class _Parser:
    def __init__(self, formula: str) -> None:
        self._tokens = iter(tokens(formula))
        self._next = next(self._tokens)
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression(0)
        self._skip_space()
        if self._next is not END:
            raise Stop(f"the formula cannot be read at “{self._next.text}”")
        return node

    def _take(self) -> Token:
        token = self._next
        self._next = next(self._tokens, END)
        return token

    def _skip_space(self) -> None:
        if self._next.kind == "space":
            self._take()

    def _at(self, operator: str) -> bool:
        return self._next.kind == "operator" and self._next.text == operator

    def _expect(self, operator: str) -> None:
        self._skip_space()
        if not self._at(operator):
            raise Stop(f"the formula lacks a “{operator}”")
        self._take()

    def _expression(self, binding: int, *, union: bool = False) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Stop("the formula is nested too deeply")
        left = self._operand()
        while True:
            operator, power = self._operator(union=union)
            if power <= binding:
                break
            left = self._continued(left, operator, power)
        self._depth -= 1
        return left

    def _continued(self, left: Node, operator: str, power: int) -> Node:
        if operator != " ":
            self._take()
        if operator == "%":
            return Percent(left)
        return Operation(operator, left, self._expression(power))

    def _operator(self, *, union: bool) -> tuple[str, int]:
        """The operator that comes next and how strongly it binds; 0 where the expression ends."""
        spaced = self._next.kind == "space"
        self._skip_space()
        token = self._next
        if spaced and (token.kind in _OPERAND_KINDS or self._at("(")):
            return " ", _INTERSECTION
        if token.kind != "operator":
            return "", 0
        if token.text == ",":
            return (",", _UNION) if union else ("", 0)
        return token.text, _BINDING.get(token.text, 0)

    def _operand(self) -> Node:  # noqa: PLR0911 - one for each kind of token
        self._skip_space()
        token = self._take()
        match token.kind:
            case "number":
                return Literal(float(token.text))
            case "text":
                return Literal(token.text[1:-1].replace('""', '"'))
            case "error":
                return Literal(_ERRORS[token.text])
            case "area":
                return _area(token.text)
            case "sheet":
                return self._on_sheet(token.text[:-1])
            case "function":
                return self._call(token.text)
            case "name":
                return self._name(token.text)
            case "bracket":
                return table_reference(None, token.text)
            case _:
                return self._prefixed(token)

    def _prefixed(self, token: Token) -> Node:
        if token.text in ("-", "+", "@"):
            return Prefixed(token.text, self._expression(_SIGN - 1))
        if token.text == "(":
            inner = self._expression(0, union=True)
            self._expect(")")
            return Group(inner)
        if token.text == "{":
            return self._array()
        raise Stop("the formula ends too early" if token is END else f"the formula cannot be read at “{token.text}”")

    def _name(self, name: str) -> Node:
        if self._next.kind == "bracket":
            return table_reference(name, self._take().text)
        if name.upper() in ("TRUE", "FALSE"):
            return Literal(name.upper() == "TRUE")
        return NameReference(name)

    def _call(self, name: str) -> Node:
        self._expect("(")
        self._skip_space()
        arguments: list[Node] = []
        if self._at(")"):
            self._take()
            return Call(_function_name(name), ())
        while True:
            arguments.append(self._argument())
            if self._at(")"):
                break
            self._expect(",")
        self._take()
        return Call(_function_name(name), tuple(arguments))

    def _argument(self) -> Node:
        self._skip_space()
        node = Omitted() if self._at(",") or self._at(")") else self._expression(0)
        self._skip_space()
        return node

    def _on_sheet(self, prefix: str) -> Node:
        sheet = prefix[1:-1].replace("''", "'") if prefix.startswith("'") else prefix
        token = self._take()
        if "[" in sheet:
            return _outside(sheet, token)
        if token.kind == "error":
            return Literal(_ERRORS[token.text])
        if token.kind == "name":
            return NameReference(token.text, sheet)
        if token.kind != "area":
            raise Stop(f"the formula cannot be read at “{prefix}!{token.text}”")
        first, _, last = sheet.partition(":")
        return _area(token.text, first, last or None)

    def _array(self) -> Node:
        rows: list[tuple[Value, ...]] = []
        row: list[Value] = []
        while True:
            row.append(self._array_item())
            self._skip_space()
            mark = self._take().text
            if mark == ",":
                continue
            rows.append(tuple(row))
            row = []
            if mark == "}":
                break
            if mark != ";":
                raise Stop("an array in the formula is not closed")
        if len({len(each) for each in rows}) != 1:
            raise Stop("an array in the formula has rows of different lengths")
        return ArrayLiteral(tuple(rows))

    def _array_item(self) -> Value:
        node = self._expression(0)
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Prefixed) and isinstance(node.operand, Literal) and isinstance(node.operand.value, float):
            return -node.operand.value if node.operator == "-" else node.operand.value
        raise Stop("an array in the formula holds more than constants")


def _area(address: str, sheet: str | None = None, last_sheet: str | None = None) -> Node:
    found = corners(address)
    if found is None:
        return NameReference(address, sheet)  # `ABC1234567` is a name: it lies outside the sheet
    return AreaReference(*found, sheet, last_sheet)


def _outside(sheet: str, token: Token) -> Node:
    text = f"{sheet}!{token.text}"
    match = _OUTSIDE.fullmatch(sheet)
    area = _area(token.text, match[2]) if match is not None and token.kind == "area" else None
    if match is None or not isinstance(area, AreaReference):
        raise Stop(f"{text} is in another workbook")
    return OutsideReference(text, int(match[1]), area)


def _function_name(name: str) -> str:
    return _NEW_FUNCTION.sub("", name).upper()
