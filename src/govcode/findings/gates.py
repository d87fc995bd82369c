"""A KPI over a feed that failed a blocking check has no data: it is never passed on numbers known to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govcode.findings.allowing import kept
from govcode.findings.finding import Finding, Outcome
from govcode.findings.places import EMPTY
from govcode.ir.check import AtMostShare, Check, Claim, Limit, Score
from govcode.ir.relation import first_given
from govcode.plan.reading import reads
from govcode.plan.segmenting import UNDECLARED

VENDOR = "vendor"
NAMED = 3
_SHUT = {Outcome.FAIL, Outcome.ERROR, Outcome.NO_DATA}


@dataclass(frozen=True, slots=True)
class _Gate:
    """A blocking check that does not hold: for some vendors, or for all if they are None; `open_by` names a waiver."""

    id: str
    dataset: str
    vendors: frozenset[str] | None
    failed: bool
    open_by: str | None = None

    def is_before(self, finding: Finding, tables: frozenset[str]) -> bool:
        """Say whether a KPI reads what the gate is about."""
        theirs = dict(finding.segment.values).get(VENDOR) if finding.segment else None
        return self.dataset in tables and (self.vendors is None or theirs is None or theirs in self.vendors)


def behind_gates(findings: Iterable[Finding], checks: Iterable[Check]) -> tuple[Finding, ...]:
    """Return the findings, after waivers, with the KPIs behind a gate that does not hold as `no_data`.

    Where the broken rows are told by vendor, only that vendor's cells are concerned, and every KPI that is not told by
    vendor. A gate whose failure a waiver accepts blocks nothing, but each KPI behind it says so.
    """
    all_, known = tuple(findings), tuple(checks)
    blocking = {check.id: check for check in known if check.blocks}
    found = [gate for f in all_ if f.id in blocking and (gate := _gate(f, blocking[f.id]))]
    if not found:
        return all_
    tables = {check.id: _tables(check) for check in known if isinstance(check.limit, Score | Claim)}
    return tuple(_behind(f, [gate for gate in found if gate.is_before(f, tables.get(f.id, frozenset()))]) for f in all_)


def _tables(check: Check) -> frozenset[str]:
    """Return the datasets a KPI reads; of a claim, also those that it is recomputed from."""
    beside = (replace(check, subject=a.subject, measure=a.measure) for a in check.asides if a.subject)
    return reads(check).union(*map(reads, beside))


def guards(check: Check, tables: frozenset[str]) -> bool:
    """Say whether a check blocks KPIs that read one of these datasets."""
    return check.blocks and first_given(check.subject.relation) in tables


def _gate(finding: Finding, check: Check) -> _Gate | None:
    if finding.outcome not in _SHUT or _small(finding, check):
        return None
    failed = finding.outcome is Outcome.FAIL
    dataset = first_given(check.subject.relation)
    return _Gate(check.id, dataset, _vendors(finding, check.blocks_above), failed, finding.waived_by)


def _small(finding: Finding, check: Check) -> bool:
    """Say whether a failure is within what a KPI can live with."""
    failed, counted = finding.outcome is Outcome.FAIL, finding.violations is not None
    if check.blocks_above is None or not failed or not counted:
        return False
    return kept(check.blocks_above, finding.violations or 0, finding.population or 0)


def _vendors(finding: Finding, above: Limit | None) -> frozenset[str] | None:
    """Return the vendors whose rows are broken, or None if they are not all known.

    Of a share, only the vendors who are above it themselves; their rows in unbroken places do not count for them.
    """
    if finding.segment and VENDOR in dict(finding.segment.values):
        return frozenset({dict(finding.segment.values)[VENDOR]})
    broken: dict[str, tuple[int, int]] = {}
    for spot in finding.spots:
        name = dict(spot.place.values).get(VENDOR, EMPTY)
        violations, population = broken.get(name, (0, 0))
        broken[name] = (violations + spot.violations, population + spot.population)
    told = sum(violations for violations, _ in broken.values())
    if finding.outcome is not Outcome.FAIL or not told or told < (finding.violations or 0):
        return None
    if broken.keys() & {EMPTY, UNDECLARED}:
        return None
    limit = above or finding.limit
    if not isinstance(limit, AtMostShare):
        return frozenset(broken)
    return frozenset(name for name, counts in broken.items() if not kept(limit, *counts)) or frozenset(broken)


def _behind(finding: Finding, gates: Sequence[_Gate]) -> Finding:
    shut = [gate for gate in gates if gate.open_by is None]
    if not gates or finding.outcome is Outcome.ERROR or (shut and finding.outcome is Outcome.NO_DATA):
        return finding
    if not shut:
        waived = _told([gate for gate in gates if gate.open_by], "the feed failed")
        waivers = ", ".join(dict.fromkeys(gate.open_by for gate in gates if gate.open_by))
        says = f"{waived}, which waiver '{waivers}' accepts"
        return replace(finding, reason=f"{finding.reason}; {says}" if finding.reason else says)
    failed, unknown = [gate for gate in shut if gate.failed], [gate for gate in shut if not gate.failed]
    parts = (_told(failed, "the feed failed"), _told(unknown, "nobody can say whether the feed keeps"))
    return replace(
        finding,
        outcome=Outcome.NO_DATA,
        reason="; ".join(filter(None, parts)),
        number=None,
        population=None,
        details=(),
        immature=0,
        waived=0,
        accepted=(),
        waived_by=None,
    )


def _told(gates: Sequence[_Gate], says: str) -> str:
    ids = list(dict.fromkeys(gate.id for gate in gates))
    if not ids:
        return ""
    names = ", ".join(f"'{id_}'" for id_ in ids[:NAMED]) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
    return f"{says} the gate{'' if len(ids) == 1 else 's'} {names}"
