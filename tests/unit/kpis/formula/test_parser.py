from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.kpis.formula.parser import SyntaxFinding, parse
from kpi_xl.kpis.formula.tree import Aggregate, Binary, Else, FieldName, Name, Negative, Node, Number, Place, Rate, walk

ANYWHERE = Place(0, 0)  # places do not count when trees are compared


def field(table: str, name: str) -> FieldName:
    return FieldName(table, name, ANYWHERE)


def test_multiplication_binds_before_addition_and_else_comes_last() -> None:
    tree = parse("a.x + b.y * 2 else c.z")
    product = Binary("*", field("b", "y"), Number(2.0, ANYWHERE), ANYWHERE)
    assert tree == Else(Binary("+", field("a", "x"), product, ANYWHERE), field("c", "z"), ANYWHERE)


def test_operators_of_one_strength_run_from_the_left() -> None:
    tree = parse("a / b / c")
    assert isinstance(tree, Binary)
    assert tree.left == Binary("/", Name("a", ANYWHERE), Name("b", ANYWHERE), ANYWHERE)


def test_brackets_and_minus() -> None:
    tree = parse("-(a - b) * 3")
    assert isinstance(tree, Binary)
    assert isinstance(tree.left, Negative)


@pytest.mark.parametrize(
    ("text", "test", "values"),
    [
        ("sum(web.sessions, channel_group = social)", "=", ("social",)),
        ('sum(web.sessions, channel_group in (Email, "Paid Social"))', "in", ("Email", "Paid Social")),
        ("sum(web.sessions, campaign is blank)", "is blank", ()),
        ("sum(web.sessions, campaign is not blank)", "is not blank", ()),
        ("sum(web.sessions, sessions between -1 and 3.5)", "between", (-1.0, 3.5)),
        ("sum(web.sessions, new = yes)", "=", (True,)),
    ],
)
def test_every_filter_is_read(text: str, test: str, values: tuple[object, ...]) -> None:
    tree = parse(text)
    assert isinstance(tree, Aggregate)
    assert (tree.filters[0].test, tree.filters[0].values) == (test, values)


def test_the_day_that_decides_is_named_by_by() -> None:
    tree = parse("count(leads.lead_id, won_at is not blank, by qualified_at)")
    assert isinstance(tree, Aggregate)
    assert (tree.by, len(tree.filters)) == ("qualified_at", 1)


def test_rates_stand_alone() -> None:
    assert parse("rate(margin)") == Rate("margin", ANYWHERE)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("1 + * 2", 4, "instead of “\\*”"),
        ("total(posts.likes)", 0, "not a function"),
        ("summ(posts.likes)", 0, "Did you mean sum"),
        ("sum(posts.likes", 15, "“\\)” is missing"),
        ("posts.", 6, "name of a field"),
        ("posts.likes posts.likes", 12, "not expected here"),
        ("sum(posts.likes, format)", 23, "A filter is written with"),
        ("sum(posts.likes, likes between 1 or 2)", 33, "“and” is missing"),
        ("", 0, "instead of the end"),
        ("posts.likes # all", 12, "not expected"),
    ],
)
def test_a_fault_points_at_its_place(text: str, at: int, says: str) -> None:
    with pytest.raises(SyntaxFinding, match=says) as caught:
        parse(text)
    assert caught.value.at == at


@given(st.text(alphabet='posum(). ,=+-*/ab1"is blank else', max_size=40))
def test_any_text_is_a_tree_or_a_finding_within_the_text(text: str) -> None:
    tree, at = _tried(text)
    assert 0 <= at <= len(text)
    assert tree is None or all(0 <= node.place.at < node.place.end <= len(text) for node in walk(tree))


def _tried(text: str) -> tuple[Node | None, int]:
    try:
        return parse(text), 0
    except SyntaxFinding as finding:
        return None, finding.at


def _written(node: Node) -> str:
    match node:
        case Number(value=value):
            return f"{value:g}"
        case Name(text=text):
            return text
        case Negative(operand=operand):
            return f"-({_written(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"({_written(left)}) {operator} ({_written(right)})"
        case Else(first=first, second=second):
            return f"({_written(first)}) else ({_written(second)})"
        case _:
            raise TypeError(node)


_LEAVES = st.one_of(
    st.integers(0, 99).map(lambda value: Number(float(value), ANYWHERE)),
    st.sampled_from(["ctr", "reach", "spend"]).map(lambda name: Name(name, ANYWHERE)),
)
_TREES: st.SearchStrategy[Node] = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda one: Negative(one, ANYWHERE), inner),
        st.builds(lambda sign, one, other: Binary(sign, one, other, ANYWHERE), st.sampled_from("+-*/"), inner, inner),
        st.builds(lambda one, other: Else(one, other, ANYWHERE), inner, inner),
    ),
    max_leaves=8,
)


@given(_TREES)
def test_a_written_tree_is_read_back(tree: Node) -> None:
    assert parse(_written(tree)) == tree
