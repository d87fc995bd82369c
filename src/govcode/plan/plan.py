"""A plan: the scans to run, and where each check finds its answers."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.ir.check import Aside, Check
from govcode.ir.measure import Counted, Scan


@dataclass(frozen=True, slots=True)
class Answer:
    """A place among the measurements: the scan, and the measure within it."""

    scan: int
    measure: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A check and where its answers will be.

    `blocked` says why it cannot be measured; `given` is an answer that needs no scan; `waived` are the counts of
    broken rows that a waiver accepts, by waiver; `asides` are the check's, None where one cannot be measured;
    `stands` says that its rows tell only how things stand now, and not what happened.
    """

    check: Check
    main: Answer | None = None
    later: Answer | None = None
    details: tuple[tuple[str, Answer], ...] = ()
    waived: tuple[tuple[str, Answer], ...] = ()
    blocked: str | None = None
    given: Counted | None = None
    asides: tuple[tuple[Aside, Answer | None], ...] = ()
    stands: str | None = None


@dataclass(frozen=True, slots=True)
class Covering:
    """Where it will be found whose rows of a delivered dataset lie on which days.

    The groups of the answer are the vendor, unless all rows are those of `vendor`, and the day, if rows are `dated`.
    """

    dataset: str
    answer: Answer
    dated: bool
    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be run."""

    scans: tuple[Scan, ...]
    checks: tuple[Planned, ...]
    coverings: tuple[Covering, ...] = ()
