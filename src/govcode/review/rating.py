"""The rating of a vendor in five words, those of the United Kingdom's Procurement Act 2023 for performance indicators.

The first that fits is told, worst known first:

- *Inadequate*: a non-negotiable was broken when it was last judged; or the contract limit of a KPI was missed with
  confidence (the whole interval on the wrong side) in two months or more.
- *Other*: more than a fifth of what the KPIs promise has no data, or of the periods of a non-negotiable; or more than
  a fifth of all promises was never judged for want of data; or nothing was judged. What is known is told beside it.
  Missing data is never good, but it does not hide what is known to be inadequate.
- *Requires improvement*: a non-negotiable was broken earlier in the quarter; the contract limit of a KPI was missed
  with confidence in one month, or literally in two; a rule of high or critical severity was broken when last judged;
  or the target of a KPI was missed with confidence in two months or more.
- *Approaching target*: the limit was missed literally in one month, or the target in any; another rule was broken
  when last judged; or one of high or critical severity in two weeks or more.
- *Good*: none of these.

Failures that a waiver accepts are told and do not count; nor do advisory checks. A promise that is not told by vendor
counts for nobody, but has a rating of its own, unless there is a single vendor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from govcode.review.judging import Judged, Verdict
from govcode.review.promises import NON_NEGOTIABLE, Promise
from govcode.review.scene import Scene
from govcode.review.scorecard import KPI, Line

MOST_BLANK = 0.2
_SEVERE = frozenset({"high", "critical"})
_SETTLES = 2  # months, or weeks, that make a habit


class Word(StrEnum):
    """The five words, best first; the last one says that the others cannot be said."""

    GOOD = "Good"
    APPROACHING = "Approaching target"
    IMPROVE = "Requires improvement"
    INADEQUATE = "Inadequate"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a word is not a better one: a ground, which many reasons may share, and what and which check it is about."""

    word: Word
    ground: str
    title: str | None = None
    check: str | None = None

    @property
    def text(self) -> str:
        """Return it in words."""
        return f"{self.ground}: {self.title}" if self.title else self.ground


@dataclass(frozen=True, slots=True)
class Rating:
    """The word for a vendor (None: promises not told by vendor), its reasons worst first, what is known if it is Other.

    `before` is the quarter before's, by the same rule on what is known today; `blank` the share of what KPIs promise
    that has no data.
    """

    vendor: str | None
    word: Word
    known: Word
    reasons: tuple[Reason, ...]
    before: Word | None
    blank: float
    promises: int
    judged: int


def ratings_of(
    scene: Scene, now: tuple[Sequence[Line], Sequence[Promise]], before: tuple[Sequence[Line], Sequence[Promise]]
) -> tuple[Rating, ...]:
    """Return a rating per vendor from the scorecards and promises of this quarter and the one before."""
    subjects: tuple[str | None, ...] = (*scene.vendors, None)
    last = scene.quarter.plus(-1)
    # Drops reach back before the first run: what they happen to hold of a quarter is not a quarter that was reviewed.
    looked = any(last.start < run.record.as_of.date() <= last.end for run in scene.runs)
    found = []
    for vendor in subjects:
        counted = {vendor, None} if len(scene.vendors) == 1 else {vendor}
        lines, promises = _of(counted, *now)
        if (not lines and not promises) or (vendor is None and len(scene.vendors) == 1):
            continue
        old = _of(counted, *before)
        found.append(rated(vendor, lines, promises, word_of(*old) if looked and any(old) else None))
    return tuple(found)


def _of(
    counted: set[str | None], lines: Iterable[Line], promises: Iterable[Promise]
) -> tuple[list[Line], list[Promise]]:
    mine = [line for line in lines if line.vendor in counted and line.promised]
    return mine, [promise for promise in promises if promise.vendor in counted]


def rated(vendor: str | None, lines: Sequence[Line], promises: Sequence[Promise], before: Word | None) -> Rating:
    """Return the rating of what was promised, by the rule at the head of this file."""
    worst_first = sorted(_reasons(lines, promises), key=lambda reason: -_RANKS[reason.word])
    known = max((r.word for r in worst_first if r.word is not Word.OTHER), key=_RANKS.__getitem__, default=Word.GOOD)
    unknown = any(reason.word is Word.OTHER for reason in worst_first)
    word = Word.OTHER if unknown and known is not Word.INADEQUATE else known
    judged = sum(promise.judged > 0 for promise in promises)
    return Rating(vendor, word, known, tuple(worst_first), before, blank_share(lines), len(promises), judged)


