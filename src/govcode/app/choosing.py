"""Which checks a run is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from govcode.catalog.catalog import Catalog
from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.findings.gates import guards
from govcode.ir.check import Check, Score
from govcode.plan.reading import reads


@dataclass(frozen=True, slots=True)
class Choice:
    """Ids to select or ignore (`refunds.*` is a pattern; a policy's id means all its rules), and one vendor."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    vendor: str | None = None


def chosen(choice: Choice, catalog: Catalog) -> Callable[[Check], bool]:
    """Return what says whether a check is asked for; raise `Refused` for ids that nothing has."""
    ids = {check.id for check in catalog.checks}
    known = ids | {part for id_ in ids for part in _above(id_)}
    place = named("command line")
    problems = [
        Diagnostic("GC408", f"unknown rule or KPI '{written}'", place, closest(written, known))
        for written in (*choice.select, *choice.ignore)
        if not any(_means(written, id_) for id_ in known) and not _reading(written, catalog)
    ]
    if choice.vendor and choice.vendor not in catalog.vendors:
        near = closest(choice.vendor, catalog.vendors) or f"there is {', '.join(catalog.vendors) or 'none'}"
        problems.append(Diagnostic("GC408", f"unknown vendor '{choice.vendor}'", place, near))
    if problems:
        raise Refused(problems)

    def selected(check: Check) -> bool:
        return not choice.select or any(_means(written, check.id) for written in choice.select)

    kpis = [check for check in catalog.checks if choice.select and isinstance(check.limit, Score) and selected(check)]
    read = frozenset().union(*map(reads, kpis))

    def asked(check: Check) -> bool:
        # A KPI is not told without the gates of what it reads.
        wanted = selected(check) or guards(check, read)
        theirs = choice.vendor is None or check.vendor in {None, choice.vendor}
        return wanted and theirs and not any(_means(written, check.id) for written in choice.ignore)

    return asked


def _reading(written: str, catalog: Catalog) -> bool:
    """Say whether an id is one of a dataset's own checks, some of which only a drop brings about."""
    return written.split(".", maxsplit=1)[0] in catalog.contracts


def _above(id_: str) -> list[str]:
    parts = id_.split(".")
    return [".".join(parts[:i]) for i in range(1, len(parts))]


def _means(written: str, id_: str) -> bool:
    return id_ == written or id_.startswith(f"{written}.") or fnmatchcase(id_, written)
