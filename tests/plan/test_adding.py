"""Of what only adds columns to rows, a scan has what somebody reads."""

from __future__ import annotations

import pytest

from govcode.ir.expression import TRUE, Column, Type
from govcode.ir.relation import Given, Glance, GlanceKind, Lookup, Nearest, Relation, Restrict, Side, Window
from govcode.plan.adding import added, apart, needed

BASE = Given("calls", tuple((name, Type.INTEGER) for name in "abcd"))
TO = Given("agents", tuple((name, Type.INTEGER) for name in "kxyz"))


def column(name: str) -> Column:
    return Column(name, Type.INTEGER)


def looked_up(of: Relation, on: str, gives: str) -> Lookup:
    return Lookup(of, TO, column(on), "k", (("x", gives),))


def seeing(of: Relation, key: str, order: str, value: str, gives: str) -> Window:
    glance = Glance(gives, GlanceKind.PREVIOUS, column(value), Type.INTEGER)
    return Window(of, (column(key),), (column(order),), (glance,))


def near(of: Relation, key: str, at: str, gives: str) -> Nearest:
    return Nearest(of, TO, ((column(key), column("k")),), column(at), column("y"), Side.AFTER, False, (("z", gives),))


# Each reads what the one before gives, but for `e`.
CHAIN = near(seeing(looked_up(looked_up(BASE, "a", "found"), "b", "e"), "c", "found", "d", "seen"), "a", "seen", "next")


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        ({"a", "d"}, []),
        ({"e"}, ["e"]),
        ({"found"}, ["found"]),
        ({"seen"}, ["found", "seen"]),
        ({"next", "a"}, ["found", "seen", "next"]),
        ({"next", "e"}, ["found", "e", "seen", "next"]),
    ],
)
def test_what_is_needed(columns: set[str], kinds: list[str]) -> None:
    base, chain = apart(CHAIN)
    assert base == BASE
    assert all(addition.of == BASE for addition in chain)
    assert [name for one in needed(chain, frozenset(columns)) for name in added(one)] == kinds


def test_rows_that_are_left_out_stay_left_out() -> None:
    restricted = Restrict(CHAIN, TRUE)
    assert apart(restricted) == (restricted, [])
