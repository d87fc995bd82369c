"""How a check stood in each week, and in each of its own periods."""

from __future__ import annotations

from datetime import date

from govcode.review.quarter import Quarter, Stretch
from govcode.review.track import Standing, steps_of, track_of, vendors_of
from tests.review import making
from tests.review.making import Q3, kpi, merged, result, rule, run, scene, weekly

MONTHLY = kpi("satisfaction", per="month")


def test_each_week_of_the_quarter_stands_as_it_was_seen() -> None:
    track = track_of(scene(weekly(kpi(), "..xo?........")), "answered-in-time", "acme")
    assert [s.value for _, s in track.weeks[:5]] == ["kept", "kept", "broken", "blank", "not sure"]
    assert (track.judged, track.count(Standing.BROKEN), len(track.weeks)) == (11, 1, 13)


def test_a_week_that_is_over_without_a_run_is_blank() -> None:
    track = track_of(scene(weekly(kpi(), "...  ........")), "answered-in-time", "acme")
    assert track.count(Standing.BLANK) == 2


def test_a_week_that_is_not_over_is_not_held_against_anybody() -> None:
    seen = scene(weekly(kpi(), "...."), as_of=making.run(date(2026, 8, 5)).as_of)
    assert len(track_of(seen, "answered-in-time", "acme").weeks) == 4


def test_a_month_stands_for_the_weeks_that_begin_in_it() -> None:
    july, august, september = (Stretch(*month) for month in Q3.months)
    told = [
        (MONTHLY, result("fail", "acme", july)),
        (MONTHLY, result("pass", "acme", august)),
        (MONTHLY, result("no_data", "acme", september)),
    ]
    track = track_of(scene([run(date(2026, 10, 5), told)]), "satisfaction", "acme")
    assert [s.value for _, s in track.weeks] == ["broken"] * 4 + ["kept"] * 5 + ["blank"] * 4


def test_what_is_not_told_by_vendor_holds_for_each_of_them() -> None:
    seen = scene(weekly(rule(), "x............", vendor=None), vendors=("acme", "borealis"))
    assert vendors_of(seen, "tickets.reply") == (None,)
    for vendor in ("acme", "borealis", None):
        assert track_of(seen, "tickets.reply", vendor).count(Standing.BROKEN) == 1


def test_what_is_said_of_a_vendor_comes_before_what_is_said_of_all() -> None:
    runs = merged(weekly(kpi(), "xxxxxxxxxxxxx", vendor=None), weekly(kpi(), ".............", vendor="acme"))
    seen = scene(runs, vendors=("acme", "borealis"))
    assert track_of(seen, "answered-in-time", "acme").count(Standing.BROKEN) == 0
    assert track_of(seen, "answered-in-time", "borealis").count(Standing.BROKEN) == 13


def test_a_kpi_that_is_only_told_by_segment_is_broken_where_one_of_them_is() -> None:
    week = Q3.weeks[0]
    told = [
        (kpi(), result("pass", "acme", week, segment=(("vendor", "acme"), ("queue", "billing")))),
        (kpi(), result("fail", "acme", week, segment=(("vendor", "acme"), ("queue", "returns")))),
    ]
    track = track_of(scene([run(week.end, told)]), "answered-in-time", "acme")
    assert track.weeks[0][1] is Standing.BROKEN


def test_the_newest_run_has_the_last_word_on_a_week() -> None:
    week = Q3.weeks[0]
    runs = [
        run(week.end, [(kpi(), result("immature", "acme", week))]),
        run(Q3.weeks[3].end, [(kpi(), result("fail", "acme", week))]),
    ]
    assert track_of(scene(runs), "answered-in-time", "acme").weeks[0][1] is Standing.BROKEN
    assert track_of(scene(runs[:1]), "answered-in-time", "acme").weeks[0][1] is Standing.EARLY


def test_periods_of_days_with_as_many_blanks_as_answers_are_blank() -> None:
    day = kpi("daily", per="day")
    monday = Q3.weeks[0].start
    days = [
        Stretch(date.fromordinal(monday.toordinal() + i), date.fromordinal(monday.toordinal() + i + 1))
        for i in range(7)
    ]
    few = [(day, result(o, "acme", d)) for o, d in zip(("pass", "no_data"), days, strict=False)]
    many = [*few, (day, result("pass", "acme", days[2]))]
    assert track_of(scene([run(days[-1].end, few)]), "daily", "acme").weeks[0][1] is Standing.BLANK
    assert track_of(scene([run(days[-1].end, many)]), "daily", "acme").weeks[0][1] is Standing.KEPT


def test_steps_are_the_periods_of_the_check_itself_and_gaps_are_blank() -> None:
    runs = weekly(kpi(), ".. x", quarter=Quarter(2026, 2)) + weekly(kpi(), ".")
    steps = steps_of(scene(runs), "answered-in-time", "acme")
    assert [s.value for _, s in steps] == ["kept", "kept", "blank", "broken", "blank", "kept"]


def test_a_check_of_others_alone_is_not_told_of_a_vendor() -> None:
    assert vendors_of(scene(weekly(kpi(), ".", "borealis")), "answered-in-time") == ()
