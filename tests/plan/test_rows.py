"""What is computed from something missing is gone with the reason, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcode.engines.reference import Reference
from govcode.ir.expression import TRUE, Apply, Column, Expr, Literal, Type
from govcode.ir.measure import Failed
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
    Source,
    Spread,
    Union,
    Window,
    schema,
)
from govcode.plan.binding import Binding
from govcode.plan.rows import Rows
from tests.conformance.scans import rows_of

# What the datasets promise; of `calls` the columns `note` and `until` were not delivered, `chats` not at all.
CALLS = {"who": Type.TEXT, "at": Type.TIMESTAMP, "since": Type.DATE, "note": Type.TEXT, "until": Type.DATE}
AGENTS = {"agent": Type.TEXT, "from": Type.TIMESTAMP, "team": Type.TEXT, "site": Type.TEXT}
WHY = "column 'note' of dataset 'calls' was not delivered"
UNTIL = "column 'until' of dataset 'calls' was not delivered"
SITE = "column 'site' of dataset 'agents' was not delivered"
STANDS = "feed 'crm' delivers only the latest state of 'calls'; its history is not there"
NO_CHATS = "no drop delivers dataset 'chats'"
CALLS_THERE = {name: CALLS[name] for name in ("who", "at", "since")}
AGENTS_THERE = {name: AGENTS[name] for name in ("agent", "from", "team")}


def given(name: str, columns: dict[str, Type]) -> Given:
    return Given(name, tuple(columns.items()))


def delivered(name: str, columns: dict[str, Type]) -> Project:
    """Return rows that were delivered, so that they can be asked for."""
    return Project(Source(f"feed.{name}", tuple(columns)), tuple(Named(n, Column(n, t)) for n, t in columns.items()))


BINDING = Binding(
    {
        "calls": Rows(delivered("calls", CALLS_THERE), gone={"note": WHY, "until": UNTIL}),
        "agents": Rows(delivered("agents", AGENTS_THERE), gone={"site": SITE}),
    },
    (),
)


def column(name: str) -> Column:
    return Column(name, (CALLS | AGENTS)[name])


def known(name: str) -> Expr:
    return Apply("is_null", (column(name),), Type.BOOLEAN)


def glance(name: str, kind: GlanceKind, of: str, where: Expr | None = None) -> Glance:
    return Glance(name, kind, column(of), column(of).type, where)


BASE, OTHER = given("calls", CALLS), given("agents", AGENTS)
GLANCES = (
    glance("before", GlanceKind.PREVIOUS, "at"),
    glance("noted", GlanceKind.NEXT, "note"),
    glance("where_noted", GlanceKind.NEXT, "at", known("note")),
)
FOUND = (("team", "their_team"), ("site", "their_site"))
WINDOW = Window(BASE, (column("who"),), (column("at"),), GLANCES)
NEAREST = Nearest(
    BASE, OTHER, ((column("who"), column("agent")),), column("at"), column("from"), Side.BEFORE, True, FOUND
)
LOOKUP = Lookup(BASE, OTHER, column("who"), "agent", FOUND)
ROLLUP = Rollup(
    BASE,
    column("who"),
    (column("at"),),
    (Fold("n", FoldKind.COUNT, TRUE, Type.INTEGER), Fold("note", FoldKind.LAST, column("note"), Type.TEXT)),
)
SPREAD = Spread(BASE, column("since"), Literal(None, Type.DATE), "day")
PROJECT = Project(BASE, (Named("who", column("who")), Named("noted", known("note"))))
UNION = Union((Project(BASE, (Named("who", column("who")),)), Project(OTHER, (Named("who", column("agent")),))))
NOBODY = given("chats", CALLS)
THEIRS = {"their_team": SITE, "their_site": SITE}


@pytest.mark.parametrize(
    ("relation", "columns", "gone"),
    [
        (WINDOW, {*CALLS_THERE, "before"}, {"noted": WHY, "where_noted": WHY}),
        (
            replace(WINDOW, keys=(column("note"),)),
            {*CALLS_THERE},
            dict.fromkeys(("before", "noted", "where_noted"), WHY),
        ),
        (replace(WINDOW, order=(column("note"),)), {*CALLS_THERE}, {"before": WHY}),
        (NEAREST, {*CALLS_THERE, "their_team"}, {"their_site": SITE}),
        (replace(NEAREST, at=column("until")), {*CALLS_THERE}, {"their_team": UNTIL, "their_site": UNTIL}),
        (replace(NEAREST, there_at=column("site")), {*CALLS_THERE}, THEIRS),
        (replace(NEAREST, keys=((column("who"), column("site")),)), {*CALLS_THERE}, THEIRS),
        (replace(NEAREST, to=NOBODY), {*CALLS_THERE}, dict.fromkeys(THEIRS, NO_CHATS)),
        (LOOKUP, {*CALLS_THERE, "their_team"}, {"their_site": SITE}),
        (replace(LOOKUP, on=column("note")), {*CALLS_THERE}, {"their_team": WHY, "their_site": WHY}),
        (replace(LOOKUP, key="site"), {*CALLS_THERE}, THEIRS),
        (replace(LOOKUP, to=NOBODY), {*CALLS_THERE}, dict.fromkeys(THEIRS, NO_CHATS)),
        (ROLLUP, {"who", "n"}, {"note": WHY}),
        (SPREAD, {*CALLS_THERE, "day"}, {"note": WHY}),
        (PROJECT, {"who"}, {"noted": WHY}),
        (Restrict(BASE, known("at")), {*CALLS_THERE}, {"note": WHY}),
        (UNION, {"who"}, {}),
        (Union((BASE, Project(BASE, (Named("who", column("who")),)))), {"who"}, {}),
        # What is gone below is gone above, with its first reason.
        (
            Project(WINDOW, (Named("x", Column("noted", Type.TEXT)), Named("y", Column("before", Type.TIMESTAMP)))),
            {"y"},
            {"x": WHY},
        ),
    ],
)
def test_the_rest_stays(relation: Relation, columns: set[str], gone: dict[str, str]) -> None:
    rows = BINDING.rows(relation)
    assert rows.relation is not None
    assert set(schema(rows.relation)) - {"row_number"} == columns
    assert gone.items() <= rows.gone.items()
    (answer,) = Reference({"feed.calls": [], "feed.agents": []}).measure(rows_of(rows.relation))
    assert not isinstance(answer, Failed)


@pytest.mark.parametrize(
    ("relation", "why"),
    [
        (replace(ROLLUP, key=column("note")), WHY),
        (replace(ROLLUP, order=(column("note"),)), WHY),
        (replace(SPREAD, end=column("until")), UNTIL),
        (Restrict(BASE, known("note")), WHY),
        (Union((BASE, NOBODY)), NO_CHATS),
        (Window(NOBODY, (), (), GLANCES), NO_CHATS),
        (replace(NEAREST, of=NOBODY), NO_CHATS),
        (Spread(NOBODY, column("since"), column("until"), "day"), NO_CHATS),
        (Project(NOBODY, ()), NO_CHATS),
    ],
)
def test_there_are_no_rows(relation: Relation, why: str) -> None:
    assert BINDING.rows(relation) == Rows(None, why)


def test_of_the_latest_state_nobody_can_tell_the_history() -> None:
    now = Rows(delivered("calls", CALLS_THERE), stands=STANDS)
    binding = Binding({"calls": now}, ())
    assert binding.rows(ROLLUP) == Rows(None, STANDS)
    assert binding.rows(replace(ROLLUP, of=Restrict(BASE, known("at")))) == Rows(None, STANDS)
    seen = binding.rows(WINDOW)
    assert seen.relation == now.relation
    assert seen.gone["before"] == STANDS


def test_what_was_delivered_stays_as_it_is() -> None:
    relation = Window(delivered("calls", CALLS), (), (), GLANCES)
    assert BINDING.rows(relation) == Rows(relation)


VENDORS = {"who": Type.TEXT, "vendor": Type.TEXT}
EVERYONES = Binding({"calls": Rows(delivered("calls", VENDORS))}, ())
ONE = Binding({"calls": Rows(Restrict(delivered("calls", VENDORS), TRUE))}, (), EVERYONES, "acme")
POSITION = (Glance("nth", GlanceKind.POSITION, TRUE, Type.INTEGER),)


def test_one_vendors_rows_see_everyones() -> None:
    """Who called before may have called another vendor."""
    rows = ONE.rows(Window(given("calls", VENDORS), (column("who"),), (), POSITION))
    assert isinstance(rows.relation, Restrict)
    assert rows.relation.of == EVERYONES.rows(Window(given("calls", VENDORS), (column("who"),), (), POSITION)).relation


def test_the_nearest_row_may_be_another_vendors() -> None:
    calls = given("calls", VENDORS)
    rows = ONE.rows(
        Nearest(calls, calls, (), column("who"), column("who"), Side.AFTER, False, (("vendor", "next_vendor"),))
    )
    assert isinstance(rows.relation, Nearest)
    assert rows.relation.of == ONE.datasets["calls"].relation
    assert rows.relation.to == EVERYONES.datasets["calls"].relation
