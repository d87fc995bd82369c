"""Names that the ledger's documents use: rules, vendors and people; each unknown one is reported at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from govcode.catalog.declared import is_declared
from govcode.catalog.linking import Linking
from govcode.documents.kinds.cadence import Cadence
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.check import Check


@dataclass(frozen=True)
class Naming:
    """What can be named, and where what cannot is reported."""

    linking: Linking
    checks: tuple[Check, ...]

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """Return the ids of all vendors."""
        return tuple(at.id for at, _ in self.linking.registry.each(Vendor))

    @cached_property
    def rules(self) -> frozenset[str]:
        """Return the ids of rules, KPIs and tensions, and of what cadences promise: CADENCE.DATASET."""
        promised = (
            f"{at.id}.{name}" for at, cadence in self.linking.registry.each(Cadence) for name in cadence.spec.datasets
        )
        return frozenset((*(check.id for check in self.checks), *self.linking.registry.of("Tension"), *promised))

    def known_rules(self, names: Iterable[str], at: Located, pointer: Pointer) -> None:
        """Report the rules that nothing is called."""
        for i, name in enumerate(names):
            if name not in self.rules and not is_declared(self.linking, name):
                self.linking.problems.unknown("GC112", "rule", name, self.rules, at, (*pointer, i))

    def known_vendors(self, names: Sequence[str] | None, at: Located) -> tuple[str, ...]:
        """Return the vendors that are named, or all where none is; report those that nobody is called."""
        for i, name in enumerate(names or ()):
            if name not in self.vendors:
                self.linking.problems.unknown("GC116", "vendor", name, self.vendors, at, ("spec", "vendors", i))
        return tuple(names) if names is not None else self.vendors

    def on_clients_side(self, person: str | None, at: Located, pointer: Pointer, *, owner: bool = False) -> None:
        """Report a person nobody knows, one of the vendor, or, unless `owner` may, the document's owner."""
        people, problems = self.linking.registry.project.people, self.linking.problems
        if person is None:
            return
        if person not in people:
            problems.unknown("GC113", "person", person, people, at, pointer)
        elif people[person].party == "vendor":
            message = f"'{person}' is on the vendor's side and cannot decide this"
            problems.error("GC304", message, at, pointer, "ask someone on the client's side")
        elif not owner and person == at.document.metadata.owner:
            message = f"'{person}' owns this document and cannot also accept it"
            problems.error("GC304", message, at, pointer, "ask someone else on the client's side")

    def in_order(self, first: date, last: date | None, at: Located, pointer: Pointer, told: str) -> bool:
        """Say whether a stretch does not end before it starts; report it if it does."""
        if last is not None and last < first:
            self.linking.problems.error("GC307", told, at, pointer)
            return False
        return True

    def short(self, first: date, last: date, most: int, at: Located, pointer: Pointer) -> None:
        """Report what lasts longer than it may."""
        if (last - first).days > most:
            latest = first + timedelta(days=most)
            message = f"this lasts at most {most} days, not {(last - first).days}"
            self.linking.problems.error("GC302", message, at, pointer, f"expires: {latest} at the latest")
