"""The decision over all findings, and the report that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from govcode.core.diagnostic import Diagnostic
from govcode.findings.finding import Finding, Outcome
from govcode.findings.redefined import Redefined


@dataclass(frozen=True, slots=True)
class DeliveredTable:
    """A table of a drop, as found: how many rows and files, and the SHA-256 over the files' contents."""

    name: str
    dataset: str
    rows: int | None
    files: int
    sha256: str
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveredDrop:
    """A drop, as found."""

    feed: str
    vendor: str | None
    tables: tuple[DeliveredTable, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict: its outcome, its exit code, and the sentence that says it to a person.

    `blocking` are the findings (indices into the report's) that made it so.
    """

    outcome: Outcome
    exit_code: int
    sentence: str
    blocking: tuple[int, ...]


class WaiverState(StrEnum):
    """What a waiver is on the day of a run."""

    IN_FORCE = "in force"
    UNUSED = "unused"
    ENDED = "ended"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A waiver and what became of it in this run."""

    id: str
    rules: tuple[str, ...]
    until: str
    approved_by: str
    reason: str
    state: WaiverState
    waived: int


class ExcuseState(StrEnum):
    """What an excused event is on the day of a run."""

    IN_FORCE = "in force"
    UNUSED = "unused"
    EXPIRED = "expired"
    NOT_APPROVED = "not approved"


@dataclass(frozen=True, slots=True)
class ExcuseUse:
    """An excused event, from its start up to, not including, its end, and how many rows each KPI left out for it."""

    id: str
    start: datetime
    end: datetime
    expires: date
    approved_by: str | None
    reason: str
    evidence: str
    state: ExcuseState
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a format may tell: a function of documents, drops and the as-of moment."""

    project: str
    title: str
    tool_version: str
    as_of: datetime
    documents_digest: str
    revision: str | None
    drops: tuple[DeliveredDrop, ...]
    findings: tuple[Finding, ...]
    decision: Decision
    waivers: tuple[WaiverUse, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    excuses: tuple[ExcuseUse, ...] = ()
    redefined: tuple[Redefined, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the number of findings per outcome, and of waived ones, every outcome present."""
        counts = {str(outcome): 0 for outcome in Outcome}
        for finding in self.findings:
            counts[str(finding.outcome)] += 1
        return counts | {"waived": sum(f.waived_by is not None for f in self.findings)}
