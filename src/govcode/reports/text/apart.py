"""One number of a KPI taken apart, as text: what it is, how it is made, what was left out, who counted against it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Protocol

from govcode.findings.finding import Finding
from govcode.findings.periods import closing, day_of
from govcode.ir.check import JudgePolicy, Score
from govcode.reports.format.beside import beside
from govcode.reports.format.limits import duration, expected
from govcode.reports.format.measured import sign_of, value_told
from govcode.reports.format.numbers import count
from govcode.reports.format.words import plural, prose, visible, where_and_when

_LABEL = 16
_POLICIES = {
    JudgePolicy.POINT: "by the value itself, as the contract says",
    JudgePolicy.CONFIDENT_FAIL: "broken only if the whole interval lies on the wrong side",
    JudgePolicy.CONFIDENT_PASS: "kept only if the whole interval lies on the right side",
}


class Apart(Protocol):
    """A value with the rows that counted against it."""

    @property
    def finding(self) -> Finding:
        """Return the value."""

    @property
    def score(self) -> Score:
        """Return how it is made and judged."""

    @property
    def against(self) -> str:
        """Return what the rows against it are, or why there are none."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the first of their keys."""

    @property
    def total(self) -> int:
        """Return how many they are."""

    @property
    def inputs(self) -> tuple[tuple[str, int | None], ...]:
        """Return the delivered tables it was worked out from, with the numbers of their rows."""

    @property
    def of(self) -> int:
        """Return among how many rows."""


def argued(value: Apart, width: int) -> str:
    """Return a value taken apart, in lines of at most this width."""
    finding = value.finding
    lines = [f"{visible(finding.about.title)}  ({finding.id})", ""]
    for label, told in _facts(value):
        lines += _hanging(label, told, width)
    lines += ["", *_against(value, width)]
    return "\n".join(lines) + "\n"


def _facts(value: Apart) -> Iterator[tuple[str, str]]:
    finding, score, sign = value.finding, value.score, sign_of(value.finding)
    yield "where", where_and_when(finding) or "all rows, all of the time"
    yield "value", value_told(finding)
    yield "verdict", f"{sign.symbol} {sign.word}" + (f": {prose(finding.reason)}" if finding.reason else "")
    yield "promised", expected(finding) or "nothing: it is only reported"
    if score.target or score.minimum:
        yield "judged", f"{_POLICIES[score.policy]}; from {plural(score.min_n, 'row')} on"
    if finding.period is not None:
        yield "mature", _mature(finding, score)
    yield "formula", prose(finding.about.sentence) or ""
    yield "inputs", ", ".join(_input(*table) for table in value.inputs) or "nothing was delivered"
    words = "; ".join(f"{word} {visible(said)}" for word, said in score.definition)
    yield "definition", f"{words}; hash {finding.definition_hash}" if words else f"hash {finding.definition_hash}"
    yield from beside(finding)
    if finding.about.why:
        yield "why", prose(finding.about.why) or ""


def _input(table: str, rows: int | None) -> str:
    return visible(table) if rows is None else f"{visible(table)} ({plural(rows, 'row')})"


def _mature(finding: Finding, score: Score) -> str:
    assert finding.period is not None  # noqa: S101 - asked for periods alone
    on = day_of(closing(finding.period[1], score.maturity, score.zone), score.zone).isoformat()
    window = f"{duration(score.maturity)} after the end of the period" if score.maturity else "at the end of the period"
    open_rows = f"; {plural(finding.immature, 'row')} cannot be judged yet" if finding.immature else ""
    return f"on {on}, {window}{open_rows}"


def _against(value: Apart, width: int) -> list[str]:
    if not value.of:
        return wrap(f"Rows that counted against it: {value.against}.", width)
    head = f"{count(value.total)} of {plural(value.of, 'row')} counted against it: {value.against}"
    if not value.keys:
        return wrap(f"{head}.", width)
    listed = wrap(", ".join(value.keys), width, initial_indent="  ", subsequent_indent="  ")
    more = value.total - len(value.keys)
    return [*wrap(f"{head}", width), *listed, *([f"  and {count(more)} more; --keys names more"] if more else [])]


def _hanging(label: str, told: str, width: int) -> list[str]:
    indent = " " * _LABEL
    return wrap(told, width, initial_indent=f"  {label:<{_LABEL - 2}}", subsequent_indent=indent) or [f"  {label}"]
