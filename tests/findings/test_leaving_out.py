"""What a KPI leaves out is told with the segment and period it is left out of."""

from __future__ import annotations

from datetime import datetime

from govcode.findings.kpis import kpi_findings
from govcode.findings.leaving_out import with_left_out
from govcode.ir.check import Aside, SideKind
from govcode.ir.expression import Column, Type
from govcode.ir.limit import Period
from govcode.ir.measure import Failed, Group, Grouped, TermKind
from govcode.ir.relation import Named
from tests.findings.making import AS_OF, VENDOR, aggregate, check, score

GROUPS = (Named("period", Column("period", Type.TIMESTAMP)), Named("vendor", VENDOR.expr))
WEEK = datetime(2026, 5, 11)
ONE = score(by=(VENDOR,), period=Period.WEEK)
MAIN = aggregate(TermKind.COUNT, TermKind.COUNT, groups=GROUPS)
COUNTS = aggregate(TermKind.COUNT, TermKind.COUNT, groups=GROUPS)


def told(answer: Grouped | Failed | None) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    kpi = check(ONE, MAIN, id="kpi")
    groups = tuple(Group((WEEK, vendor), (9, 9)) for vendor in ("acme", "borealis"))
    findings = tuple(kpi_findings(kpi, ONE, Grouped(99, groups), AS_OF))
    sides = [(Aside(SideKind.EXCLUDED, name, COUNTS), answer) for name in ("spam", "merged")]
    return [(str(f.segment), f.details) for f in with_left_out(kpi, ONE, findings, sides)]


def test_each_finding_tells_its_own_rows() -> None:
    groups = (Group((None, "acme"), (7, 7)), Group((WEEK, "acme"), (4, 1)), Group((WEEK, "borealis"), (0, 2)))
    assert told(Grouped(99, groups)) == [
        ("vendor acme", (("spam", 4), ("merged", 1))),
        ("vendor borealis", (("merged", 2),)),
    ]


def test_what_was_not_counted_is_not_told_as_zero() -> None:
    for answer in (Failed("it stopped"), None):
        assert told(answer) == [("vendor acme", ()), ("vendor borealis", ())]
