"""The gate: findings become one decision with one exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import Enforcement, Severity
from govcode.verdict.decision import Decision

KEPT, FAILED, UNKNOWN, UNSURE = 0, 1, 3, 4


@dataclass(frozen=True, slots=True)
class Gate:
    """What closes the gate: failures from a severity up, missing data unless allowed, doubt if strict."""

    fail_on: Severity = Severity.LOW
    strict: bool = False
    allow_empty: bool = False


def decide(findings: Sequence[Finding], gate: Gate) -> Decision:
    """Return the decision; failing comes before not knowing, and not knowing before doubt."""
    binding = [i for i, f in enumerate(findings) if f.about.enforcement is not Enforcement.ADVISORY]
    failed = tuple(i for i in binding if _fails(findings[i], gate))
    # Data may be allowed to be missing; a check that stopped is never excused.
    unknown = tuple(i for i in binding if findings[i].outcome in _unknown_outcomes(gate))
    unsure = tuple(i for i in binding if findings[i].outcome in {Outcome.INCONCLUSIVE, Outcome.IMMATURE})
    evaluated = any(f.outcome in {Outcome.PASS, Outcome.FAIL} for f in findings)
    if failed:
        return Decision(Outcome.FAIL, FAILED, _failed(findings, failed), failed)
    if unknown:
        return Decision(Outcome.NO_DATA, UNKNOWN, _unknown(findings, unknown), unknown)
    if not evaluated:
        return Decision(Outcome.NO_DATA, UNKNOWN, "Nothing was judged: no check could be evaluated.", ())
    if unsure and gate.strict:
        return Decision(Outcome.INCONCLUSIVE, UNSURE, _unsure(findings, unsure), unsure)
    return Decision(Outcome.PASS, KEPT, _kept(findings), ())


def _unknown_outcomes(gate: Gate) -> set[Outcome]:
    return {Outcome.ERROR} if gate.allow_empty else {Outcome.NO_DATA, Outcome.ERROR}


def _fails(finding: Finding, gate: Gate) -> bool:
    if finding.outcome is not Outcome.FAIL or finding.waived_by:
        return False
    must = finding.about.enforcement is Enforcement.NON_NEGOTIABLE
    return must or finding.about.severity.rank >= gate.fail_on.rank


def _promises(findings: Sequence[Finding], which: Sequence[int]) -> int:
    return len({findings[i].id for i in which})


def _failed(findings: Sequence[Finding], failed: Sequence[int]) -> str:
    total, broken = len({f.id for f in findings}), _promises(findings, failed)
    must = {findings[i].id for i in failed if findings[i].about.enforcement is Enforcement.NON_NEGOTIABLE}
    tail = f", {len(must)} of them non-negotiable" if must else ""
    return f"The gate is closed: {_count(broken, 'promise')} of {total} {_is(broken)} broken{tail}."


def _unknown(findings: Sequence[Finding], unknown: Sequence[int]) -> str:
    missing = _promises(findings, unknown)
    why = "because data is missing or a check failed"
    return f"The gate is closed: {_count(missing, 'promise')} could not be judged, {why}."


def _unsure(findings: Sequence[Finding], unsure: Sequence[int]) -> str:
    return f"The gate is closed (strict): {_count(_promises(findings, unsure), 'promise')} cannot be concluded yet."


def _kept(findings: Sequence[Finding]) -> str:
    waived = {f.id for f in findings if f.waived_by}
    broken = {f.id for f in findings if f.outcome is Outcome.FAIL} - waived
    missing = {f.id for f in findings if f.outcome in {Outcome.NO_DATA, Outcome.ERROR}} - waived - broken
    kept = {f.id for f in findings if f.outcome is Outcome.PASS} - waived - broken - missing
    open_ = {f.id for f in findings} - kept - waived - broken - missing
    parts = [
        f"{_count(len(kept), 'promise')} kept",
        f"{_count(len(broken), 'failure')} too small to close it" if broken else "",
        f"{_count(len(waived), 'failure')} waived" if waived else "",
        f"{len(missing)} could not be judged" if missing else "",
        f"{len(open_)} cannot be concluded yet" if open_ else "",
    ]
    return f"The gate is open: {'; '.join(filter(None, parts))}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
