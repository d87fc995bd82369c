"""Which datasets a check reads: only those it needs a column of."""

from __future__ import annotations

import pytest

from govcode.ir.check import AtMost, Check, Subject
from govcode.ir.expression import TRUE, Apply, Column, Expr, Type
from govcode.ir.measure import Aggregate, RowTest, Term, TermKind
from govcode.ir.relation import (
    Fold,
    FoldKind,
    Given,
    Glance,
    GlanceKind,
    Lookup,
    Named,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Side,
    Spread,
    Union,
    Window,
)
from govcode.plan.reading import reads
from tests.findings.making import about

TEXT, NUMBER, MOMENT = Type.TEXT, Type.NUMBER, Type.TIMESTAMP
TICKETS = Given("tickets", (("id", TEXT), ("agent", TEXT), ("amount", NUMBER), ("at", MOMENT)))
AGENTS = Given("agents", (("agent", TEXT), ("site", TEXT)))
SITES = Given("sites", (("site", TEXT), ("cost", NUMBER)))
MESSAGES = Given("messages", (("id", TEXT), ("at", MOMENT), ("length", NUMBER)))
STAFF = Lookup(AGENTS, SITES, Column("site", TEXT), "site", (("cost", "site_cost"),))
AGENT, AMOUNT = Column("agent", TEXT), Column("amount", NUMBER)
ID, AT = Column("id", TEXT), Column("at", MOMENT)
KNOWN = Lookup(TICKETS, STAFF, AGENT, "agent", (("site", "agent_site"), ("site_cost", "cost")))
NEXT = Nearest(TICKETS, MESSAGES, ((ID, ID),), AT, AT, Side.AFTER, True, (("length", "reply_length"),))


def number(name: str) -> Expr:
    return Column(name, NUMBER)


def positive(expr: Expr) -> Expr:
    return Apply(">", (expr, expr), Type.BOOLEAN)


@pytest.mark.parametrize(
    ("relation", "needed", "read"),
    [
        (TICKETS, AMOUNT, "tickets"),
        (KNOWN, AMOUNT, "tickets"),
        (KNOWN, Column("agent_site", TEXT), "agents tickets"),
        (KNOWN, number("cost"), "agents sites tickets"),
        (Restrict(KNOWN, positive(AMOUNT)), AMOUNT, "tickets"),
        (Restrict(KNOWN, positive(number("cost"))), AMOUNT, "agents sites tickets"),
        (Project(KNOWN, (Named("amount", AMOUNT), Named("price", number("cost")))), AMOUNT, "tickets"),
        (Project(KNOWN, (Named("price", number("cost")),)), number("price"), "agents sites tickets"),
        (NEXT, AMOUNT, "tickets"),
        (NEXT, number("reply_length"), "messages tickets"),
        (Spread(KNOWN, AT, number("cost"), "day"), Column("day", Type.DATE), "agents sites tickets"),
        (Spread(KNOWN, AT, AT, "day"), AMOUNT, "tickets"),
        (Union((TICKETS, KNOWN)), number("cost"), "agents sites tickets"),
        (
            Rollup(
                KNOWN,
                ID,
                (AT,),
                (Fold("most", FoldKind.MAX, AMOUNT, NUMBER), Fold("c", FoldKind.MAX, number("cost"), NUMBER)),
            ),
            number("most"),
            "tickets",
        ),
        (
            Rollup(KNOWN, ID, (AT,), (Fold("most", FoldKind.MAX, AMOUNT, NUMBER, positive(number("cost"))),)),
            number("most"),
            "agents sites tickets",
        ),
        (
            Window(KNOWN, (AGENT,), (AT,), (Glance("before", GlanceKind.PREVIOUS, number("cost"), NUMBER),)),
            number("before"),
            "agents sites tickets",
        ),
        (
            Window(KNOWN, (AGENT,), (AT,), (Glance("before", GlanceKind.PREVIOUS, number("cost"), NUMBER),)),
            AMOUNT,
            "tickets",
        ),
    ],
)
def test_only_what_a_column_is_needed_of_is_read(relation: Relation, needed: Expr, read: str) -> None:
    check = Check("p.a", "require", about(), Subject("x", relation), RowTest(positive(needed)), AtMost(0))
    assert " ".join(sorted(reads(check))) == read


def test_every_part_of_a_measure_is_needed() -> None:
    count = Term(TermKind.COUNT, TRUE)
    grouped = Aggregate((Named("site", Column("agent_site", TEXT)),), (count,))
    only = Aggregate((), (count,), positive(number("cost")))
    for measure, read in ((grouped, {"tickets", "agents"}), (only, {"tickets", "agents", "sites"})):
        check = Check("k", "kpi", about(), Subject("x", KNOWN), measure, AtMost(0))
        assert reads(check) == read
