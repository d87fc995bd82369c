"""Promises about a whole table: how fresh it is, how many rows it has, whether parts of it are missing or odd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from govcode.findings.allowing import kept
from govcode.findings.finding import Finding, Outcome
from govcode.findings.gaps import gaps
from govcode.findings.periods import gaps_filled
from govcode.findings.rhythm import rhythm
from govcode.findings.series import NAMES, Seen, made, overall, told
from govcode.findings.silence import silence
from govcode.findings.steadiness import steadiness
from govcode.ir.check import Check, Gaps, Limit, Recent, Rhythm, Rows, Silence, Steady, TableLimit
from govcode.ir.measure import Counted, Grouped

HOUR = 3_600_000_000  # microseconds
_UNDATED = "no row the rule selects has a moment that puts it in a period"


def table(check: Check, limit: Limit, found: Grouped, as_of: datetime, rows: Counted | None = None) -> Finding:
    """Judge a promise about a whole table; `rows` are those that a part of the answer can be seen by."""
    if found.rows == 0:
        return made(check, Outcome.NO_DATA, reason=f"dataset '{check.subject.dataset}' has no rows")
    match limit:
        case Recent():
            return _fresh(check, limit, found, as_of)
        case Rows():
            return _volume(check, limit, found)
        case Gaps() | Silence():
            return _summed(check, limit, _seen(limit, found, as_of), rows)
        case Rhythm():
            return _each(check, _seen(limit, found, as_of))
        case Steady(period=period, by=by):
            dated = any(isinstance(group.values[len(by)], datetime) for group in found.groups)
            seen = _seen(limit, found, as_of)
            early = f"no {period} with rows is over yet"
            return made(check, Outcome.IMMATURE, reason=early) if dated and not seen else _each(check, seen)
        case _:
            return made(check, Outcome.ERROR, reason=f"a {type(limit).__name__} limit does not fit this measure")


def breaks_table(limit: TableLimit, found: Grouped, as_of: datetime) -> bool:
    """Say whether the rows of an example break a promise about a table.

    Tolerances and least numbers of rows are not asked of an example, but a share of the night and a mix are.
    """
    match limit:
        case Recent(within):
            latest = found.groups[0].terms[0] if found.groups else None
            return not isinstance(latest, datetime) or _age(latest, as_of) > within
        case Rows(bounds):
            return any(not bounds.keeps(count) for _, count in _numbers(limit, found))
        case Gaps() | Silence():
            return any(seen.broken for seen in _seen(limit, found, as_of, example=True))
        case Rhythm() | Steady():
            return overall(_seen(limit, found, as_of, example=True)) is not Outcome.PASS


def _seen(
    limit: Gaps | Silence | Rhythm | Steady, found: Grouped, as_of: datetime, *, example: bool = False
) -> tuple[Seen, ...]:
    match limit:
        case Gaps():
            return gaps(limit, found)
        case Silence(min_n=least):
            return silence(limit, found, 1 if example else least)
        case Rhythm(min_n=least):
            return rhythm(limit, found, 1 if example else least)
        case Steady(min_n=least):
            return steadiness(limit, found, as_of, 1 if example else least)


def _age(latest: datetime, as_of: datetime) -> int:
    return (as_of - latest) // timedelta(microseconds=1)


def _numbers(limit: Rows, found: Grouped) -> list[tuple[tuple[Any, ...], int]]:
    """Return the number of rows, of each period if there is one."""
    counts = [(group.values, int(str(group.terms[0]))) for group in found.groups]
    if limit.period is None:
        return counts
    return [((start,), count) for start, count in gaps_filled(limit.period, counts)]


def _fresh(check: Check, limit: Recent, found: Grouped, as_of: datetime) -> Finding:
    latest = found.groups[0].terms[0] if found.groups else None
    if not isinstance(latest, datetime):
        return made(check, Outcome.NO_DATA, reason="no row has a moment")
    age = _age(latest, as_of)
    late = age > limit.within
    # The moment itself is a cell; how old it is, is the answer.
    reason = f"the newest row is {age / HOUR:,.1f} hours older than the as-of moment"
    return made(check, Outcome.FAIL if late else Outcome.PASS, reason=reason, violations=int(late), population=1)


def _volume(check: Check, limit: Rows, found: Grouped) -> Finding:
    counts = _numbers(limit, found)
    if not counts:
        return made(check, Outcome.NO_DATA, reason=_UNDATED)
    outside = [(values, count) for values, count in counts if not limit.bounds.keeps(count)]
    names = tuple(f"{values[0].date().isoformat()}: {count}" if values else str(count) for values, count in outside)
    return made(
        check,
        Outcome.FAIL if outside else Outcome.PASS,
        reason=None if limit.period else f"{counts[0][1]} rows",
        violations=len(outside),
        population=len(counts),
        keys=names[:NAMES],
        keys_total=len(names),
    )


def _summed(check: Check, limit: Gaps | Silence, seen: Sequence[Seen], rows: Counted | None) -> Finding:
    """Judge what is missing in all series together; gaps are seen by the rows that follow them."""
    if not seen:
        return made(check, Outcome.NO_DATA, reason=_UNNUMBERED if isinstance(limit, Gaps) else _UNDATED)
    judged = [one for one in seen if one.outcome is None]
    if not judged:
        return made(check, **told(seen, Outcome.INCONCLUSIVE, [Outcome.INCONCLUSIVE]))
    broken, of = sum(one.broken for one in judged), sum(one.population for one in judged)
    outcome = Outcome.PASS if kept(limit.most, broken, of) else Outcome.FAIL
    fields = told(judged, outcome, [None])
    if rows is not None:
        fields |= {"keys": rows.keys, "keys_total": rows.broken}
    return made(check, **fields, things="numbers" if isinstance(limit, Gaps) else "hours")


_UNNUMBERED = "no row the rule selects has a number"


def _each(check: Check, seen: Sequence[Seen]) -> Finding:
    """Judge each series alone: all of them have to be as promised."""
    if not seen or not any(one.population for one in seen):
        return made(check, Outcome.NO_DATA, reason=_UNDATED)
    outcome = overall(seen)
    return made(check, **told(seen, outcome, [outcome]))
