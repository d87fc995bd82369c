"""How each promise stands: all findings of one id taken together, so that every count of promises is the same count."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from govcode.findings.finding import Finding, Outcome


class Standing(StrEnum):
    """What is known of a promise as a whole."""

    BROKEN = "broken"
    NOT_JUDGED = "not judged"
    UNDECIDED = "undecided"
    WAIVED = "waived"
    KEPT = "kept"


def standings(findings: Iterable[Finding]) -> dict[str, Standing]:
    """Return the standing of each promise by its id, in the order of the findings; a vendor's override has its id."""
    together: dict[str, list[Finding]] = {}
    for finding in findings:
        together.setdefault(finding.id, []).append(finding)
    return {id_: _standing(all_) for id_, all_ in together.items()}


def _standing(findings: list[Finding]) -> Standing:
    """Return the worst that is known: one broken place breaks the promise, one kept place keeps what is undecided."""
    outcomes = {finding.outcome for finding in findings}
    if any(f.outcome is Outcome.FAIL and not f.waived_by for f in findings):
        return Standing.BROKEN
    if outcomes & {Outcome.NO_DATA, Outcome.ERROR}:
        return Standing.NOT_JUDGED
    if Outcome.FAIL in outcomes:
        return Standing.WAIVED
    return Standing.KEPT if Outcome.PASS in outcomes else Standing.UNDECIDED
