from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from govcode.core.diagnostic import Refused
from govcode.history.choosing import chosen
from govcode.history.comparing import Change, compared
from govcode.history.entry import Entry, Headline
from govcode.history.record import Drop, Result, Table
from tests.history.making import KPI, RULE, kpi, record, rule

PAIRS: list[tuple[str, Result, Result, Change | None]] = [
    ("kept to broken", rule(), rule("fail", 1), Change.WORSE),
    ("broken to kept", rule("fail", 1), rule(), Change.BETTER),
    ("kept to unknown", rule(), rule("no_data"), Change.NO_LONGER),
    ("broken to unknown is no improvement", rule("fail", 3), rule("error"), Change.NO_LONGER),
    ("kept to not due", kpi(0.9), kpi(None, "immature"), Change.NO_LONGER),
    ("unknown to broken", rule("no_data"), rule("fail", 1), Change.FIRST_BROKEN),
    ("unknown to kept is no improvement", rule("inconclusive"), rule(), Change.FIRST_KEPT),
    ("not due to kept is no improvement", kpi(None, "immature"), kpi(0.9), Change.FIRST_KEPT),
    ("not due to broken", kpi(None, "immature"), kpi(0.7, "fail"), Change.FIRST_BROKEN),
    ("one unknown to another", rule("no_data"), rule("error"), Change.MOVED),
    ("more broken rows", rule("fail", 1), rule("fail", 3), Change.WORSE),
    ("fewer broken rows", rule("fail", 3), rule("fail", 1), Change.BETTER),
    ("the same", rule("fail", 3), rule("fail", 3), None),
    ("more rows broken but allowed", rule("pass", 1), rule("pass", 3), None),
    ("a value within the noise", kpi(0.80), kpi(0.81), Change.MOVED),
    ("a value beyond the noise, down", kpi(0.90), kpi(0.80), Change.WORSE),
    ("a value beyond the noise, up", kpi(0.80), kpi(0.90), Change.BETTER),
    ("a value without an interval", kpi(0.80, interval=None), kpi(0.90), Change.MOVED),
    ("the same value", kpi(0.80), kpi(0.80), None),
]


