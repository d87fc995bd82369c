"""Numbers, moments, limits and chapters as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.findings.finding import Outcome
from govcode.ir.check import AtMost, AtMostShare, Bounds, Limit, Met, Period, Recent, Rows
from govcode.reports.format.chapters import chapters
from govcode.reports.format.limits import bounds, duration, told
from govcode.reports.format.moments import moment, period
from govcode.reports.format.numbers import exact, interval, part_of, value
from govcode.reports.format.words import visible
from tests.reports.canonical import ADVICE, CANONICAL, FINDINGS, HANDOFFS, KPIS, REFUNDS, WAIVED


@pytest.mark.parametrize(
    ("number", "unit", "n", "shown"),
    [
        (0.6342, "%", 1_530, "63.42 %"),
        (0.6342, "%", 999, "63.4 %"),
        (0.0, "%", 5_000, "0.00 %"),
        (0.00001, "%", 100_000, "< 0.01 %"),
        (1.0, "%", 10, "100.0 %"),
        (12.5, "h", 100, "12.5 h"),
        (9.374, "h", 100, "9.37 h"),
        (0.04321, "h", 100, "0.0432 h"),
        (1_234.0, "", 100, "1,234"),
        (1_234_567.8, "€", 100, "1,234,568 €"),
        (-0.25, "h", 100, "−0.250 h"),
        (None, "h", 0, "–"),
        (float("nan"), "h", 1, "–"),
    ],
)
def test_a_value_has_as_many_digits_as_it_carries(number: float | None, unit: str, n: int, shown: str) -> None:
    assert value(number, unit, n) == shown


@pytest.mark.parametrize(
    ("number", "limit", "shown"),
    [
        (0.64996, Bounds(low=0.65), "64.996 %"),
        (0.6504, Bounds(low=0.65), "65.0 %"),
        (0.85001, Bounds(0.7, 0.85), "85.001 %"),
    ],
)
def test_rounding_never_moves_a_value_across_its_limit(number: float, limit: Bounds, shown: str) -> None:
    assert value(number, "%", 100, limit) == shown


@given(st.floats(0.001, 1), st.floats(0.001, 1), st.integers(1, 10_000))
def test_what_is_shown_is_on_the_side_that_was_judged(number: float, low: float, n: int) -> None:
    number, low = round(number, 6), round(low, 6)
    shown = float(value(number, "%", n, Bounds(low=low)).removesuffix(" %").removeprefix("< ").replace(",", "")) / 100
    assert (round(shown, 9) >= low) == (number >= low)


def test_the_ends_of_an_interval_differ() -> None:
    assert interval((12.5001, 12.5007), "h") == "12.500 – 12.501 h"
    assert interval((12.5001, 12.5007), "h", 950, Bounds(high=12.5)) == "12.5001 – 12.5007 h"
    assert interval((0.5590, 0.6070), "%", 1_530) == "55.90 – 60.70 %"
    assert interval((3.0, 3.0), "") == "3 – 3"


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (0.65, "%", "65 %"),
        (0.07 + 0.005, "%", "7.5 %"),
        (12.5, "h", "12.5 h"),
        (26.0, "", "26"),
        (1e6, "", "1,000,000"),
    ],
)
def test_a_limit_is_shown_as_it_was_written(number: float, unit: str, shown: str) -> None:
    assert exact(number, unit) == shown


def test_a_part_of_nothing_is_no_share() -> None:
    assert part_of(0, 0) == "–"
    assert part_of(1, 3) == "33.3 %"


def _stretch(start: str, end: str) -> tuple[datetime, datetime]:
    return (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("start", "end", "limit", "shown"),
    [
        ("2026-09-28", "2026-10-05", None, "week of 28 Sep 2026"),
        ("2026-09-28", "2026-09-29", None, "2026-09-28"),
        ("2026-09-01", "2026-10-01", Rows(Bounds(), Period.MONTH), "Sep 2026"),
        ("2026-07-01", "2026-10-01", Rows(Bounds(), Period.QUARTER), "Q3 2026"),
        ("2026-09-01", "2026-10-01", None, "2026-09-01 to 2026-09-30"),
        ("2026-09-01T06:00", "2026-09-01T18:00", None, "2026-09-01 06:00 to 2026-09-01 18:00"),
    ],
)
def test_a_period_is_named_by_its_kind(start: str, end: str, limit: Limit | None, shown: str) -> None:
    assert period(_stretch(start, end), limit) == shown


def test_a_moment_has_a_time_only_inside_a_day() -> None:
    assert moment(datetime.fromisoformat("2026-09-28")) == "2026-09-28"
    assert moment(datetime.fromisoformat("2026-09-28T07:05:00+00:00")) == "2026-09-28 07:05 UTC"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (AtMost(0), "none allowed"),
        (AtMost(1_200), "at most 1,200 allowed"),
        (AtMostShare(0.02), "at most 2 % allowed"),
        (Recent(26 * 3_600_000_000), "the newest row at most 26 h old"),
        (Rows(Bounds(500, 5_000), Period.WEEK), "between 500 and 5,000 rows per week"),
        (Rows(Bounds(500)), "at least 500 rows"),
        (Met(), "the expectation is met"),
        (None, None),
    ],
)
def test_a_limit_is_a_phrase(limit: Limit | None, words: str | None) -> None:
    assert told(limit) == words


def test_bounds_are_a_phrase() -> None:
    assert bounds(Bounds(0.7, 0.85), "%") == "between 70 % and 85 %"
    assert bounds(Bounds(high=12.5), "h") == "at most 12.5 h"
    assert bounds(Bounds(), "h") is None
    assert bounds(None, "h") is None


@pytest.mark.parametrize(
    ("hours", "words"), [(24, "24 h"), (48, "2 d"), (26, "26 h"), (0.5, "30 min"), (1 / 240, "15 s")]
)
def test_a_duration_is_told_in_its_unit(hours: float, words: str) -> None:
    assert duration(round(hours * 3_600_000_000)) == words


@given(st.text())
def test_a_visible_text_is_printable(text: str) -> None:
    assert all(c.isprintable() or c.isspace() or c == "\ufffd" or ord(c) > 127 for c in visible(text))
    assert not set(visible(text)) & set("\x00\x1b\n\r\t\x7f\x9b\u202e\u2028\u200b")


def test_every_finding_is_in_exactly_one_chapter() -> None:
    told_ = chapters(CANONICAL)
    promises = (*told_.broken, *told_.unjudged, *told_.waived, *told_.kept)
    found = [id(f) for promise in promises for f in promise.findings]
    assert sorted(found) == sorted(map(id, FINDINGS))
    assert [p.id for p in told_.waived] == ["access.roster"]
    assert [p.findings[0].outcome for p in told_.unjudged][:3] == [Outcome.ERROR, Outcome.NO_DATA, Outcome.NO_DATA]
    assert sum(len(s.findings) for s in told_.kpis) == len(KPIS)


def test_what_waivers_accept_is_waived_unless_it_decides() -> None:
    def where(index: int, *blocking: int) -> str:
        enough = replace(HANDOFFS, waived_by="acme-legacy-queue")
        findings = (REFUNDS, enough, ADVICE, WAIVED, replace(ADVICE, id="all", waived_by="w", waived=6))
        told_ = chapters(replace(CANONICAL, findings=findings, decision=replace(CANONICAL.decision, blocking=blocking)))
        return "waived" if any(findings[index] in p.findings for p in told_.waived) else "broken"

    assert [where(i) for i in range(5)] == ["broken", "waived", "broken", "waived", "waived"]
    assert where(1, 1) == "broken"
    assert where(3, 3) == "broken"


def test_a_promise_blocks_if_one_of_its_findings_decided() -> None:
    blocks = {p.id: p.blocks for p in chapters(CANONICAL).broken}
    assert blocks == {
        "refunds.approval": True,
        "first-contact-resolution": True,
        "handoffs.context": True,
        "handle-time": True,
        "tone.greeting": False,
    }