def word_of(lines: Sequence[Line], promises: Sequence[Promise]) -> Word:
    """Return the word alone."""
    return rated(None, lines, promises, None).word


def blank_share(lines: Sequence[Line]) -> float:
    """Return the share of what KPIs promise that has no data, each KPI counting alike however often it is told."""
    due = [line.quarter.tally for line in lines if line.quarter.tally.due]
    return fsum(tally.blank / tally.due for tally in due) / len(due) if due else 0.0


_RANKS = {Word.GOOD: 0, Word.APPROACHING: 1, Word.IMPROVE: 2, Word.OTHER: 3, Word.INADEQUATE: 4}


def _reasons(lines: Sequence[Line], promises: Sequence[Promise]) -> Iterator[Reason]:
    yield from _unknown(lines, promises)
    for promise in promises:
        must = promise.definition.enforcement == NON_NEGOTIABLE
        if must:
            yield from _non_negotiable(promise)
        elif promise.definition.kind != KPI:
            yield from _rule(promise)
    for line in lines:
        yield from _kpi(line)


def _unknown(lines: Sequence[Line], promises: Sequence[Promise]) -> Iterator[Reason]:
    blank = blank_share(lines)
    if blank > MOST_BLANK:
        yield Reason(Word.OTHER, f"{100 * blank:.0f} % of what its KPIs promise has no data; a fifth is the most")
    never = sum(not promise.judged and promise.without_data > 0 for promise in promises)
    if not any(promise.judged for promise in promises):
        yield Reason(Word.OTHER, "nothing could be judged")
    elif never > MOST_BLANK * len(promises):
        yield Reason(Word.OTHER, f"{never} of {len(promises)} promises were never judged; a fifth is the most")
    accepted = sum(promise.waived for promise in promises)
    if accepted:
        yield Reason(Word.GOOD, f"{accepted} failure{'' if accepted == 1 else 's'} accepted by waivers, not counted")


def _non_negotiable(promise: Promise) -> Iterator[Reason]:
    title = promise.definition.title
    if promise.newest == "broken":
        yield Reason(Word.INADEQUATE, "non-negotiable broken when last judged", title, promise.check)
    elif promise.broken:
        weeks = "once" if promise.broken == 1 else f"{promise.broken} times"
        yield Reason(Word.IMPROVE, f"non-negotiable broken {weeks}, kept since", title, promise.check)
    if promise.without_data > MOST_BLANK:
        told = f"non-negotiable without data in {100 * promise.without_data:.0f} % of its periods"
        yield Reason(Word.OTHER, told, title, promise.check)
    elif not promise.judged:
        yield Reason(Word.GOOD, "non-negotiable without a case, or with too few to tell", title, promise.check)


def _rule(promise: Promise) -> Iterator[Reason]:
    severe, title = promise.definition.severity in _SEVERE, promise.definition.title
    if promise.newest == "broken":
        told = f"broken when last judged ({promise.definition.severity})"
        yield Reason(Word.IMPROVE if severe else Word.APPROACHING, told, title, promise.check)
    elif severe and promise.broken >= _SETTLES:
        yield Reason(Word.APPROACHING, f"broken {promise.broken} times, kept when last judged", title, promise.check)


def _kpi(line: Line) -> Iterator[Reason]:
    months = [month for month in line.months if not month.accepted]
    sure, literal = _missed([month.minimum for month in months])
    title = line.definition.title + "".join(f", {value}" for _, value in line.segment)
    if sure or literal:
        settled = max(sure, literal) >= _SETTLES
        word = Word.INADEQUATE if sure >= _SETTLES else Word.IMPROVE if sure or settled else Word.APPROACHING
        yield Reason(word, f"limit missed in {_told(sure, literal)}", title, line.check)
    sure, literal = _missed([month.target for month in months])
    if sure or literal:
        word = Word.IMPROVE if sure >= _SETTLES else Word.APPROACHING
        yield Reason(word, f"target missed in {_told(sure, literal)}", title, line.check)


def _missed(judged: Sequence[Judged]) -> tuple[int, int]:
    """Return in how many months a limit was missed with confidence, and in how many literally."""
    return sum(one.verdict is Verdict.MISSED for one in judged), sum(one.literal is False for one in judged)


def _told(sure: int, literal: int) -> str:
    months = f"{literal} month{'' if literal == 1 else 's'}"
    return f"{months}, {sure} of them beyond noise" if sure else f"{months}, within noise"
