"""The flow of escalations."""

from __future__ import annotations

from dataclasses import replace

from govcode.history.record import Limits, Record, Result
from govcode.review.flow import flow_of
from govcode.review.quarter import Stretch
from govcode.review.scorecard import scorecard_of, series_of
from tests.review.making import Q3, kpi, result, rule, run, scene

HANDOFFS = kpi("handoffs", figure="count", per="week")
Ends = tuple[tuple[str, str], ...]


def ends(start: str, end: str) -> Ends:
    return (("vendor", "acme"), ("from_team", start), ("to_team", end))


def told(week: Stretch, start: str, end: str, value: int) -> tuple[object, Result]:
    return HANDOFFS, result("pass", None, week, segment=ends(start, end), value=float(value), n=value)


def record(week: Stretch, *several: tuple[str, str, int]) -> Record:
    return run(
        week.end,
        [(HANDOFFS, result("pass", None, week, segment=ends(a, b), value=float(n), n=n)) for a, b, n in several],
    )


def test_counts_of_a_kpi_by_both_ends_are_added_up_over_the_quarter() -> None:
    first, second, *_ = Q3.weeks
    runs = [record(first, ("tier1", "tier2", 5), ("tier2", "tier1", 2)), record(second, ("tier1", "tier2", 4))]
    (flow,) = flow_of(scene(runs)).flows
    assert (flow.vendor, flow.broken) == ("acme", False)
    assert flow.counts == (("tier1", "tier2", 9), ("tier2", "tier1", 2))
    assert flow.returned == (("tier1", "tier2", 2),)
    assert flow.total == 11


def test_a_newer_run_of_the_same_week_is_not_added() -> None:
    week = Q3.weeks[0]
    again = run(Q3.weeks[1].end, [(HANDOFFS, result("pass", None, week, segment=ends("a", "b"), value=7.0, n=7))])
    (flow,) = flow_of(scene([record(week, ("a", "b", 5)), again])).flows
    assert flow.counts == (("a", "b", 7),)


def test_broken_rows_of_a_rule_by_both_ends_come_from_the_newest_run() -> None:
    complete = rule("handoff.complete")
    runs = [
        run(week.end, [(complete, result("fail", violations=n, spots=((ends("tier1", "tier2"), n, 10),)))])
        for week, n in zip(Q3.weeks, (3, 2), strict=False)
    ]
    (flow,) = flow_of(scene(runs)).flows
    assert (flow.vendor, flow.counts, flow.broken) == ("acme", (("tier1", "tier2", 2),), True)


def test_other_segments_are_no_flow() -> None:
    week = Q3.weeks[0]
    one_end = result("pass", None, week, segment=(("from_team", "a"), ("queue", "b")), value=1.0, n=1)
    unlike = result("pass", None, week, segment=(("from_team", "a"), ("to_tier", "b")), value=1.0, n=1)
    assert flow_of(scene([run(week.end, [(HANDOFFS, one_end), (HANDOFFS, unlike)])])).flows == ()


def test_a_vendor_that_is_not_reviewed_is_left_out() -> None:
    week = Q3.weeks[0]
    assert flow_of(scene([record(week, ("a", "b", 1))], vendors=("borealis",))).flows == ()


def test_the_scorecard_has_ways_only_where_they_have_a_limit() -> None:
    free = replace(HANDOFFS, target=None, minimum=None)
    for definition, lines in ((free, 0), (replace(free, target=Limits(None, 5.0)), 1)):
        week = Q3.weeks[0]
        way = result("pass", None, week, segment=ends("tier1", "tier2"), value=9.0, n=9)
        at = scene([run(week.end, [(definition, way)])])
        assert len(scorecard_of(at, series_of(at))) == lines
        assert flow_of(at).flows[0].counts == (("tier1", "tier2", 9),)
