"""A KPI as small multiples over time, and as a table of everything that was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.beside import EXCUSED, beside
from govcode.reports.format.chapters import Series
from govcode.reports.format.limits import expected, minimum_of, target_of
from govcode.reports.format.measured import sign_of, value_of
from govcode.reports.format.moments import period
from govcode.reports.format.numbers import NONE, PERCENT, exact
from govcode.reports.format.words import SIGNS, Sign, place, plural
from govcode.reports.html.charts import Frame, frame, over_time
from govcode.reports.html.values import ValueRow, value_rows

OPEN = 24
FEWEST = 2
ROWS = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """One segment over time, with its newest value."""

    where: str
    newest: str
    outcome: Outcome
    sign: Sign
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI: drawings that are seen at once, drawings that are folded away, and every value.

    A KPI without periods has no drawings over time: its `rows` are shown at once, each with its own drawing.
    """

    anchor: str
    series: Series
    expected: str | None
    tally: str
    confidence: str | None
    has_value: bool
    has_target: bool
    has_minimum: bool
    valueless: str
    charts: tuple[Chart, ...]
    more_charts: tuple[Chart, ...]
    rows: tuple[ValueRow, ...]
    more_rows: tuple[ValueRow, ...]
    beside: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is known beside the newest value of a segment."""

    where: str
    when: str
    word: str
    told: str


def kpis(series: Sequence[Series]) -> tuple[Kpi, ...]:
    """Return the KPIs in their order; together they show at most `OPEN` drawings at once."""
    left = OPEN
    each = max(OPEN // max(len(series), 1), FEWEST)
    found = []
    for number, one in enumerate(series, 1):
        kpi = _kpi(f"kpi-{number}", one, min(each, left))
        left -= len(kpi.charts)
        found.append(kpi)
    return tuple(found)


def _kpi(anchor: str, one: Series, most: int) -> Kpi:
    first = one.findings[0]
    charts = _charts(one) if _moves(one) else ()
    rows = value_rows([f for segment in _worst_first(one) for f in reversed(segment)], drawn=not charts)
    return Kpi(
        anchor=anchor,
        series=one,
        expected=expected(first),
        tally=_tally(one),
        confidence=_confidence(one),
        has_value=any(map(_has_value, one.findings)),
        has_target=target_of(first) is not None,
        has_minimum=minimum_of(first) is not None,
        valueless=_valueless(one) if charts else "",
        charts=charts[:most],
        more_charts=charts[most:],
        rows=() if charts else rows[:ROWS],
        more_rows=rows if charts else rows[ROWS:],
        beside=tuple(_notes(one)),
    )


def _notes(one: Series) -> Iterator[Note]:
    """Yield what is known beside the newest value of each segment, the worst segments first."""
    for segment in _worst_first(one):
        newest = next((f for f in reversed(segment) if _has_value(f) and f.outcome is not Outcome.IMMATURE), None)
        for finding in segment:
            whole = finding is newest
            when = period(finding.period, finding.limit) if finding.period else NONE
            for word, told in beside(finding):
                # With and without excused rows is told of every period that an event touches.
                if whole or word == EXCUSED:
                    yield Note(place(finding.segment), when, word, told)


def _moves(one: Series) -> bool:
    """Say whether there is anything to draw over time: a segment with values in two periods."""
    return any(sum(_has_value(f) for f in segment if f.period) > 1 for segment in one.segments)


def _charts(one: Series) -> tuple[Chart, ...]:
    around = frame(one.findings)
    return tuple(_chart(segment, around) for segment in _worst_first(one) if any(f.period for f in segment))


def _chart(segment: Sequence[Finding], around: Frame) -> Chart:
    newest = next((f for f in reversed(segment) if _has_value(f)), segment[-1])
    return Chart(
        where=place(newest.segment),
        newest=value_of(newest),
        outcome=newest.outcome,
        sign=sign_of(newest),
        drawing=over_time(segment, around),
    )


def _worst_first(one: Series) -> list[tuple[Finding, ...]]:
    """Return the segments, those with most broken values first."""
    return sorted(one.segments, key=lambda segment: -sum(f in one.broken for f in segment))


def _has_value(finding: Finding) -> bool:
    return finding.number is not None and finding.number.value is not None


def _tally(one: Series) -> str:
    """Return how many values there are of each outcome."""
    numbers = [(sum(f.outcome is outcome for f in one.findings), SIGNS[outcome].word) for outcome in Outcome]
    told = ", ".join(f"{number:,} {word}" for number, word in numbers if number)
    return f"{plural(len(one.findings), 'value')}: {told}"


def _valueless(one: Series) -> str:
    """Return the words of the outcomes that share the mark of a period without a value."""
    marked = (Outcome.IMMATURE, Outcome.NO_DATA, Outcome.ERROR)
    return ", ".join(SIGNS[o].word for o in marked if any(f.outcome is o and f.period for f in one.findings))


def _confidence(one: Series) -> str | None:
    known = [f.number.confidence for f in one.findings if f.number and f.number.confidence]
    return exact(known[0], PERCENT) if known else None
