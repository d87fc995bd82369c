"""The gate: findings become one decision with one exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import Enforcement, Severity
from govcode.verdict.decision import Decision
from govcode.verdict.standing import Standing, standings

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
        return Decision(Outcome.NO_DATA, UNKNOWN, _nothing(findings), ())
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


def _ids(findings: Sequence[Finding], *which: Outcome) -> set[str]:
    return {finding.id for finding in findings if finding.outcome in which}


def _standing(findings: Sequence[Finding], which: Standing) -> set[str]:
    return {id_ for id_, standing in standings(findings).items() if standing is which}


def _failed(findings: Sequence[Finding], failed: Sequence[int]) -> str:
    closing = {findings[i].id for i in failed}
    broken = _standing(findings, Standing.BROKEN)
    must = {findings[i].id for i in failed if findings[i].about.enforcement is Enforcement.NON_NEGOTIABLE}
    parts = [
        f"{_count(len(broken), 'promise')} of {len({f.id for f in findings})} {_is(len(broken))} broken",
        f"{len(must)} of them non-negotiable" if must else "",
        _idle(broken - closing),
    ]
    return f"The gate is closed: {', '.join(filter(None, parts))}."


def _unknown(findings: Sequence[Finding], unknown: Sequence[int]) -> str:
    closing = {findings[i].id for i in unknown}
    missing = closing | _standing(findings, Standing.NOT_JUDGED)
    why = "because data is missing or a check failed"
    idle = _idle(missing - closing)
    told = ", ".join(filter(None, (f"{_count(len(missing), 'promise')} could not be judged", idle, why)))
    return f"The gate is closed: {told}."


def _idle(ids: set[str]) -> str:
    """Say of how many of the promises just counted the gate takes no notice."""
    return f"{len(ids)} of them without closing it" if ids else ""


def _nothing(findings: Sequence[Finding]) -> str:
    """Say why there is no verdict: nothing was measured at all, or too little, or too early."""
    few, early = _ids(findings, Outcome.INCONCLUSIVE), _ids(findings, Outcome.IMMATURE)
    early -= few
    parts = [
        f"{_count(len(few), 'promise')} measured, but not on enough rows" if few else "",
        f"{_count(len(early), 'promise')} not yet due" if early else "",
    ]
    told = "; ".join(filter(None, parts))
    return f"Nothing can be concluded yet: {told}." if told else "Nothing was judged: no check could be evaluated."


def _unsure(findings: Sequence[Finding], unsure: Sequence[int]) -> str:
    ids = {findings[i].id for i in unsure}
    part = ids - _standing(findings, Standing.UNDECIDED)
    tail = f", {len(part)} of them in part" if part else ""
    return f"The gate is closed (strict): {_count(len(ids), 'promise')} cannot be concluded yet{tail}."


def _kept(findings: Sequence[Finding]) -> str:
    number = {which: len(_standing(findings, which)) for which in Standing}
    broken, waived = number[Standing.BROKEN], number[Standing.WAIVED]
    missing, open_ = number[Standing.NOT_JUDGED], number[Standing.UNDECIDED]
    parts = [
        f"{_count(number[Standing.KEPT], 'promise')} kept",
        f"{_count(broken, 'failure')} too small to close it" if broken else "",
        f"{_count(waived, 'failure')} waived" if waived else "",
        f"{missing} could not be judged" if missing else "",
        f"{open_} cannot be concluded yet" if open_ else "",
    ]
    return f"The gate is open: {'; '.join(filter(None, parts))}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
