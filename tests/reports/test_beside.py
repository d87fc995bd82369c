"""What is told beside a value reaches every format: excused rows, worst segments, mix, drift, claims, tensions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from govcode.findings.finding import Cell, Claimed, Drifted, Finding, Mixed, Number, Outcome, Place
from govcode.ir.check import Bounds
from govcode.reports.format.beside import beside, change
from govcode.reports.html import render as html
from govcode.reports.json import render as as_json
from govcode.reports.text import render as text
from govcode.verdict.decision import ExcuseState, ExcuseUse, Report
from tests.reports.canonical import CANONICAL, KPIS, REFUNDS

TARGET = Bounds(low=0.6)
BOT, PHONE = (Place((("channel", name),)) for name in ("bot", "phone"))
NUMBER = Number(
    0.72,
    1000,
    (0.69, 0.75),
    "%",
    TARGET,
    None,
    0.95,
    target_met=True,
    with_excused=(0.5, 1200),
    worst=(
        Cell(PHONE, 0.4, 200, (0.33, 0.47), Outcome.FAIL, 2.75e-8),
        Cell(BOT, 0.8, 800, (0.77, 0.83), Outcome.PASS, 1.0),
    ),
    mix=Mixed(0.6, (0.56, 0.64), -0.0002, 0.12, (), 7),
    drift=Drifted("ewma", 26, 0.7, 0.66, 0.74, 0.76, signal=True),
    claim=Claimed(0.801, 0.081, (("exclusions: spam counted", 0.0727),), 0.0083),
    periods=3,
)
KPI = replace(KPIS[0], outcome=Outcome.PASS, number=NUMBER, reason=None, details=(("spam", 100),), waived_by=None)
LINES = {
    "excused": "50.00 % from 1,200 rows with the excused ones",
    "worst": "channel phone 40.0 % (200 rows), broken; channel bot 80.0 % (800 rows), kept",
    "mix": "60.00 % (56.00 – 64.00 %) at the reference mix; since the period before −0.02 points by itself, "
    "+12.00 points by the mix; 7 rows outside the reference",
    "drift": "outside what is usual: average 76.00 %, usual 66.00 – 74.00 %",
    "claim": "the vendor says 80.10 %, +8.10 points: +7.27 points exclusions: spam counted; +0.83 points not explained",
    "covers": "3 periods",
    "left out": "spam: 100",
}
TENSION = Finding(
    "short-calls",
    "tension",
    Outcome.FAIL,
    REFUNDS.about,
    "contacts",
    None,
    Place((("vendor", "acme"),)),
    (datetime(2026, 5, 1), datetime(2026, 6, 1)),
    reason="handle-time fell from 6.2 min to 5.1 min; solved fell from 78 % to 61 %",
)
EVENT = ExcuseUse(
    "outage",
    datetime(2026, 11, 3, 8),
    datetime(2026, 11, 3, 12),
    date(2027, 6, 30),
    "coo",
    "The line was cut",
    "INC-77",
    ExcuseState.IN_FORCE,
    (("answered-in-time", 214),),
)


def report(*findings: Finding, excuses: tuple[ExcuseUse, ...] = ()) -> Report:
    decision = replace(CANONICAL.decision, blocking=())
    return replace(CANONICAL, findings=findings, decision=decision, excuses=excuses)


def flat(shown: str) -> str:
    return " ".join(shown.split())


def test_each_thing_has_its_line() -> None:
    assert dict(beside(KPI)) == LINES


def test_a_value_with_nothing_beside_it_has_no_line() -> None:
    plain = replace(KPI, number=Number(0.72, 1000, None, "%", None, None), details=())
    assert beside(plain) == ()


@pytest.mark.parametrize(
    ("beside_it", "words"),
    [
        ({"mix": Mixed(None, None, absent=("bot, mail",))}, "no value at the reference mix: no rows of bot, mail"),
        (
            {"drift": Drifted("ewma", 12, reason="the baseline is short")},
            "no signal can be given: the baseline is short",
        ),
        ({"drift": Drifted("laney", 26, 0.7, 0.6, 0.8, 0.7)}, "as usual: value 70.00 %, usual 60.00 – 80.00 %"),
        ({"claim": Claimed(0.72, 0.0)}, "the vendor says 72.00 %, the same"),
        ({"with_excused": (None, 1001)}, "a value that is not told from 1,001 rows with the excused ones"),
        ({"open": 4}, "4 durations not over yet"),
    ],
)
def test_what_is_not_known_is_said(beside_it: dict[str, object], words: str) -> None:
    number = replace(Number(0.72, 1000, None, "%", None, None), **beside_it)  # type: ignore[arg-type]
    assert [line for _, line in beside(replace(KPI, number=number, details=()))] == [words]


def test_text_and_html_have_every_line() -> None:
    shown, page = flat(text(report(KPI), width=200)), html(report(KPI))
    for word, line in LINES.items():
        assert f"{word}: {line}" in shown
        assert f"<td>{word}</td><td>{line}</td>" in page


def test_json_has_every_number() -> None:
    (found,) = json.loads(as_json(report(KPI)))["findings"]
    assert found["with_excused"] == {"value": 0.5, "n": 1200}
    assert found["worst"][0]["segment"] == {"channel": "phone"}
    assert found["worst"][0]["chance"] == 2.75e-8
    assert found["mix"]["mix_effect"] == 0.12
    assert found["mix"]["outside"] == 7
    assert found["drift"]["signal"] is True
    assert found["claim"]["steps"] == [{"cause": "exclusions: spam counted", "amount": 0.0727}]
    assert found["periods"] == 3


def test_a_tension_that_fired_says_what_moved() -> None:
    moved = TENSION.reason or ""
    assert moved in flat(text(report(TENSION), width=200))
    assert "tension short-calls" in flat(text(report(TENSION)))
    assert moved in html(report(TENSION))
    (found,) = json.loads(as_json(report(TENSION)))["findings"]
    assert (found["kind"], found["reason"], found["limit"]) == ("tension", moved, None)


@pytest.mark.parametrize("kind", ["claim", "drift"])
def test_a_broken_value_of_its_own_kind_says_why(kind: str) -> None:
    reason = "claimed 80.1 %, recomputed 72 %"
    broken = replace(KPI, id=f"k.{kind}", kind=kind, outcome=Outcome.FAIL, reason=reason)
    assert reason in flat(text(report(broken), width=200))
    assert reason in html(report(broken))


def test_excused_events_are_told_with_who_excused_what() -> None:
    events = (EVENT, replace(EVENT, id="strike", approved_by=None, state=ExcuseState.NOT_APPROVED, rows=()))
    shown, page = flat(text(report(KPI, excuses=events), width=200)), html(report(KPI, excuses=events))
    assert "outage: in force; 2026-11-03 08:00 to 2026-11-03 12:00 (UTC), expires 2027-06-30" in shown
    assert "approved by coo; 214 rows of answered-in-time; The line was cut; INC-77" in shown
    assert "strike: not approved;" in shown
    assert "<code>answered-in-time</code> 214" in page
    first, second = json.loads(as_json(report(KPI, excuses=events)))["excuses"]
    assert first["rows"] == {"answered-in-time": 214}
    assert (first["from"], first["until"], first["expires"]) == (
        "2026-11-03T08:00:00",
        "2026-11-03T12:00:00",
        "2027-06-30",
    )
    assert (second["approved_by"], second["state"]) == (None, "not approved")


@pytest.mark.parametrize(
    ("unit", "by", "shown"), [("%", 0.0364, "+3.64 points"), ("%", -1e-6, "0.00 points"), ("min", -1.5, "−1.50 min")]
)
def test_a_difference_has_its_sign(unit: str, by: float, shown: str) -> None:
    assert change(replace(NUMBER, unit=unit), by) == shown