@pytest.mark.parametrize(("old", "new", "change"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_a_result_has_changed_in_one_way(old: Result, new: Result, change: Change | None) -> None:
    comparison = compared(record(1, old), record(2, new))
    assert [one.change for one in comparison.differences] == ([change] if change else [])
    assert comparison.same == (0 if change else 1)


@pytest.mark.parametrize(
    ("direction", "change"), [("lower", Change.BETTER), ("neither", Change.MOVED), (None, Change.MOVED)]
)
def test_which_way_is_better_is_the_definitions_word(direction: str | None, change: Change) -> None:
    definitions = (RULE, replace(KPI, direction=direction))
    old, new = record(1, kpi(0.9), definitions=definitions), record(2, kpi(0.8), definitions=definitions)
    assert [one.change for one in compared(old, new).differences] == [change]


def test_results_are_held_against_those_of_the_same_check_segment_and_period() -> None:
    old = record(1, rule(), kpi(0.8), kpi(0.7, "fail", "borealis"))
    new = record(2, rule(), kpi(0.8), kpi(0.8, vendor="cirrus"), kpi(0.9, week=1))
    comparison = compared(old, new)
    told = [(one.change, one.place.segment, len(one.place.period)) for one in comparison.differences]
    assert told == [
        (Change.NEW, (("vendor", "acme"),), 1),
        (Change.NO_LONGER, (("vendor", "borealis"),), 1),
        (Change.NEW, (("vendor", "cirrus"),), 1),
    ]
    assert comparison.same == 2


def test_a_promise_that_vanishes_is_no_longer_told() -> None:
    vanished = compared(record(1, rule(), kpi(0.8)), record(2, kpi(0.8)))
    assert [(one.change, one.place.check) for one in vanished.differences] == [(Change.NO_LONGER, RULE.id)]
    never_known = compared(record(1, rule("no_data"), kpi(0.8)), record(2, kpi(0.8)))
    assert [one.change for one in never_known.differences] == [Change.GONE]


def test_an_old_period_that_drops_out_is_only_gone() -> None:
    old = record(1, kpi(0.8), kpi(0.9, week=1), kpi(0.7, "fail", "borealis"))
    new = record(2, kpi(0.9, week=1), kpi(0.7, "fail", "borealis"))
    assert [(one.change, len(one.place.period)) for one in compared(old, new).differences] == [(Change.GONE, 1)]


def test_the_change_of_a_value_is_told() -> None:
    (one,) = compared(record(1, kpi(0.8)), record(2, kpi(0.9))).differences
    assert one.moved == pytest.approx(0.1)


def test_an_override_of_one_vendor_is_a_check_of_its_own() -> None:
    tighter = replace(RULE, vendor="acme", hash="1" * 64)
    definitions = (RULE, KPI, tighter)
    old = record(1, rule(), replace(rule(), definition=2), definitions=definitions)
    new = record(2, rule(), replace(rule("fail", 1), definition=2), definitions=definitions)
    (one,) = compared(old, new).differences
    assert (one.place.check, one.place.override, one.change) == (RULE.id, "acme", Change.WORSE)
    assert compared(old, new).rewritten == ()


def test_a_definition_that_has_changed_is_told_once() -> None:
    new = record(2, rule(), kpi(0.8), definitions=(RULE, replace(KPI, hash="2" * 64, sentence="90 % or more")))
    comparison = compared(record(1, rule(), kpi(0.8)), new)
    (one,) = comparison.rewritten
    assert (one.check, one.old.hash, one.new.hash) == ("csat", "b" * 64, "2" * 64)
    assert comparison.differences == ()


def test_what_the_runs_were_made_from_is_compared() -> None:
    tables = (Table("tickets", "tickets", 130, 1, "8" * 64), Table("surveys", "surveys", 5, 1, "7" * 64))
    changes: dict[str, Any] = {
        "documents": "e" * 64,
        "engines": (("duckdb", "2.0.1"),),
        "drops": (Drop("standard", None, tables),),
        "as_of": record(1).as_of,
    }
    comparison = compared(record(1), record(1, run="other", **changes))
    assert comparison.surroundings == (("documents", "d" * 64, "e" * 64), ("duckdb", "2.0.0", "2.0.1"))
    assert comparison.tables == (("standard/surveys", "new"), ("standard/tickets", "changed"))
    assert compared(record(1), record(1)).surroundings == ()


# -------------------------------------------------------------------------------------------------------- which run


def headline(position: int, run: str) -> Headline:
    entry = Entry(position, "1" * 64, "2" * 64, "3" * 64)
    at = datetime(2026, 7, 1)
    return Headline(entry, run, "support", at, at, "pass", "Kept.", None, None)


RUNS = [headline(1, "nightly"), headline(2, "nightly-2"), headline(3, "8f3c"), headline(4, "8f99")]


@pytest.mark.parametrize(
    ("word", "position"),
    [("latest", 4), ("latest~0", 4), ("latest~3", 1), ("nightly", 1), ("nightly-", 2), ("8f3", 3), ("8f99", 4)],
)
def test_a_run_is_found(word: str, position: int) -> None:
    assert chosen(word, RUNS).entry.position == position


@pytest.mark.parametrize(("word", "position"), [("2", 2), ("1", 1), ("3", 3), ("4", 1), ("29", 3), ("02", 4)])
def test_a_number_is_that_link_unless_a_run_is_called_so(word: str, position: int) -> None:
    runs = [headline(1, "4"), headline(2, "bed7"), headline(3, "29c0"), headline(4, "02aa")]
    assert chosen(word, runs).entry.position == position


@pytest.mark.parametrize(
    ("word", "message", "ways"),
    [
        ("8f", "several runs begin with '8f': 8f3c, 8f99", "write more"),
        ("nihgtly", "there is no run 'nihgtly'", "nightly"),
        ("zzz", "there is no run 'zzz'", "history list"),
        ("", "there is no run ''", "history list"),
        ("latest~4", "the history has 4", "history list"),
    ],
)
def test_another_word_is_refused(word: str, message: str, ways: str) -> None:
    with pytest.raises(Refused) as refused:
        chosen(word, RUNS)
    (problem,) = refused.value.problems
    assert problem.code == "GC420"
    assert message in problem.message
    assert ways in (problem.suggestion or "")


def test_without_runs_the_way_out_is_to_record_one() -> None:
    with pytest.raises(Refused, match="there is no run 'latest'"):
        chosen("latest", [])
