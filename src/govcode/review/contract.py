"""Contract and exit: Article 28(3) on paper and in operation, how much lies with one vendor, and tests of leaving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from govcode.review.details import DetailCell, details_of
from govcode.review.finding import ReviewFinding
from govcode.review.papers import EvidenceLine, Paper, papers_of
from govcode.review.scene import Scene
from govcode.review.track import Standing, Track, track_of

CLAUSES = tuple(f"gdpr-28-3-{letter}" for letter in "abcdefgh")
VOLUMES = ("contacts", "tickets")  # datasets whose rows show how much work lies with whom


class Operating(StrEnum):
    """What the checks of a clause show of the quarter."""

    KEPT = "kept"
    BROKEN = "broken"
    NO_DATA = "no data"
    UNCHECKED = "no check"


@dataclass(frozen=True, slots=True)
class ClauseCell:
    """A clause of a vendor: the best paper for it, and what its checks show; `weak` papers are only certificates.

    `tracks` are its checks' weeks, the most broken first.
    """

    vendor: str
    clause: str
    paper: Paper
    evidence: tuple[str, ...]
    weak: bool
    operating: Operating
    tracks: tuple[Track, ...]
    sentence: str

    @property
    def shown(self) -> bool:
        """Say whether the paper is there and the checks are kept."""
        return self.paper in {Paper.IN_DATE, Paper.EXPIRING} and self.operating is Operating.KEPT


@dataclass(frozen=True, slots=True)
class Concentration:
    """How many rows of a dataset came from a vendor, in the newest run that read it, and their share (0..1)."""

    dataset: str
    vendor: str
    rows: int
    share: float
    run: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ExitTest:
    """The newest test of a vendor that is kept as evidence; None where there is none."""

    vendor: str
    line: EvidenceLine | None

    @property
    def day(self) -> date | None:
        """Return the day of the test."""
        return self.line.evidence.issued if self.line else None


@dataclass(frozen=True, slots=True)
class Contract:
    """The details and the matrix by vendor, then by clause; all papers; concentration by dataset; the newest tests."""

    details: tuple[DetailCell, ...]
    matrix: tuple[ClauseCell, ...]
    evidence: tuple[EvidenceLine, ...]
    concentration: tuple[Concentration, ...]
    tests: tuple[ExitTest, ...]

    @property
    def findings(self) -> tuple[ReviewFinding, ...]:
        """Return what is wrong with the papers."""
        return tuple(finding for line in self.evidence for finding in line.findings)


def contract_of(scene: Scene) -> Contract:
    """Return what is shown of the contract with each vendor."""
    papers = papers_of(scene)
    checks = {clause: [d.id for d in scene.definitions.values() if clause in d.controls] for clause in CLAUSES}
    matrix = tuple(
        _cell(scene, vendor, clause, papers, checks[clause]) for vendor in scene.vendors for clause in CLAUSES
    )
    details = details_of(scene, papers)
    return Contract(details, matrix, papers, _concentration(scene), tuple(_test(v, papers) for v in scene.vendors))


def _cell(scene: Scene, vendor: str, clause: str, papers: Sequence[EvidenceLine], checks: Sequence[str]) -> ClauseCell:
    own = [line for line in papers if clause in line.evidence.controls and vendor in line.vendors]
    order = list(Paper)
    paper = min((line.state for line in own), key=order.index, default=Paper.NONE)
    valid = [line for line in own if line.state in {Paper.IN_DATE, Paper.EXPIRING}]
    weak = bool(valid) and all(line.weak for line in valid)
    tracks = sorted(
        (track_of(scene, check, vendor) for check in checks), key=lambda track: -track.count(Standing.BROKEN)
    )
    operating = _operating(tracks)
    names = tuple(line.evidence.id for line in own)
    return ClauseCell(
        vendor, clause, paper, names, weak, operating, tuple(tracks), _sentence(paper, operating, tracks, weak=weak)
    )


def _operating(tracks: Sequence[Track]) -> Operating:
    if not tracks:
        return Operating.UNCHECKED
    if any(track.count(Standing.BROKEN) for track in tracks):
        return Operating.BROKEN
    # A clause is kept only if each of its checks could be judged.
    return Operating.KEPT if all(track.judged for track in tracks) else Operating.NO_DATA


def _sentence(paper: Paper, operating: Operating, tracks: Sequence[Track], *, weak: bool) -> str:
    on_paper = {
        Paper.IN_DATE: "there is a paper in date",
        Paper.EXPIRING: "there is a paper, which expires within 90 days",
        Paper.EXPIRED: "the paper has expired",
        Paper.NONE: "there is no paper",
    }[paper]
    if weak:
        on_paper += ", a certificate or attestation only: weak evidence of how it is done"
    match operating:
        case Operating.UNCHECKED:
            done = "no check looks at it"
        case Operating.NO_DATA:
            dark = sum(1 for track in tracks if not track.judged)
            done = f"{dark} of {len(tracks)} checks could not be judged in the quarter"
        case Operating.KEPT:
            done = "all its checks were kept in the quarter"
        case Operating.BROKEN:
            broken = [track for track in tracks if track.count(Standing.BROKEN)]
            worst = broken[0]
            done = (
                f"{len(broken)} of {len(tracks)} checks were broken in the quarter, most often {worst.check}:"
                f" {worst.times(Standing.BROKEN)} of {worst.told} judged {worst.per}{'' if worst.told == 1 else 's'}"
            )
    return f"{on_paper}; {done}"


def _concentration(scene: Scene) -> tuple[Concentration, ...]:
    """Return the shares by dataset, from the newest run of the quarter that read all vendors' rows of it."""
    newest: dict[str, tuple[str, datetime, dict[str, int]]] = {}
    for remembered in scene.in_quarter:
        record = remembered.record
        rows: dict[str, dict[str, int]] = defaultdict(dict)
        for seen in record.coverage:
            rows[seen.dataset][seen.vendor] = rows[seen.dataset].get(seen.vendor, 0) + seen.rows
        for dataset in VOLUMES:
            own = rows.get(dataset, dict[str, int]())
            if record.vendor is None and sum(own.values()) > 0:
                newest[dataset] = (record.run, record.as_of, own)
    return tuple(
        Concentration(dataset, vendor, count, count / sum(by_vendor.values()), run, as_of)
        for dataset, (run, as_of, by_vendor) in sorted(newest.items())
        for vendor, count in sorted(by_vendor.items(), key=lambda item: (-item[1], item[0]))
        if scene.vendor in {None, vendor}
    )


def _test(vendor: str, papers: Sequence[EvidenceLine]) -> ExitTest:
    own = [line for line in papers if line.evidence.type == "test" and vendor in line.vendors]
    return ExitTest(vendor, max(own, key=lambda line: line.evidence.issued, default=None))
