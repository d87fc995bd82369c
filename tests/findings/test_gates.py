"""Which KPIs have no data because of a gate: by dataset, by vendor, by how much is broken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from govcode.findings.finding import Finding, Number, Outcome, Place, Spot
from govcode.findings.gates import behind_gates
from govcode.ir.check import Allowance, AtMost, AtMostShare, Check, Subject
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Measure, TermKind
from govcode.ir.relation import Fold, FoldKind, Given, Lookup, Relation, Rollup
from tests.findings.making import AMOUNT, TICKETS, aggregate, check, score

AGENTS = Given("agents", (("agent", Type.TEXT), ("tier", Type.NUMBER)))
LOOKED_UP = Lookup(TICKETS, AGENTS, Column("id", Type.TEXT), "agent", (("tier", "agent_tier"),))
TIER = Column("agent_tier", Type.NUMBER)
HISTORY = Rollup(TICKETS, Column("id", Type.TEXT), (), (Fold("most", FoldKind.MAX, AMOUNT, Type.NUMBER),))
GATE = check(id="p.gate", blocks=True)


def on(one: Check, relation: Relation) -> Check:
    return replace(one, subject=Subject("x", relation))


def kpi(id_: str = "k", relation: Relation = TICKETS, measure: Measure | None = None) -> Check:
    return on(check(score(), measure or aggregate(TermKind.SUM), id=id_), relation)


def failed(violations: int | None = 2, population: int | None = 10, **more: Any) -> Finding:  # noqa: ANN401 - as a test writes it
    finding = Finding(GATE.id, "unique", Outcome.FAIL, GATE.about, "tickets", AtMost(0))
    return replace(finding, violations=violations, population=population, **more)


def cell(vendor: str | None = None, outcome: Outcome = Outcome.PASS, id_: str = "k", **more: Any) -> Finding:  # noqa: ANN401
    number = Number(0.9, 40, None, "%", None, None)
    segment = Place((("vendor", vendor),)) if vendor else None
    return replace(Finding(id_, "kpi", outcome, GATE.about, "tickets", score(), segment, number=number), **more)


def spot(vendor: str, violations: int, population: int, queue: str = "a") -> Spot:
    return Spot(Place((("queue", queue), ("vendor", vendor))), violations, population)


def outcomes(gate: Finding, *cells: Finding, blocking: Check = GATE) -> list[str]:
    told = behind_gates([gate, *cells], [blocking, kpi()])
    assert told[0] == gate
    return [finding.outcome.value for finding in told[1:]]


def test_a_kpi_behind_a_gate_is_no_data_whatever_it_was() -> None:
    every = [cell(outcome=outcome, immature=3, details=(("rows", 1),), waived_by="w") for outcome in Outcome]
    told = behind_gates([failed(), *every], [GATE, kpi()])[1:]
    assert {f.outcome for f in told} == {Outcome.NO_DATA, Outcome.ERROR}
    blocked = told[0]
    assert blocked.reason == "the feed failed the gate 'p.gate'"
    assert (blocked.number, blocked.population, blocked.immature, blocked.details) == (None, None, 0, ())
    assert (blocked.waived_by, blocked.accepted, blocked.waived) == (None, (), 0)


def test_what_is_no_data_for_a_reason_of_its_own_keeps_it() -> None:
    finding = cell(outcome=Outcome.NO_DATA, reason="column 'amount' was not delivered", missing=True)
    assert behind_gates([failed(), finding], [GATE, kpi()])[1] == finding


def test_rules_are_not_behind_gates() -> None:
    other = replace(failed(), id="p.other", outcome=Outcome.PASS)
    assert behind_gates([failed(), other], [GATE, check(id="p.other")])[1] == other


@pytest.mark.parametrize(
    ("outcome", "blocks"),
    [
        (Outcome.PASS, False),
        (Outcome.INCONCLUSIVE, False),
        (Outcome.IMMATURE, False),
        (Outcome.FAIL, True),
        (Outcome.ERROR, True),
        (Outcome.NO_DATA, True),
    ],
)
def test_a_gate_holds_only_if_nothing_is_known_against_it(outcome: Outcome, blocks: bool) -> None:
    assert outcomes(replace(failed(), outcome=outcome), cell()) == ["no_data" if blocks else "pass"]


def test_a_check_that_does_not_block_is_no_gate() -> None:
    assert outcomes(failed(), cell(), blocking=replace(GATE, blocks=False)) == ["pass"]


@pytest.mark.parametrize(
    ("above", "violations", "population", "blocks"),
    [
        (AtMost(2), 2, 10, False),
        (AtMost(1), 2, 10, True),
        (AtMostShare(0.2), 2, 10, False),
        (AtMostShare(0.19), 2, 10, True),
        (AtMostShare(0.5), None, None, True),
    ],
)
def test_a_gate_lets_through_what_kpis_can_live_with(
    above: Allowance,
    violations: int | None,
    population: int | None,
    blocks: bool,
) -> None:
    gate = replace(GATE, blocks_above=above)
    assert outcomes(failed(violations, population), cell(), blocking=gate) == ["no_data" if blocks else "pass"]


def test_above_its_share_a_gate_that_cannot_be_measured_still_blocks() -> None:
    gate = replace(GATE, blocks_above=AtMostShare(0.5))
    assert outcomes(replace(failed(), outcome=Outcome.ERROR), cell(), blocking=gate) == ["no_data"]


CELLS = (cell("acme"), cell("borealis"), cell())


@pytest.mark.parametrize(
    ("gate", "blocked"),
    [
        (failed(spots=(spot("acme", 2, 10),)), [True, False, True]),
        (failed(spots=(spot("acme", 1, 10), spot("borealis", 1, 10))), [True, True, True]),
        (failed(segment=Place((("vendor", "borealis"),))), [False, True, True]),
        (failed(), [True, True, True]),
        # Rows of which nobody knows whose they are may be anyone's.
        (failed(spots=(spot("acme", 1, 10), spot("(empty)", 1, 10))), [True, True, True]),
        (failed(spots=(spot("(undeclared)", 2, 10),)), [True, True, True]),
        (failed(3, spots=(spot("acme", 2, 10),)), [True, True, True]),
        (failed(spots=(Spot(Place((("queue", "a"),)), 2, 10),)), [True, True, True]),
        (replace(failed(spots=(spot("acme", 2, 10),)), outcome=Outcome.ERROR), [True, True, True]),
    ],
)
def test_only_the_vendor_whose_rows_are_broken_is_blocked(gate: Finding, blocked: list[bool]) -> None:
    assert [outcome == "no_data" for outcome in outcomes(gate, *CELLS)] == blocked


def test_of_a_share_only_vendors_above_it_are_blocked() -> None:
    gate = replace(GATE, blocks_above=AtMostShare(0.1))
    finding = failed(22, 110, spots=(spot("acme", 11, 30, "a"), spot("acme", 10, 30, "b"), spot("borealis", 1, 50)))
    assert outcomes(finding, *CELLS, blocking=gate) == ["no_data", "pass", "no_data"]


def test_a_waived_gate_blocks_nothing_and_is_told() -> None:
    told = behind_gates([failed(waived_by="w"), cell(), cell(reason="the value is not told")], [GATE, kpi()])
    assert [f.outcome for f in told[1:]] == [Outcome.PASS, Outcome.PASS]
    assert told[1].reason == "the feed failed the gate 'p.gate', which waiver 'w' accepts"
    assert told[2].reason == "the value is not told; the feed failed the gate 'p.gate', which waiver 'w' accepts"


def test_many_gates_are_told_in_one_sentence() -> None:
    gates = [replace(GATE, id=f"p.g{i}") for i in range(5)]
    found = [replace(failed(), id=gate.id) for gate in gates[:4]]
    unknown = replace(failed(), id="p.g4", outcome=Outcome.NO_DATA)
    told = behind_gates([*found, unknown, cell()], [*gates, kpi()])[-1]
    assert told.reason == (
        "the feed failed the gates 'p.g0', 'p.g1', 'p.g2' and 1 more; "
        "nobody can say whether the feed keeps the gate 'p.g4'"
    )


def test_a_gate_is_about_the_rows_of_its_dataset_and_not_about_what_it_looks_up() -> None:
    agents = kpi("of-agents", AGENTS, aggregate(TermKind.SUM, expr=Column("tier", Type.NUMBER)))
    needing = kpi("needing", LOOKED_UP, aggregate(TermKind.SUM, expr=TIER))
    not_needing = kpi("not-needing", LOOKED_UP)
    kpis, cells = [agents, needing, not_needing], [cell(id_=id_) for id_ in ("of-agents", "needing", "not-needing")]
    told = behind_gates([failed(), *cells], [on(GATE, LOOKED_UP), *kpis])
    assert [f.outcome.value for f in told[1:]] == ["pass", "no_data", "no_data"]
    told = behind_gates([failed(), *cells], [on(GATE, AGENTS), *kpis])
    assert [f.outcome.value for f in told[1:]] == ["no_data", "no_data", "pass"]
    told = behind_gates([failed(), *cells], [on(GATE, HISTORY), *kpis])
    assert [f.outcome.value for f in told[1:]] == ["pass", "no_data", "no_data"]
