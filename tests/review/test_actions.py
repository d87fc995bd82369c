"""The plan of action: findings open items, kept periods close them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from govcode.catalog.ledger import Action, Ledger
from govcode.history.record import Coverage, Waiver
from govcode.review.actions import ActionItem, ActionPlan, ActionState, plan_of
from govcode.review.quarter import Quarter, Stretch
from tests.review import making
from tests.review.making import action, cadence, kpi, merged, rule, scene, weekly

Q2 = Quarter(2026, 2)


def plan(marks: str, *actions: Action, before: str = "", **over: Any) -> ActionPlan:  # noqa: ANN401 - as a test writes it
    runs = weekly(rule(**over), before, quarter=Q2) + weekly(rule(**over), marks)
    return plan_of(scene(runs, Ledger(actions=actions)))


def only(marks: str, *actions: Action, before: str = "") -> ActionItem:
    (item,) = plan(marks, *actions, before=before).items
    return item


def test_a_kept_quarter_has_no_items() -> None:
    assert plan("." * 13) == ActionPlan((), ())


def test_a_failure_without_an_action_is_told_and_a_second_one_is_a_finding() -> None:
    once = plan("...x.........")
    assert [(item.state, item.broken, item.judged) for item in once.items] == [(ActionState.NO_ACTION, 1, 13)]
    assert once.findings == ()
    twice = plan("...x......x..")
    assert [(f.id, f.kind, f.vendor) for f in twice.findings] == [
        ("tickets.reply", "repeat finding without action", "acme")
    ]
    assert twice.findings[0].since == date(2026, 9, 14)  # the first one was over: six kept weeks lie between


def test_an_advisory_check_is_an_item_only_if_it_repeats() -> None:
    assert plan("x" + "." * 12, enforcement="advisory").items == ()
    assert len(plan("xx" + "." * 11, enforcement="advisory").items) == 1


def test_an_action_is_open_until_its_date_and_overdue_after_it() -> None:
    assert only("xx...........", action(due=date(2026, 10, 6))).state is ActionState.OPEN
    late = only("xx...........", action(due=date(2026, 10, 1)))
    assert (late.state, late.note) == (ActionState.OVERDUE, "5 days after its date")
    assert late.owner == "ops"


def test_age_counts_from_the_first_broken_week_of_this_time() -> None:
    item = only(".........xx..", before="x............")
    assert (item.since, item.age) == (date(2026, 9, 7), 29)
    carried = only("x............", action(), before="............x")
    assert carried.since == date(2026, 6, 29)


def test_kept_weeks_after_the_completion_close_it() -> None:
    done = action(completed=date(2026, 7, 31), verified_by=4)
    item = only("xxx..........", done)
    assert (item.state, item.verified, item.closed) == (ActionState.CLOSED, 4, date(2026, 8, 31))
    assert item.age == (date(2026, 8, 31) - date(2026, 7, 6)).days


def test_a_word_alone_closes_nothing() -> None:
    done = action(completed=date(2026, 9, 14))
    item = only("xxxxxxxxxx...", done)
    assert (item.state, item.verified, item.needed) == (ActionState.WAITING, 2, 4)


def test_a_blank_week_begins_the_row_anew() -> None:
    done = action(completed=date(2026, 8, 31))
    assert only("xxxxxxxxx....", done).state is ActionState.CLOSED
    assert only("xxxxxxxxx..o.", done).state is ActionState.WAITING
    assert only("xxxxxxxxx.. .", done).state is ActionState.WAITING


def test_a_breach_after_the_completion_fails_it() -> None:
    item = only("xxx.....x....", action(completed=date(2026, 8, 15)))
    assert item.state is ActionState.CLOSED  # four kept weeks came after it
    failed = only("xxx.....x..  ", action(completed=date(2026, 8, 15)))
    assert (failed.state, failed.verified) == (ActionState.FAILED, 2)


def test_what_comes_back_after_the_closing_needs_a_new_action() -> None:
    plan_ = plan("xxx......xx..", action(completed=date(2026, 7, 27)))
    assert [item.state for item in plan_.items] == [ActionState.NO_ACTION]
    assert "closed on 2026-08-31; broken again from 2026-09-07" in plan_.items[0].note
    assert len(plan_.findings) == 1


def test_an_open_action_stays_in_the_plan_though_nothing_fails() -> None:
    assert [item.state for item in plan("." * 13, action(opened=date(2026, 5, 1))).items] == [ActionState.OVERDUE]
    closed_before = action(opened=date(2026, 4, 1), completed=date(2026, 4, 10))
    assert plan("." * 13, closed_before, before="x............").items == ()


def test_the_newest_action_of_the_vendor_is_taken() -> None:
    item = only("xx...........", action("old", opened=date(2026, 7, 1)), action("new"), action("b", vendors=("b",)))
    assert item.action is not None
    assert item.action.id == "new"


def test_a_monthly_kpi_is_verified_by_months() -> None:
    monthly = kpi("satisfaction", per="month")
    july, *rest = making.Q3.months
    told = [
        (monthly, making.result("fail", "acme", july)),
        *((monthly, making.result("pass", "acme", m)) for m in rest),
    ]
    done = action(checks=("satisfaction",), completed=date(2026, 7, 20), verified_by=2)
    for needed, state in ((2, ActionState.CLOSED), (3, ActionState.WAITING)):
        ledger = Ledger(
            actions=(making.action(**{f: getattr(done, f) for f in ("checks", "completed")}, verified_by=needed),)
        )
        (item,) = plan_of(scene([making.run(date(2026, 10, 5), told)], ledger)).items
        assert item.state is state


def test_a_month_counts_once_of_however_many_weeks_and_once_is_no_repeat() -> None:
    monthly = kpi("satisfaction", per="month")
    july, august, september = making.Q3.months
    told = [(monthly, making.result(o, "acme", m)) for o, m in (("fail", july), ("pass", august), ("pass", september))]
    again = [(monthly, making.result("fail", "acme", august))]
    (once,) = plan_of(scene([making.run(date(2026, 10, 5), told)])).items
    assert (once.broken, once.judged, once.per, once.repeated) == (1, 3, "month", False)
    twice = plan_of(scene([making.run(date(2026, 10, 5), told), making.run(date(2026, 10, 6), again)]))
    assert "broken in 2 of 3 judged months" in twice.findings[0].sentence


def test_short_deliveries_are_items_that_an_action_names_by_the_cadence() -> None:
    ledger = Ledger(cadences=(cadence(),), actions=(action(checks=("weekly",)),))
    runs = [making.run(week.end) for week in making.Q3.weeks[:3]]  # which found nothing
    found = plan_of(scene(runs, ledger, as_of=datetime(2026, 7, 31)))
    assert [(i.check, i.state, i.broken) for i in found.items] == [("weekly.tickets", ActionState.OPEN, 3)]
    bare = plan_of(scene(runs, Ledger(cadences=(cadence(),)), as_of=datetime(2026, 7, 31)))
    assert [finding.id for finding in bare.findings] == ["weekly.tickets"]


DROP = ("tickets", "contacts", "csat", "reviews")


def drop_plan(short: str, *actions: Action, late: tuple[str, ...] = DROP) -> ActionPlan:
    """Return the plan of a weekly drop of four datasets: in weeks marked x, those of `late` do not arrive."""
    weeks = making.Q3.weeks[: len(short)]
    runs = [
        making.run(week.end, coverage=tuple(_rows(name, week) for name in DROP if mark == "." or name not in late))
        for week, mark in zip(weeks, short, strict=True)
    ]
    ledger = Ledger(cadences=(cadence(datasets=DROP),), actions=actions)
    return plan_of(scene(runs, ledger, as_of=datetime.combine(weeks[-1].end + timedelta(days=4), time())))


def _rows(dataset: str, week: Stretch) -> Coverage:
    return making.covered(dataset, "acme", week.start, week.end - timedelta(days=1))


def test_a_drop_that_stays_away_is_one_item_with_all_its_datasets() -> None:
    found = drop_plan(".x.x")
    assert [(i.check, i.vendor, i.broken, i.judged) for i in found.items] == [("weekly", "acme", 2, 4)]
    assert found.items[0].title == "Tickets each week (tickets, contacts, csat and 1 more)"
    assert found.items[0].short == tuple((name, 2) for name in DROP)
    (finding,) = found.findings
    assert finding.sentence.startswith(
        "weekly was broken in 2 of 4 judged weeks (tickets, contacts, csat, reviews in 2 periods)"
    )


def test_a_dataset_that_is_missing_alone_is_named() -> None:
    (item,) = drop_plan(".xx.", late=("csat",)).items
    assert (item.check, item.title, item.short) == ("weekly.csat", "Tickets each week (csat)", (("csat", 2),))
    assert item.parts == ("weekly.csat",)


def test_an_action_about_one_dataset_takes_it_out_of_the_drop() -> None:
    found = drop_plan("x.x.", action(checks=("weekly.csat",)))
    assert [(i.check, i.state, len(i.short)) for i in found.items] == [
        ("weekly.tickets", ActionState.NO_ACTION, 3),
        ("weekly.csat", ActionState.OPEN, 1),
    ]


def test_a_drop_is_closed_only_when_each_of_its_datasets_came() -> None:
    done = action(checks=("weekly",), opened=date(2026, 7, 1), completed=date(2026, 7, 5), verified_by=2)
    assert [item.state for item in drop_plan("x....", done).items] == [ActionState.CLOSED]
    assert [item.state for item in drop_plan("xx.x.", done, late=("csat",)).items] == [ActionState.FAILED]


def waived_plan(
    marks: str, *actions: Action, last: date = date(2026, 12, 31), also: dict[int, str | None] | None = None
) -> ActionPlan:
    """Return the plan where a waiver accepts each broken week, except those that `also` gives another one or none."""
    runs = []
    for number, (week, mark) in enumerate(zip(making.Q3.weeks, marks, strict=False)):
        by = (also or {}).get(number, "w") if mark == "x" else None
        one = making.result("fail" if mark == "x" else "pass", "acme", waived_by=by)
        known = Waiver("w", ("tickets.reply",), date(2026, 7, 1), last, "coo", "A new form", "in force", 1)
        old = replace(known, id="old", first=date(2026, 6, 1), last=date(2026, 7, 1))
        runs.append(making.run(week.end, [(rule(), one)], waivers=(old, known)))
    return plan_of(scene(runs, Ledger(actions=actions), names={"coo": "The COO"}))


def test_a_waived_repeat_is_listed_and_is_no_finding_until_the_waiver_ends() -> None:
    found = waived_plan("xx.x.........")
    assert [(i.state, i.note, i.broken, i.waiver) for i in found.items] == [
        (ActionState.WAIVED, "waived until 2026-12-31 by The COO", 3, "w")
    ]
    assert found.findings == ()
    ended = waived_plan("xx.x.........", last=date(2026, 10, 5))
    assert [item.state for item in ended.items] == [ActionState.NO_ACTION]
    assert [finding.kind for finding in ended.findings] == ["repeat finding without action"]


def test_a_waiver_covers_only_what_it_accepted_in_its_time() -> None:
    one_not = waived_plan("xx.x.........", also={1: None})
    assert [item.state for item in one_not.items] == [ActionState.NO_ACTION]
    assert len(one_not.findings) == 1
    used_late = waived_plan("xx.x.........", also={0: "old"})
    assert [item.state for item in used_late.items] == [ActionState.NO_ACTION]


def test_a_waiver_takes_no_action_out_of_the_plan() -> None:
    assert [item.state for item in waived_plan("xx...........", action()).items] == [ActionState.OVERDUE]


def test_the_most_urgent_come_first() -> None:
    runs = merged(
        weekly(rule("a"), "xx"),
        weekly(rule("b", severity="critical"), "xx"),
        weekly(rule("c", severity="critical"), "xx"),
    )
    found = plan_of(scene(runs, Ledger(actions=(action(checks=("c",), due=date(2026, 12, 1)),))))
    assert [item.check for item in found.items] == ["b", "a", "c"]


def test_what_is_not_told_by_vendor_is_one_item_of_everybody() -> None:
    found = plan_of(scene(weekly(rule(), "xx", vendor=None), vendors=("acme", "borealis")))
    assert [item.vendor for item in found.items] == [None]
