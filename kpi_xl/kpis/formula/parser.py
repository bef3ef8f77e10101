"""Formula text → tree: a Pratt parser whose grammar is arithmetic, aggregations with filters, and `else`.

1 - web.engaged_sessions / web.sessions
sum(web.sessions, channel_group = social) / web.sessions
count(leads.lead_id, won_at is not blank) / count(leads.lead_id)
ads.spend / (ads.link_clicks else ads.clicks)
"""

from __future__ import annotations

from typing import cast

from kpi_xl.kpis.formula.findings import did_you_mean
from kpi_xl.kpis.formula.tokens import Token, tokens_of
from kpi_xl.kpis.formula.tree import (
    Aggregate,
    Binary,
    Else,
    FieldName,
    Filter,
    Name,
    Negative,
    Node,
    Number,
    Operator,
    Place,
    Rate,
    Test,
    Value,
)

FUNCTIONS = ("sum", "last", "count", "distinct", "mean", "median", "min", "max", "unique", "change", "start")
_STRENGTH = {"else": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_WORDS = {"yes": True, "no": False}


class SyntaxFinding(Exception):  # noqa: N818 - caught by the checker, which turns it into a finding
    """The text is not a formula from this place on."""

    def __init__(self, text: str, token: Token) -> None:
        super().__init__(text)
        self.text = text
        self.at = token.at
        self.end = max(token.end, token.at + 1)


def parse(formula: str) -> Node:
    """The tree of a formula.

    Raises:
        SyntaxFinding: the text is not a formula; it says from which character on.
    """
    parser = _Parser(tokens_of(formula))
    node = parser.expression(0)
    if parser.now.kind != "end":
        raise parser.fault(f"“{parser.now.text}” was not expected here.")
    return node


class _Parser:
    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def now(self) -> Token:
        return self._tokens[self._at]

    def take(self) -> Token:
        token = self.now
        if token.kind != "end":
            self._at += 1
        return token

    def fault(self, text: str, token: Token | None = None) -> SyntaxFinding:
        return SyntaxFinding(text, token or self.now)

    def expect(self, mark: str) -> Token:
        if not self.now.is_mark(mark):
            found = f"“{self.now.text}”" if self.now.text else "the end"
            raise self.fault(f"“{mark}” is missing before {found}.")
        return self.take()

    def expression(self, strength: int) -> Node:
        left = self._operand()
        while (binding := _STRENGTH.get(self.now.text, 0)) > strength and self.now.kind in {"mark", "word"}:
            operator = self.take()
            right = self.expression(binding)
            place = left.place.to(right.place)
            if operator.text == "else":
                left = Else(left, right, place)
            else:
                left = Binary(cast("Operator", operator.text), left, right, place)
        return left

    def _operand(self) -> Node:
        token = self.take()
        if token.is_mark("-"):
            operand = self.expression(_STRENGTH["*"])
            return Negative(operand, _place(token).to(operand.place))
        if token.is_mark("("):
            inside = self.expression(0)
            self.expect(")")
            return inside
        if token.kind == "number":
            return Number(float(token.text), _place(token))
        if token.kind == "word":
            return self._word(token)
        found = f"“{token.text}”" if token.text else "the end"
        raise self.fault(f"A number, a field or a KPI was expected instead of {found}.", token)

    def _word(self, token: Token) -> Node:
        if self.now.is_mark("("):
            return self._rate(token) if token.text == "rate" else self._aggregate(token)
        if not self.now.is_mark("."):
            return Name(token.text, _place(token))
        self.take()
        if self.now.kind != "word":
            raise self.fault(f"The name of a field was expected after “{token.text}.”.")
        name = self.take()
        return FieldName(token.text, name.text, _place(token).to(_place(name)))

    def _rate(self, token: Token) -> Rate:
        self.take()
        name = self._value()
        return Rate(str(name), _place(token).to(_place(self.expect(")"))))

    def _aggregate(self, token: Token) -> Aggregate:
        if token.text not in FUNCTIONS:
            raise self.fault(f"“{token.text}” is not a function.{did_you_mean(token.text, FUNCTIONS)}", token)
        self.take()
        row = self.expression(0)
        filters: list[Filter] = []
        by = ""
        while self.now.is_mark(","):
            self.take()
            if self.now.is_word("by"):
                self.take()
                by = self._name("a day or time field")
            else:
                filters.append(self._filter())
        return Aggregate(token.text, row, tuple(filters), by, _place(token).to(_place(self.expect(")"))))

    def _name(self, wanted: str) -> str:
        if self.now.kind != "word":
            raise self.fault(f"The name of {wanted} was expected.")
        return self.take().text

    def _filter(self) -> Filter:
        first = self.now
        left = self.expression(_STRENGTH["else"])
        test, values = self._test()
        last = self._tokens[self._at - 1]
        return Filter(left, test, values, _place(first).to(_place(last)))

    def _test(self) -> tuple[Test, tuple[Value, ...]]:
        token = self.take()
        if token.is_mark("="):
            return "=", (self._value(),)
        if token.is_word("in"):
            return "in", self._values()
        if token.is_word("is"):
            return self._blank()
        if token.is_word("between"):
            low = self._number()
            if not self.take().is_word("and"):
                raise self.fault("“and” is missing between the two limits.", self._tokens[self._at - 1])
            return "between", (low, self._number())
        raise self.fault("A filter is written with =, in, between, is blank or is not blank.", token)

    def _blank(self) -> tuple[Test, tuple[Value, ...]]:
        negated = self.now.is_word("not")
        if negated:
            self.take()
        if not self.now.is_word("blank"):
            raise self.fault("“blank” was expected after “is”.")
        self.take()
        return ("is not blank" if negated else "is blank"), ()

    def _values(self) -> tuple[Value, ...]:
        self.expect("(")
        found = [self._value()]
        while self.now.is_mark(","):
            self.take()
            found.append(self._value())
        self.expect(")")
        return tuple(found)

    def _value(self) -> Value:
        if self.now.kind == "number" or self.now.is_mark("-"):
            return self._number()
        if self.now.kind == "word":
            text = self.take().text
            return _WORDS.get(text, text)
        if self.now.kind == "text":
            return self.take().text
        raise self.fault("A value was expected: a word, a number or text in double quotes.")

    def _number(self) -> float:
        sign = -1.0 if self.now.is_mark("-") else 1.0
        if sign < 0:
            self.take()
        if self.now.kind != "number":
            raise self.fault("A number was expected.")
        return sign * float(self.take().text)


def _place(token: Token) -> Place:
    return Place(token.at, token.end)
