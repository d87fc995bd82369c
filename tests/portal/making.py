"""A small project with a history: two vendors, a quarter of runs, and names that try to break out of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from govcode.history.record import Claim, Coverage, Definition, Drop, Limits, Record, Result, Table, Waiver
from govcode.history.store import open_history
from govcode.review.portal import Portal, portal_of
from govcode.review.quarter import Quarter, Stretch
from tests.reports.review.making import HOSTILE
from tests.review.making import Q3, covered, kpi, merged, result, rule, run, scene, weekly

AS_OF = datetime(2026, 10, 6)
MUST = rule("cards.none", enforcement="non-negotiable", severity="critical", title="No card numbers")
REPLY = rule(title=HOSTILE, sentence=HOSTILE, why=HOSTILE, fix="Reply.")
SHARED = rule("files.whole", title="Every file is whole", dataset="files")
INDEX = rule("index", title="A rule that is named like a page")
MONTHLY = kpi(
    "attrition", title="Agents who left", per="month", figure="rate", direction="lower", minimum=Limits(None, 0.5)
)
SHARE = kpi("answered-in-time", title=f"Answered in time {HOSTILE}")
HANDED = kpi("handed-over", title="Handed over well")
KEYS = {"acme": ("T-ACME-1", "T-ACME-2"), "borealis": ("T-BOREALIS-1",)}
PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: support, title: "Support <i>of</i> the shop", owner: cx}
spec:
  people:
    cx: {name: Head of service}
    coo: {name: Chief operating officer}
"""
VENDORS = """\
apiVersion: govcode/v1
kind: Vendor
metadata: {id: acme, title: Acme, owner: cx}
spec: {name: "Acme <script>alert(2)</script>"}
---
apiVersion: govcode/v1
kind: Vendor
metadata: {id: borealis, title: Borealis, owner: cx}
spec: {name: Borealis GmbH}
"""


def records() -> list[Record]:
    """Return the runs of a quarter; the last one has broken rows of both vendors."""
    merged_runs = merged(
        weekly(MUST, "." * 13),
        weekly(MUST, "." * 12 + "x", "borealis"),
        weekly(REPLY, "..x.........."),
        weekly(REPLY, "............o", "borealis"),
        weekly(SHARED, "." * 13, None),
        weekly(INDEX, "." * 13),
        _values("acme", 0.95),
        _values("borealis", 0.7),
    )
    found = [
        replace(record, drops=_drops(i), coverage=_coverage(week))
        for i, (record, week) in enumerate(zip(merged_runs, Q3.weeks, strict=True))
    ]
    found[-1] = _last(found[-1])
    return found


def _values(vendor: str, value: float) -> list[Record]:
    found = []
    for number, week in enumerate(Q3.weeks):
        told = replace(SHARE, hash="h2", target=Limits(0.92)) if number > 8 else SHARE
        ends = (value - 0.02, value + 0.02)
        claim = Claim(value + 0.05, 0.05, (("without spam", 0.03),), 0.02) if number > 10 else None
        outcome = "pass" if value > 0.8 else "fail"
        one = result(outcome, vendor, week, value=value, n=400, interval=ends, target_met=value > 0.9, claim=claim)
        late = result("immature" if number > 11 else "pass", vendor, week, value=0.9, n=90, interval=(0.85, 0.95))
        found.append(run(week.end, [(told, one), (HANDED, late), *_month(vendor, week)]))
    return found


def _month(vendor: str, week: Stretch) -> list[tuple[Definition, Result]]:
    month = next((m for m in Q3.months if week.start < m.end <= week.end), None)
    if month is None:
        return []
    period = (datetime.combine(month.start, time()), datetime.combine(month.end, time()))
    return [(MONTHLY, result("pass", vendor, period=period, value=0.2, n=50))]


def _drops(number: int) -> tuple[Drop, ...]:
    return (Drop("standard", None, (Table("tickets", "tickets", 1_200 + number, 1, f"{number:02}" * 32),)),)


def _coverage(week: Stretch) -> tuple[Coverage, ...]:
    newest = datetime.combine(week.end, time())
    return tuple(replace(covered("tickets", v, week.start, week.end), newest=newest) for v in KEYS)


def _last(record: Record) -> Record:
    """Return the last run with rows named, a gate that is closed, and a waiver."""
    results = list(record.results)
    blocking = []
    for place, one in enumerate(results):
        check = record.definitions[one.definition].id
        if one.outcome == "fail":
            blocking.append(place)
        if check == MUST.id and one.vendor == "borealis":
            keys = KEYS["borealis"]
            results[place] = replace(one, violations=1, population=90, keys=keys, keys_total=1)
        if check == REPLY.id and one.vendor == "acme":
            spots = ((("vendor", "acme"),), 2, 80)
            results[place] = replace(one, outcome="fail", violations=2, keys=KEYS["acme"], keys_total=2, spots=(spots,))
            blocking.append(place)
    waiver = Waiver("old-form", (REPLY.id,), date(2026, 7, 1), date(2026, 9, 1), "coo", HOSTILE, "ended", 3)
    return replace(
        record,
        results=tuple(results),
        blocking=tuple(blocking),
        outcome="fail",
        exit_code=1,
        sentence="The gate is closed: 2 promises of 5 are broken.",
        waivers=(waiver,),
        warnings=(HOSTILE,),
        run=f"run {HOSTILE}"[:60],
    )


def made(several: Sequence[Record] | None = None) -> Portal:
    """Return the portal of these runs, without a project."""
    names = {"acme": "Acme <script>alert(2)</script>", "borealis": "Borealis GmbH", "cx": "Head of service"}
    at = scene(records() if several is None else several, vendors=("acme", "borealis"), names=names, as_of=AS_OF)
    return portal_of(replace(at, quarter=Quarter(2026, 3)), "Support <i>of</i> the shop")


def write_project(root: Path) -> Path:
    """Write the project and its history."""
    (root / "policies").mkdir(parents=True)
    (root / "govcode.yaml").write_text(PROJECT, encoding="utf-8")
    (root / "policies" / "vendors.yaml").write_text(VENDORS, encoding="utf-8")
    history = open_history("history.db", root)
    for record in records():
        history.append(record)
    return root
