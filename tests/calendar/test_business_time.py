"""Business time against a walk over every minute, in zones that do what zones do, and the mistakes others have made."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcode.calendar.asking import elapsed, is_open
from govcode.calendar.building import clock_of
from govcode.calendar.hours import BusinessHours
from tests.calendar.minutes import calendar, counted, walked

YEAR = 2021
HOUR = 3_600_000_000
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What makes each of them hard, and a day on which it is.
ZONES = {
    "Africa/Casablanca": "2021-04-11",  # clocks go back for Ramadan, and forward again a month later
    "America/New_York": "2021-03-14",
    "America/Sao_Paulo": "2018-11-04",  # gave summer time up in 2019; the clocks went forward at midnight
    "America/St_Johns": "2021-11-07",  # half an hour off
    "Asia/Hong_Kong": "2021-10-01",  # has had no summer time since 1979
    "Asia/Kathmandu": "2021-06-01",  # a quarter of an hour off
    "Asia/Kolkata": "2021-06-01",
    "Australia/Lord_Howe": "2021-04-04",  # moves by half an hour
    "Europe/Amsterdam": "2021-03-28",
    "Europe/London": "2021-10-31",
    "Pacific/Apia": "2011-12-30",  # skipped the whole day
    "Pacific/Chatham": "2021-09-26",  # changes at 2:45
}
WEEKDAYS = {"mon-fri": ["09:00-17:00"]}
MANY = settings(max_examples=max(200, settings.default.max_examples if settings.default else 0))


@st.composite
def _spans(draw: st.DrawFn) -> list[str]:
    """Spans of one day that do not overlap; the last may reach into the night."""
    edges = sorted(draw(st.sets(st.integers(0, 95), max_size=4).filter(lambda found: len(found) % 2 == 0)))
    texts = [_clock(15 * edge) for edge in edges]
    spans = [f"{start}-{end}" for start, end in zip(texts[::2], texts[1::2], strict=True)]
    if draw(st.integers(0, 4)) == 0:
        return ["00:00-24:00"]
    night = draw(st.integers(0, 5)) == 0 and (not edges or edges[-1] < 88)
    return [*spans, "22:30-24:00"] if night else spans


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def _weeks(draw: st.DrawFn) -> dict[str, list[str]]:
    if draw(st.integers(0, 3)) == 0:
        # Every night into the next day: nothing by day, so that no two spans meet.
        start, end = draw(st.integers(13, 23)), draw(st.integers(0, 12))
        days = draw(st.sets(st.sampled_from(DAY_NAMES)))
        return {day: [f"{start:02}:30-{end:02}:15"] for day in sorted(days)}
    return {day: draw(_spans()) for day in DAY_NAMES}


@st.composite
def _cases(draw: st.DrawFn) -> tuple[BusinessHours, datetime, datetime]:
    zone = draw(st.sampled_from(sorted(ZONES)))
    near = datetime.fromisoformat(ZONES[zone])
    start = near + timedelta(minutes=draw(st.integers(-5 * 1440, 2 * 1440)))
    end = start + timedelta(minutes=draw(st.integers(-1 * 1440, 6 * 1440)))
    change = (near + timedelta(days=draw(st.integers(-3, 3)))).date().isoformat()
    weeks = [(None, draw(_weeks()))] + ([(change, draw(_weeks()))] if draw(st.booleans()) else [])
    shut = []
    if draw(st.booleans()):
        day = near.date() + timedelta(days=draw(st.integers(-4, 4)))
        shut = [(day.isoformat(), (day + timedelta(days=draw(st.integers(0, 3)))).isoformat())]
    return calendar(zone, *weeks, closed=shut), start, end


@given(_cases())
@MANY
def test_it_is_what_a_walk_over_every_minute_counts(case: tuple[BusinessHours, datetime, datetime]) -> None:
    hours, start, end = case
    clock = clock_of(hours, start.year)
    assert elapsed(clock, start, end) == counted(hours, start, end)
    assert is_open(clock, start) is walked(hours)(start)


@given(_cases(), st.integers(0, 59_999_999))
def test_parts_add_up_to_the_microsecond(case: tuple[BusinessHours, datetime, datetime], more: int) -> None:
    hours, start, end = case
    clock = clock_of(hours, start.year)
    middle = start + timedelta(microseconds=more)
    parts = elapsed(clock, start, middle), elapsed(clock, middle, end)
    assert None not in parts
    assert sum(part or 0 for part in parts) == elapsed(clock, start, end)
    assert parts[0] == (more if is_open(clock, start) else 0)  # hours begin and end at full minutes


@pytest.mark.parametrize(("zone", "around"), ZONES.items())
def test_round_the_clock_every_microsecond_counts(zone: str, around: str) -> None:
    clock = clock_of(calendar(zone, (None, {"mon-sun": ["00:00-24:00"]})), int(around[:4]))
    start = datetime.fromisoformat(around) - timedelta(days=200, microseconds=1)
    assert elapsed(clock, start, start + timedelta(days=400)) == 400 * 24 * HOUR
    assert len(clock.opens) == 1


def test_open_from_the_first_moment_up_to_but_not_including_the_last() -> None:
    clock = clock_of(calendar("UTC", (None, WEEKDAYS)), YEAR)
    monday = datetime(2021, 6, 7)
    moments = {"08:59:59.999999": False, "09:00:00": True, "16:59:59.999999": True, "17:00:00": False}
    for time, opens in moments.items():
        assert is_open(clock, datetime.fromisoformat(f"2021-06-07 {time}")) is opens
    assert elapsed(clock, monday, monday + timedelta(days=1)) == 8 * HOUR


def test_a_wait_outside_the_hours_is_nothing_not_unknown() -> None:
    clock = clock_of(calendar("UTC", (None, WEEKDAYS)), YEAR)
    assert elapsed(clock, datetime(2021, 6, 5, 10), datetime(2021, 6, 6, 10)) == 0


def test_backwards_is_negative() -> None:
    clock = clock_of(calendar("UTC", (None, WEEKDAYS)), YEAR)
    assert elapsed(clock, datetime(2021, 6, 7, 12), datetime(2021, 6, 7, 10)) == -2 * HOUR


@pytest.mark.parametrize(
    ("first", "unknown", "known"),
    [
        (None, "2010-12-31 23:59:59", "2011-01-01 00:00:00"),
        (None, "2025-01-01 00:00:00", "2024-12-31 23:59:59"),
        ("2020-04-01", "2020-03-31 23:59:59", "2020-04-01 00:00:00"),
    ],
)
def test_of_years_it_says_nothing_about_it_knows_nothing(first: str | None, unknown: str, known: str) -> None:
    clock = clock_of(calendar("UTC", (first, WEEKDAYS)), YEAR)
    inside, outside = datetime.fromisoformat(known), datetime.fromisoformat(unknown)
    assert is_open(clock, inside) is False
    assert elapsed(clock, inside, inside) == 0
    assert is_open(clock, outside) is None
    assert elapsed(clock, inside, outside) is None
    assert elapsed(clock, outside, inside) is None


def test_a_country_that_nobody_knows_holidays_of_ends_the_knowledge() -> None:
    clock = clock_of(calendar("Asia/Colombo", (None, WEEKDAYS), country="LK"), 2026)
    assert is_open(clock, datetime(2026, 12, 30, 6)) is True
    assert is_open(clock, datetime(2027, 1, 5, 6)) is None


def test_equal_words_are_one_clock_whatever_the_year() -> None:
    hours = calendar("Europe/Amsterdam", (None, WEEKDAYS))
    one, other = clock_of(hours, 2021), clock_of(hours, 2026)
    assert one == other
    assert {one: 1}[other] == 1
    assert repr(one) == repr(other)
    assert one != clock_of(calendar("Europe/Amsterdam", (None, {"mon": ["09:00-17:00"]})), 2021)
    assert str(one.first) not in repr(one)


# -- what dbt_zendesk got wrong, release by release


def test_dbt_zendesk_0_12_a_holiday_ends_at_midnight_and_not_a_second_before() -> None:
    clock = clock_of(
        calendar("Europe/Amsterdam", (None, {"mon-sun": ["00:00-24:00"]}), closed=[("2021-12-25", "2021-12-25")]), YEAR
    )
    last_of_it, first_after = datetime(2021, 12, 25, 22, 59, 59, 999_999), datetime(2021, 12, 25, 23)
    assert is_open(clock, last_of_it) is False
    assert is_open(clock, first_after) is True
    assert is_open(clock, datetime(2021, 12, 24, 22, 59, 59, 999_999)) is True
    assert elapsed(clock, datetime(2021, 12, 24), datetime(2021, 12, 27)) == 48 * HOUR


def test_dbt_zendesk_0_13_1_zones_that_gave_summer_time_up() -> None:
    nine_to_five = {"mon-sun": ["09:00-17:00"]}
    hong_kong = clock_of(calendar("Asia/Hong_Kong", (None, nine_to_five)), YEAR)
    assert is_open(hong_kong, datetime(2021, 7, 1, 1)) is True  # 9 o'clock, eight hours ahead in summer as in winter
    assert is_open(hong_kong, datetime(2021, 1, 1, 0, 59)) is False
    sao_paulo = clock_of(calendar("America/Sao_Paulo", (None, nine_to_five)), YEAR)
    assert is_open(sao_paulo, datetime(2019, 1, 10, 11)) is True  # summer time for the last time: two hours behind
    assert is_open(sao_paulo, datetime(2020, 1, 10, 11)) is False
    assert is_open(sao_paulo, datetime(2020, 1, 10, 12)) is True
    assert elapsed(sao_paulo, datetime(2019, 1, 1, 3), datetime(2021, 1, 1, 3)) == (365 + 366) * 8 * HOUR


def test_dbt_zendesk_0_15_weeks_of_holidays_are_one_closed_stretch() -> None:
    closed = [("2021-12-20", "2022-01-02"), ("2021-12-24", "2021-12-26"), ("2021-12-31", "2022-01-03")]
    clock = clock_of(calendar("Europe/Amsterdam", (None, WEEKDAYS), closed=closed, country="NL"), YEAR)
    assert elapsed(clock, datetime(2021, 12, 17, 16), datetime(2022, 1, 4, 8)) == 0
    assert elapsed(clock, datetime(2021, 12, 17, 8), datetime(2022, 1, 4, 16)) == 16 * HOUR


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2021-03-26 16:00", "2021-03-29 07:30", 0.5),  # Friday 17:00 at home, Monday 9:30 in summer time
        ("2021-10-29 15:00", "2021-11-01 08:30", 0.5),  # Friday 17:00 in summer time, Monday 9:30 in winter time
        ("2021-03-26 15:30", "2021-03-29 07:00", 0.5),
    ],
)
def test_dbt_zendesk_0_16_a_first_reply_across_the_change_of_clocks(start: str, end: str, hours: float) -> None:
    clock = clock_of(calendar("Europe/Amsterdam", (None, WEEKDAYS)), YEAR)
    assert elapsed(clock, datetime.fromisoformat(start), datetime.fromisoformat(end)) == hours * HOUR


def test_dbt_zendesk_0_11_no_moment_counts_twice_when_clocks_and_hours_change_at_once() -> None:
    weeks: tuple[tuple[str | None, dict[str, list[str]]], ...] = (
        (None, {"mon-sun": ["00:00-24:00"]}),
        ("2021-10-31", {"mon-sun": ["00:00-24:00"]}),
        ("2021-11-01", {"mon-sun": ["00:00-24:00"]}),
    )
    clock = clock_of(calendar("Europe/Amsterdam", *weeks, closed=[("2021-11-02", "2021-11-02")] * 2), YEAR)
    assert elapsed(clock, datetime(2021, 10, 30), datetime(2021, 11, 5)) == 5 * 24 * HOUR


# -- what a closed day and a night are


def test_an_hour_that_the_clock_shows_twice_counts_twice_and_one_it_skips_not_at_all() -> None:
    clock = clock_of(calendar("Europe/Amsterdam", (None, {"sun": ["02:00-03:00"]})), YEAR)
    assert elapsed(clock, datetime(2021, 10, 30, 22), datetime(2021, 10, 31, 22)) == 2 * HOUR
    assert elapsed(clock, datetime(2021, 3, 27, 23), datetime(2021, 3, 28, 22)) == 0


def test_a_night_past_midnight_is_two_parts_of_two_days() -> None:
    night = clock_of(calendar("UTC", (None, {"fri": ["22:00-06:00"]}), closed=[("2021-06-11", "2021-06-11")]), YEAR)
    halves = clock_of(
        calendar(
            "UTC", (None, {"fri": ["22:00-24:00"], "sat": ["00:00-06:00"]}), closed=[("2021-06-11", "2021-06-11")]
        ),
        YEAR,
    )
    assert (night.opens, night.closes) == (halves.opens, halves.closes)
    assert elapsed(night, datetime(2021, 6, 4), datetime(2021, 6, 6)) == 8 * HOUR
    assert elapsed(night, datetime(2021, 6, 11), datetime(2021, 6, 13)) == 6 * HOUR


def test_a_holiday_that_is_worked_is_a_day_like_any_other() -> None:
    free = clock_of(calendar("Europe/Amsterdam", (None, WEEKDAYS), country="NL"), YEAR)
    worked = clock_of(calendar("Europe/Amsterdam", (None, WEEKDAYS), country="NL", worked=("2021-04-27",)), YEAR)
    noon = datetime(2021, 4, 27, 10)
    assert (is_open(free, noon), is_open(worked, noon)) == (False, True)
    assert free != worked


def test_the_hours_of_a_day_are_those_that_hold_on_that_local_day() -> None:
    weeks: tuple[tuple[str | None, dict[str, list[str]]], ...] = (
        (None, {"mon-sun": ["22:00-06:00"]}),
        ("2021-06-10", {"mon-sun": ["09:00-16:00"]}),
    )
    clock = clock_of(calendar("America/New_York", *weeks), YEAR)
    assert elapsed(clock, datetime(2021, 6, 10, 2), datetime(2021, 6, 10, 4)) == 2 * HOUR
    assert elapsed(clock, datetime(2021, 6, 10, 4), datetime(2021, 6, 11, 4)) == 7 * HOUR
