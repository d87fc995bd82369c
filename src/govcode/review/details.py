"""The details that the first sentence of Article 28(3) asks the contract to set out, before its points (a) to (h)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.review.papers import EvidenceLine, Paper
from govcode.review.scene import Scene

DETAILS = tuple(
    f"gdpr-28-3-{detail}"
    for detail in (
        "subject-matter",
        "duration",
        "nature-and-purpose",
        "type-of-data",
        "data-subjects",
        "obligations-and-rights",
    )
)
_BINDING = "contract"  # the article asks for a contract: no certificate or report sets anything out


@dataclass(frozen=True, slots=True)
class DetailCell:
    """A detail of a vendor: the best contract that sets it out, and where; without one it is not declared."""

    vendor: str
    detail: str
    paper: Paper
    evidence: tuple[str, ...]
    sentence: str

    @property
    def declared(self) -> bool:
        """Say whether a contract that still counts sets it out."""
        return self.paper in {Paper.IN_DATE, Paper.EXPIRING}


def details_of(scene: Scene, papers: Sequence[EvidenceLine]) -> tuple[DetailCell, ...]:
    """Return what is declared of the details of each vendor's contract; what nobody declares is never assumed."""
    return tuple(_cell(vendor, detail, papers) for vendor in scene.vendors for detail in DETAILS)


def _cell(vendor: str, detail: str, papers: Sequence[EvidenceLine]) -> DetailCell:
    named = [line for line in papers if detail in line.evidence.controls and vendor in line.vendors]
    own = [line for line in named if line.evidence.type == _BINDING]
    paper = min((line.state for line in own), key=list(Paper).index, default=Paper.NONE)
    best = [line for line in own if line.state is paper]
    return DetailCell(vendor, detail, paper, tuple(line.evidence.id for line in own), _sentence(paper, best, named))


def _sentence(paper: Paper, best: Sequence[EvidenceLine], named: Sequence[EvidenceLine]) -> str:
    if paper is Paper.NONE:
        return "not declared" + ("; only a paper that is no contract names it" if named else "")
    where = ", ".join(f"{x.evidence.title}{f', {x.evidence.clause}' if x.evidence.clause else ''}" for x in best)
    match paper:
        case Paper.EXPIRED:
            return f"set out in a contract that has expired: {where}"
        case Paper.EXPIRING:
            return f"set out in {where}, which expires within 90 days"
        case _:
            return f"set out in {where}"
