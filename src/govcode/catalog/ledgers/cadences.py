"""Cadence documents are resolved: what is due is a dataset that a feed fills."""

from __future__ import annotations

from datetime import timedelta

from govcode.catalog.ledger import Cadence
from govcode.catalog.ledgers.naming import Naming
from govcode.documents.kinds.cadence import Cadence as Written
from govcode.documents.kinds.dataset import Dataset
from govcode.documents.located import Located


def cadences_of(naming: Naming) -> tuple[Cadence, ...]:
    """Return the cadences, reporting those that may not be."""
    return tuple(_cadence(naming, at, cadence) for at, cadence in naming.linking.registry.each(Written))


def _cadence(naming: Naming, at: Located, cadence: Written) -> Cadence:
    spec = cadence.spec
    for i, name in enumerate(spec.datasets):
        _delivered(naming, at, name, i)
    if spec.until is not None:
        last = spec.until - timedelta(days=1)
        naming.in_order(spec.from_, last, at, ("spec", "until"), "the cadence ends before it starts")
    return Cadence(
        id=at.id,
        title=cadence.metadata.title,
        owner=cadence.metadata.owner,
        datasets=tuple(spec.datasets),
        vendors=naming.known_vendors(spec.vendors, at),
        every=spec.period,
        due_within=spec.due_within,
        days=spec.days,
        first=spec.from_,
        end=spec.until,
        severity=spec.severity,
        why=spec.why,
        fix=spec.fix,
        span=at.at(("metadata", "id")),
    )


def _delivered(naming: Naming, at: Located, name: str, i: int) -> None:
    """Report a dataset that is unknown, or that nobody delivers in a way that shows on which day."""
    found = {known.id: dataset.spec for known, dataset in naming.linking.registry.each(Dataset)}
    problems, pointer = naming.linking.problems, ("spec", "datasets", i)
    if name not in found:
        problems.unknown("GC110", "dataset", name, found, at, pointer)
    elif not found[name].is_delivered:
        problems.error("GC325", f"'{name}' is worked out from other datasets; nobody delivers it", at, pointer)
    elif found[name].event_time is None:
        message = f"'{name}' has no `event_time`, so nobody can tell to which period a row belongs"
        problems.error("GC325", message, at, pointer, f"add `event_time` to the dataset {name}")
