"""Papers: contracts, certificates, reports and tests, and whether they still count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govcode.catalog.ledger import Evidence
from govcode.ir.check import Severity
from govcode.review.finding import ReviewFinding
from govcode.review.scene import Scene

SOON, STALE = 90, 365  # days before the end, and since the last review
_PROMISES = frozenset({"attestation", "certificate"})  # somebody's word that something is done


class Paper(StrEnum):
    """Whether a paper counts on the as-of day; best first."""

    IN_DATE = "in date"
    EXPIRING = "expires within 90 days"
    EXPIRED = "expired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A paper; `days_left` is None where it has no end; `reviewed` days ago, None if nobody has read it.

    `weak` says that it is only a certificate or an attestation.
    """

    evidence: Evidence
    vendors: tuple[str, ...]
    state: Paper
    days_left: int | None
    reviewed: int | None
    weak: bool
    findings: tuple[ReviewFinding, ...]

    @property
    def stale(self) -> bool:
        """Say whether nobody has read it for a year."""
        return self.reviewed is None or self.reviewed > STALE

    @property
    def anchor(self) -> str:
        """Return a name by which links find it."""
        return f"evidence-{self.evidence.id}"


def papers_of(scene: Scene) -> tuple[EvidenceLine, ...]:
    """Return the papers of the vendors that were there on the as-of day, those that end first before the others."""
    today = scene.as_of.date()
    lines = [_line(scene, paper, today) for paper in scene.ledger.evidence if paper.issued <= today]
    return tuple(sorted((line for line in lines if line.vendors), key=_end))


def _end(line: EvidenceLine) -> date:
    return line.evidence.last or date.max


def _line(scene: Scene, paper: Evidence, today: date) -> EvidenceLine:
    vendors = tuple(v for v in scene.vendors if not paper.vendors or v in paper.vendors)
    left = (paper.last - today).days if paper.last else None
    state = Paper.IN_DATE if left is None or left > SOON else Paper.EXPIRING if left >= 0 else Paper.EXPIRED
    reviewed = (today - paper.reviewed).days if paper.reviewed and paper.reviewed <= today else None
    findings = _findings(scene, paper, state, reviewed)
    return EvidenceLine(paper, vendors, state, left, reviewed, paper.type in _PROMISES, findings)


def _findings(scene: Scene, paper: Evidence, state: Paper, reviewed: int | None) -> tuple[ReviewFinding, ...]:
    found = []
    vendor = paper.vendors[0] if len(paper.vendors) == 1 else scene.vendor
    if state is Paper.EXPIRED and paper.last:
        text = f"{paper.title}: it ended on {paper.last} and shows nothing of today"
        found.append(ReviewFinding(paper.id, "expired evidence", vendor, Severity.HIGH, text, paper.last))
    if reviewed is None or reviewed > STALE:
        since = "nobody has read it yet" if reviewed is None else f"it was last read {reviewed} days ago"
        text = f"{paper.title}: {since}"
        found.append(ReviewFinding(paper.id, "evidence not reviewed", vendor, Severity.MEDIUM, text, paper.reviewed))
    return tuple(found)
