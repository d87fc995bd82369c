"""What is counted is counted in one unit, and what is one thing is told once and looks the same everywhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from govcode.catalog.ledger import Ledger
from govcode.history.record import Coverage, Drop, Limits, Record, Table
from govcode.reports.review.blocks import Cell, Facts, Figure, Tone
from govcode.reports.review.oscal.poam import render
from govcode.review.quarter import Stretch
from govcode.review.review import review_of
from tests.review.making import Q3, cadence, covered, kpi, merged, result, rule, run, scene, weekly
from tests.review.test_page import blocks, column, of, page, table

BOTH = ("acme", "borealis")
MUST = rule("cards.none", enforcement="non-negotiable", title="No card numbers", hash="m")
ALSO = rule("masks.kept", enforcement="non-negotiable", title="Masks are kept", hash="k")
DATASETS = ("tickets", "contacts", "csat")


def test_a_promise_is_counted_once_of_however_many_vendors() -> None:
    runs = merged(*(weekly(MUST, "x" * 13, who) for who in BOTH), *(weekly(ALSO, "." * 13, who) for who in BOTH))
    at = scene(runs, vendors=BOTH, names={"acme": "Acme", "borealis": "Borealis"})
    assert of([], "promises", at).summary == (
        "Of 2 promises, each counted once, 1 broken by at least one vendor when last judged, 0 broken earlier in the "
        "quarter, 0 never judged of at least one. The table has a line for each promise and vendor: 4."
    )
    answers = column(table(of([], "decision", at), "questions"), "answer")
    assert answers[2].text == "1 of 2 promises broken when last judged: No card numbers (Acme, Borealis)"


def _answers(runs: list[Record], ledger: Ledger | None = None) -> dict[str, Cell]:
    asked = table(of([], "decision", scene(runs, ledger)), "questions")
    return dict(zip((cell.text for cell in column(asked, "question")), column(asked, "answer"), strict=True))


def test_a_first_quarter_is_not_known_to_be_no_worse() -> None:
    worse = _answers(weekly(rule(), "." * 13))["What got worse?"]
    assert (worse.tone, worse.text[:37]) == (Tone.UNKNOWN, "not known: last quarter was not revie")


def test_a_tension_that_cannot_be_judged_is_no_sign_that_improvements_are_real() -> None:
    sure, unsure = rule("pair", kind="tension", hash="p"), rule("other", kind="tension", hash="o")
    kept, dark = weekly(sure, "." * 13), weekly(unsure, "?" * 13)
    assert _answers(kept)["Are the improvements real?"].tone is Tone.GOOD
    real = _answers(merged(kept, dark))["Are the improvements real?"]
    assert real.tone is Tone.UNKNOWN
    assert "1 tension could not be judged" in real.text


def test_what_nobody_acts_on_is_told_first_where_nothing_is_overdue() -> None:
    overdue = _answers(weekly(rule(), "..x.........."))["What is overdue?"]
    assert overdue.tone is Tone.UNKNOWN
    assert overdue.text.startswith("1 failure (of 1 promise, by vendor) has no action yet; no action is overdue")


def test_claims_and_unchecked_deliveries_are_told_where_the_answer_leads() -> None:
    claim = rule("answered-in-time.claim", kind="claim", hash="c", per="week")
    runs, ledger = merged(weekly(kpi(), "...   ......."), weekly(claim, "x..   .......")), Ledger(cadences=(cadence(),))
    trusted = _answers(runs, ledger)["Can we trust the numbers?"]
    assert trusted.href == "limits"
    assert "1 claim off its rows" in trusted.text
    limits = of([], "limits", scene(runs, ledger))
    (row,) = table(limits, "claims").rows
    assert (row[0].href, row[2].text) == ("score-answered-in-time-acme", "1 of 10 weeks")
    (late,) = table(limits, "unchecked").rows
    assert (late[0].href, late[2].text) == ("calendar", "3 of 12 weeks")
    assert "3 deliveries not checked in time" in trusted.text


def test_a_kpi_is_counted_once_of_however_many_vendors() -> None:
    runs = [
        run(week.end, [(kpi(), result("fail", who, week, value=0.5, n=200, interval=(0.43, 0.57))) for who in BOTH])
        for week in Q3.weeks
    ]
    summary = of([], "scorecard", scene(runs, vendors=BOTH)).summary
    assert summary.startswith(
        "Of 1 KPI, each counted once, 1 missed the contract limit over the quarter with at least one vendor"
    )


def test_what_has_no_data_is_counted_as_promises() -> None:
    at = scene(merged(*(weekly(MUST, "o" * 13, who) for who in BOTH)), vendors=BOTH)
    assert of([], "limits", at).summary.startswith("1 promise without data in some period")


def test_the_worst_that_a_contract_allows_is_called_its_limit_whichever_way_it_goes() -> None:
    wait = kpi(figure="mean", unit="h", target=Limits(high=4.0), minimum=Limits(high=8.0), direction="lower")
    runs = [run(week.end, [(wait, result("fail", "acme", week, value=9.0, n=50))]) for week in Q3.weeks]
    whole = page(scene(runs))
    titles = {
        heading.title
        for section in whole.sections
        for block in blocks(section)
        for heading in getattr(block, "columns", ())
    }
    assert "Contract limit" in titles
    assert not [title for title in titles if "inimum" in title]
    months = table(whole.sections[2], "scorecard-months")
    assert column(months, "minimum")[0].text == "≤ 8 h"


def _drop(short: tuple[str, ...]) -> list[Record]:
    """Return a run after each of the first three weeks; in the second week some datasets did not come."""
    return [
        run(
            week.end,
            coverage=tuple(
                covered(name, "acme", week.start, week.end - timedelta(days=1))
                for name in DATASETS
                if number != 1 or name not in short
            ),
        )
        for number, week in enumerate(Q3.weeks[:3])
    ]


def test_a_delivery_looks_the_same_as_a_finding_and_in_the_calendar_and_is_told_once() -> None:
    at = scene(_drop(DATASETS), Ledger(cadences=(cadence(datasets=DATASETS),)), as_of=datetime(2026, 7, 27))
    section = of([], "cadence", at)
    (kind,) = column(table(section, "calendar-findings-table"), "kind")
    (words,) = column(table(section, "calendar-findings-table"), "sentence")
    (calendar,) = (block.table for block in blocks(section) if isinstance(block, Figure))
    tones = {cell.tone for cell in column(calendar, "state") if cell.text in kind.text}
    assert tones == {kind.tone}
    assert words.text.endswith("; the same of contacts, csat")


@pytest.mark.parametrize(("short", "name"), [(DATASETS, "weekly"), (("csat",), "weekly.csat")], ids=["drop", "alone"])
def test_the_plan_names_a_drop_once_in_each_format(short: tuple[str, ...], name: str) -> None:
    at = scene(_drop(short), Ledger(cadences=(cadence(datasets=DATASETS),)), as_of=datetime(2026, 7, 27))
    (finding,) = column(table(of([], "actions", at), "plan-table"), "finding")
    assert finding.value == name
    if len(short) > 1:
        assert finding.note == "weekly; short: tickets, contacts, csat in 1 period"
    told = render(review_of(at))
    assert told.count('"uuid": "') >= 3
    assert told.count(f'"value": "{name}"') >= 1


def _cover(runs: list[Record]) -> str:
    section = of([], "cover", scene(runs, names={"acme": "Acme"}))
    return dict(pair for block in blocks(section) if isinstance(block, Facts) for pair in block.pairs)[
        "Data reaches to"
    ].text


def _seen(newest: datetime | None, dataset: str = "tickets") -> Coverage:
    return Coverage(dataset, "acme", 9, ((date(2026, 7, 6), date(2026, 7, 12)),), newest)


def _manifest(at: datetime) -> tuple[Drop, ...]:
    return (Drop("platform", "acme", (Table("tickets", "tickets", 9, 1, "f" * 64, None, at),)),)


def test_the_cover_says_how_far_the_data_reaches_and_who_says_so() -> None:
    monday = Q3.weeks[0].end
    hour = datetime(2026, 7, 12, 22)
    assert _cover([run(monday, coverage=(_seen(hour),))]) == "Acme: 2026-07-12 22:00, by its newest row"
    told = _cover([run(monday, coverage=(_seen(hour),), drops=_manifest(datetime(2026, 7, 13)))])
    assert told == "platform of Acme: 2026-07-13, by its manifest"
    assert _cover([run(monday, coverage=(_seen(None),))]).startswith("not known")


def test_rows_of_the_future_do_not_say_how_far_the_data_reaches() -> None:
    planned = _seen(datetime(2026, 7, 30), "shifts")
    runs = [run(Q3.weeks[0].end, coverage=(_seen(datetime(2026, 7, 12, 22)), planned))]
    assert _cover(runs) == "Acme: 2026-07-12 22:00, by its newest row"


def test_a_mean_of_few_rows_has_no_interval_and_no_wait_is_less_than_none() -> None:
    wait = kpi(figure="mean", unit="h", target=Limits(high=4.0), minimum=Limits(high=8.0), min_n=20)

    def told(n: int) -> list[str]:
        weeks: tuple[Stretch, ...] = Q3.weeks[:1]
        runs = [run(w.end, [(wait, result("fail", "acme", w, value=3.0, n=n, interval=(-3.0, 9.0)))]) for w in weeks]
        return [cell.text for cell in column(table(of(runs, "appendices"), "data"), "interval")]

    assert told(5) == ["too few to tell"]
    assert told(50) == ["0.00 – 9.00 h"]
