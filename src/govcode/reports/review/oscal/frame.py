"""What all parts of a document refer to: the review, the tool, people, vendors and runs by their UUIDs."""

from __future__ import annotations

from dataclasses import dataclass, field

from govcode.history.entry import Entry
from govcode.reports.review.oscal.writing import Part, text, uuid_of
from govcode.review.review import Review


@dataclass(frozen=True, slots=True)
class Frame:
    """A review, and the UUID of the tool by which a document (or one result of it) says that it was made."""

    review: Review
    tool: str
    entries: dict[str, Entry] = field(default_factory=dict)  # of the chain, by run

    @property
    def project(self) -> str:
        """Return the id of the project, as the runs know it, so that names are the same in every review."""
        runs = self.review.scene.runs
        return runs[-1].record.project if runs else self.review.cover.front.project

    @property
    def quarter(self) -> str:
        """Return the quarter as 2026Q3."""
        return str(self.review.scene.quarter)

    def uuid(self, *words: str | None) -> str:
        """Return the UUID of something of this project."""
        return uuid_of(self.project, *words)

    def person(self, id_: str) -> str:
        """Return the UUID of a person."""
        return self.uuid("person", id_)

    def vendor(self, id_: str) -> str:
        """Return the UUID of a vendor."""
        return self.uuid("vendor", id_)

    def observation(self, id_: str, vendor: str | None) -> str:
        """Return the UUID of what was observed of a check or delivery in the quarter."""
        return self.uuid("observation", self.quarter, id_, vendor)

    def paper(self, id_: str, vendor: str | None) -> str:
        """Return the UUID of what a paper showed in the quarter; its id may be that of a check too."""
        return self.uuid("paper", self.quarter, id_, vendor)

    def finding(self, id_: str, vendor: str | None) -> str:
        """Return the UUID of what was found of a check or delivery in the quarter."""
        return self.uuid("finding", self.quarter, id_, vendor)

    def risk(self, id_: str, vendor: str | None) -> str:
        """Return the UUID of a risk of the register, the same in every quarter."""
        return self.uuid("risk", id_, vendor)

    def origins(self) -> list[Part]:
        """Return the tool as that which says something."""
        return [{"actors": [{"type": "tool", "actor-uuid": self.tool}]}]

    def subjects(self, vendor: str | None) -> list[Part]:
        """Return whom something is about: a vendor, or each of them where it is not told by vendor."""
        vendors = self.review.scene.vendors if vendor is None else (vendor,)
        return [
            {"subject-uuid": self.vendor(each), "type": "party", "title": text(self.review.named(each))}
            for each in vendors
        ]


def framed(review: Review, *words: str | None) -> Frame:
    """Return the frame of a document, or of the result that the words name."""
    entries = {run.record.run: run.entry for run in review.scene.runs}
    frame = Frame(review, "", entries)
    return Frame(review, frame.uuid("tool", frame.quarter, *words), entries)
