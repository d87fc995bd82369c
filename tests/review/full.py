"""A scene in which every chapter of risks, deliveries, actions, contract and topics has something to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from govcode.catalog.ledger import Ledger, Level
from govcode.history.record import Excuse, Record, Waiver
from govcode.review.quarter import Quarter
from govcode.review.scene import Scene
from tests.review import making
from tests.review.making import (
    Q3,
    action,
    cadence,
    covered,
    dispute,
    evidence,
    kpi,
    merged,
    result,
    risk,
    rule,
    run,
    safeguard,
    scene,
    weekly,
)

Q2 = Quarter(2026, 2)
HANDOFFS = kpi("handoffs", figure="count", unit="", topic="escalation", target=None, minimum=None)
ALPHA = kpi("alpha", title="Raters agree", figure="agreement", unit="", topic="quality")
REPLY = rule()
MASKED = rule("privacy.masked", title="Card numbers are masked", topic="privacy", controls=("gdpr-28-3-a",))
SHIFT = rule("shifts.staffed", title="Each shift is staffed", topic="workforce")


def full_scene() -> Scene:
    """Return it."""
    runs = merged(
        weekly(REPLY, "." * 13, quarter=Q2),
        weekly(SHIFT, "." * 13, quarter=Q2),
        weekly(REPLY, "........xxxxx"),
        weekly(REPLY, ".............", "borealis"),
        weekly(MASKED, "..........o..", vendor=None),
        weekly(SHIFT, "." * 13),
        weekly(kpi(), "..x.........."),
        _values(),
    )
    return scene(
        [*runs, _last()],
        _ledger(),
        vendors=("acme", "borealis"),
        names={
            "acme": "Acme",
            "borealis": "Borealis <b>",
            "cx": "Customer experience",
            "coo": "Chief operating officer",
        },
        clauses={"gdpr-28-3-a": "GDPR Article 28(3)(a), processing on documented instructions"},
    )


def _values() -> Sequence[Record]:
    found = []
    for week in Q3.weeks:
        ends = (("vendor", "acme"), ("from_team", "tier1"), ("to_team", "tier2"))
        back = (("vendor", "acme"), ("from_team", "tier2"), ("to_team", "tier1"))
        told = [
            (HANDOFFS, result("pass", None, week, segment=ends, value=5.0, n=5)),
            (HANDOFFS, result("pass", None, week, segment=back, value=2.0, n=2)),
            (ALPHA, result("pass", "acme", week, value=0.81, n=40, interval=(0.7, 0.9))),
        ]
        last = week.end - timedelta(days=1)
        coverage = (covered("tickets", "acme", week.start, last, 300), covered("tickets", "borealis", week.start, last))
        found.append(run(week.end, told, coverage=coverage if week != Q3.weeks[4] else ()))
    return found


def _last() -> Record:
    waiver = Waiver("form", ("tickets.reply",), date(2026, 7, 1), date(2026, 9, 1), "coo", "It changes", "ended", 0)
    excuse = Excuse(
        "outage",
        datetime(2026, 8, 3),
        datetime(2026, 8, 4),
        date(2026, 12, 1),
        "coo",
        "The network was down",
        "INC-7",
        "in force",
        (("answered-in-time", 12),),
    )
    broken = result("fail", "acme", violations=3, population=120, keys=("t-1", "t-2", "t-3"), keys_total=3)
    told = [(REPLY, broken), (REPLY, result("pass", "borealis"))]
    return replace(run(date(2026, 10, 5), told, waivers=(waiver,), excuses=(excuse,)), run="run-last")


def _ledger() -> Ledger:
    return Ledger(
        risks=(
            risk(
                vendors=("acme", "borealis"),
                safeguards=(safeguard("shifts.staffed"),),
                override=making.overridden(Level.LOW, date(2026, 7, 1), date(2026, 9, 1)),
            ),
            risk("leak", checks=("privacy.masked",), controls=("gdpr-28-3-a",), impact=Level.VERY_HIGH),
        ),
        actions=(action(),),
        disputes=(
            dispute(),
            dispute("d-2", outcome="upheld", decided=date(2026, 8, 1), decided_by="cx", decision="No"),
        ),
        cadences=(cadence(vendors=("acme", "borealis")), cadence("calibrations", datasets=("calibrations",))),
        evidence=(
            evidence(),
            evidence("iso", type="certificate", last=date(2026, 11, 1)),
            evidence("exit", type="test"),
        ),
    )
