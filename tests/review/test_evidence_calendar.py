"""The evidence calendar: each blank, late, partial or unchecked delivery is a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from govcode.catalog.ledger import Ledger
from govcode.history.record import Coverage, Drop, Record, Table
from govcode.ir.limit import Period
from govcode.review.evidence_calendar import CalendarLine, Delivery, calendar_of
from tests.review.making import Q3, cadence, covered, run, scene

WEEK = Q3.weeks[0]  # 6 to 13 July; due by 16 July
SUNDAY = WEEK.end - timedelta(days=1)


def line(records: Sequence[Record], as_of: datetime = datetime(2026, 7, 20), **over: Any) -> CalendarLine:  # noqa: ANN401 - as a test writes it
    (found,) = calendar_of(scene(records, Ledger(cadences=(cadence(**over),)), as_of=as_of)).lines
    return found


def state(records: Sequence[Record], as_of: datetime = datetime(2026, 7, 20), **over: Any) -> Delivery:  # noqa: ANN401 - as a test writes it
    return line(records, as_of, **over).cells[0].state


def seen(day: date, first: date = WEEK.start, last: date = SUNDAY, **over: Any) -> Record:  # noqa: ANN401 - as a test writes it
    return run(day, coverage=(covered("tickets", "acme", first, last),), **over)


def test_rows_of_all_days_before_the_due_time_are_on_time() -> None:
    cell = line([seen(WEEK.end)]).cells[0]
    assert (cell.state, cell.days, cell.run) == (Delivery.ON_TIME, 7, "run-2026-07-13")
    assert cell.due == datetime(2026, 7, 16)


@pytest.mark.parametrize(
    ("looked", "found"),
    [(datetime(2026, 7, 16), Delivery.ON_TIME), (datetime(2026, 7, 16, 0, 0, 1), Delivery.LATE)],
)
def test_the_due_moment_itself_is_in_time(looked: datetime, found: Delivery) -> None:
    assert state([run(WEEK.end), replace(seen(WEEK.end), as_of=looked)]) is found


@pytest.mark.parametrize("asked", [date(2026, 7, 18), date(2026, 7, 20), date(2026, 10, 15), date(2027, 3, 1)])
def test_how_late_a_delivery_is_does_not_depend_on_the_day_one_asks(asked: date) -> None:
    filled_in: dict[str, Any] = {"recorded_at": datetime(2026, 11, 24, 19, 55)}
    runs = [run(WEEK.end, **filled_in), seen(date(2026, 7, 18), **filled_in)]
    runs.append(seen(date(2026, 9, 1), **filled_in))
    cell = line([r for r in runs if r.as_of.date() <= asked], datetime.combine(asked, datetime.min.time())).cells[0]
    assert (cell.state, cell.run, cell.run_as_of) == (Delivery.LATE, "run-2026-07-18", datetime(2026, 7, 18))
    assert "late, by up to 2 days;" in cell.sentence


def test_when_a_run_was_recorded_does_not_matter() -> None:
    afterwards = datetime(2026, 11, 24, 19, 55)
    assert state([seen(WEEK.end, recorded_at=afterwards)]) is Delivery.ON_TIME
    assert state([run(WEEK.end, recorded_at=afterwards), seen(date(2026, 7, 18))]) is Delivery.LATE
    for one in (seen(date(2026, 7, 18), recorded_at=afterwards), run(date(2026, 7, 20), recorded_at=afterwards)):
        assert "2026-11-24" not in line([one], datetime(2026, 7, 21)).cells[0].sentence


def test_of_runs_as_of_one_moment_the_one_recorded_first_looked_first() -> None:
    day = date(2026, 7, 18)
    again = seen(day, run="again", recorded_at=datetime(2026, 7, 18, 9))
    assert state([again, run(day)]) is Delivery.LATE
    assert state([replace(again, recorded_at=datetime(2026, 7, 18, 1)), run(day)]) is Delivery.UNCHECKED


def test_the_days_are_those_of_the_run_that_is_cited() -> None:
    whole, fewer = seen(WEEK.end), seen(date(2026, 7, 20), last=date(2026, 7, 9))
    cell = line([whole, fewer], days=5).cells[0]
    assert (cell.state, cell.run, cell.days) == (Delivery.ON_TIME, whole.run, 7)
    early = seen(SUNDAY, last=date(2026, 7, 11))
    cell = line([early], datetime(2026, 7, 15)).cells[0]
    assert (cell.state, cell.run, cell.days) == (Delivery.NOT_DUE, early.run, 6)
    cell = line([early, run(WEEK.end)]).cells[0]
    assert (cell.state, cell.run, cell.days) == (Delivery.BLANK, None, None)


def test_a_late_delivery_is_told_by_how_much() -> None:
    cell = line([run(WEEK.end), seen(date(2026, 7, 18))]).cells[0]
    assert cell.state is Delivery.LATE
    assert cell.sentence == (
        "acme delivered tickets of the week from 2026-07-06 late, by up to 2 days; due 2026-07-16 00:00"
    )


def test_a_check_that_came_too_late_is_not_the_vendors_fault() -> None:
    found = line([seen(date(2026, 7, 18))])
    cell = found.cells[0]
    assert (cell.state, cell.state.by_vendor, cell.in_a_row) == (Delivery.UNCHECKED, False, 0)
    assert cell.sentence == (
        "tickets of the week from 2026-07-06 from acme: not checked in time, by 2026-07-16 00:00; "
        "the first check, as of 2026-07-18 00:00, found all of it"
    )


def test_what_nobody_checked_is_not_blank_and_still_a_finding() -> None:
    found = calendar_of(scene([], Ledger(cadences=(cadence(),)), as_of=datetime(2026, 7, 20)))
    cell = found.lines[0].cells[0]
    assert cell.sentence == (
        "tickets of the week from 2026-07-06 from acme: not checked in time, by 2026-07-16 00:00, and not since"
    )
    assert [(one.kind, one.sentence) for one in found.findings] == [("unchecked delivery", cell.sentence)]
    afterwards = line([run(WEEK.end + timedelta(weeks=1))], datetime(2026, 7, 21)).cells[0]
    assert afterwards.sentence.endswith("; a check as of 2026-07-20 00:00 found none of it")


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ({"drops": (Drop("standard", None, (Table("tickets", "tickets", None, 0, "", missing="no file"),)),)}, "blank"),
        ({"drops": (Drop("standard", "acme", (Table("tickets", "tickets", 0, 1, "a" * 64),)),)}, "blank"),
        ({"drops": (Drop("other", None, (Table("chats", "chats", 9, 1, "a" * 64),)),)}, "unchecked"),
        ({"drops": (Drop("standard", "borealis", (Table("tickets", "tickets", 9, 1, "a" * 64),)),)}, "unchecked"),
        ({"vendor": "borealis"}, "unchecked"),
        ({"vendor": "acme"}, "blank"),
        ({}, "unchecked"),  # no drop at all, though other runs have one
    ],
)
def test_a_run_that_did_not_ask_for_a_delivery_did_not_check_it(over: dict[str, Any], found: str) -> None:
    drops = (Drop("standard", None, (Table("tickets", "tickets", 9, 1, "a" * 64),)),)
    other = run(date(2026, 7, 12), drops=drops)  # by which it is known that tickets come in a drop
    given = over | ({"drops": drops} if "vendor" in over else {})
    assert state([other, run(WEEK.end, **given)]).value == found


def test_no_rows_are_blank_once_they_are_due() -> None:
    assert state([run(WEEK.end)]) is Delivery.BLANK
    assert state([], datetime(2026, 7, 15)) is Delivery.NOT_DUE
    assert state([run(WEEK.end, coverage=(covered("tickets", "borealis", WEEK.start, SUNDAY),))]) is Delivery.BLANK
    assert state([run(WEEK.end, coverage=(covered("contacts", "acme", WEEK.start, SUNDAY),))]) is Delivery.BLANK


def test_too_few_days_are_a_part() -> None:
    cell = line([seen(WEEK.end, last=date(2026, 7, 10))]).cells[0]
    assert (cell.state, cell.days) == (Delivery.PARTIAL, 5)
    assert "rows on 5 of at least 7 days" in cell.sentence
    assert state([seen(WEEK.end, last=date(2026, 7, 10))], days=5) is Delivery.ON_TIME


def test_a_run_that_looks_from_within_the_week_does_not_settle_it() -> None:
    early = seen(SUNDAY)
    assert state([early], days=None) is Delivery.UNCHECKED
    assert state([early, run(WEEK.end)], days=None) is Delivery.BLANK
    assert state([early], datetime(2026, 7, 15), days=None) is Delivery.NOT_DUE
    assert state([early, seen(WEEK.end)], days=None) is Delivery.ON_TIME


def test_a_part_that_is_filled_up_after_the_due_time_is_late() -> None:
    assert state([seen(WEEK.end, last=date(2026, 7, 9)), seen(date(2026, 7, 18))]) is Delivery.LATE


def test_a_manifest_that_reaches_less_far_is_a_part() -> None:
    table = Table("tickets", "tickets", 100, 1, "a" * 64, watermark=datetime(2026, 7, 11, 23))
    short = seen(WEEK.end, drops=(Drop("standard", "acme", (table,)),))
    assert state([short]) is Delivery.PARTIAL
    whole = replace(short, drops=(Drop("standard", None, (replace(table, watermark=datetime(2026, 7, 12, 23)),)),))
    assert state([whole]) is Delivery.ON_TIME


def test_rows_that_are_not_told_by_day_count_for_the_period_that_was_over() -> None:
    undated = Coverage("tickets", "acme", 10, ())
    found = line([run(WEEK.end, coverage=(undated,)), run(Q3.weeks[1].end)], datetime(2026, 8, 1))
    assert [cell.state for cell in found.cells[:2]] == [Delivery.ON_TIME, Delivery.BLANK]
    assert found.cells[0].days is None


def test_findings_are_counted_in_a_row() -> None:
    weeks = Q3.weeks
    runs = [
        run(w.end, coverage=(covered("tickets", "acme", w.start, w.end - timedelta(days=1)),))
        for w in (weeks[0], weeks[3])
    ]
    runs += [run(w.end) for w in weeks[1:3]]
    found = calendar_of(scene(runs, Ledger(cadences=(cadence(),)), as_of=datetime(2026, 8, 8)))
    assert [(cell.state.value, cell.in_a_row) for cell in found.lines[0].cells[:5]] == [
        ("on time", 0),
        ("blank", 1),
        ("blank", 2),
        ("on time", 0),
        ("not due yet", 0),
    ]
    assert [(f.id, f.kind, f.vendor) for f in found.findings] == [("weekly.tickets", "blank delivery", "acme")] * 2
    assert found.findings[1].sentence.endswith("; 2 in a row")


def test_only_periods_from_the_first_day_up_to_the_end_are_due() -> None:
    found = line([], first=date(2026, 7, 14), end=date(2026, 8, 3))
    assert [cell.stretch.start for cell in found.cells] == [date(2026, 7, 20), date(2026, 7, 27)]


@pytest.mark.parametrize(("every", "count"), [("day", 92), ("week", 13), ("month", 3), ("quarter", 1)])
def test_each_rhythm_has_its_periods(every: str, count: int) -> None:
    assert len(line([], every=Period(every), days=None).cells) == count


def test_vendors_that_are_not_reviewed_have_no_line() -> None:
    ledger = Ledger(cadences=(cadence(vendors=("acme", "borealis"), datasets=("tickets", "contacts")),))
    lines = calendar_of(scene([], ledger)).lines
    assert [(found.dataset, found.vendor) for found in lines] == [("tickets", "acme"), ("contacts", "acme")]
