"""What is told beside a value, one line each: with excused rows, worst segments, mix, drift, the vendor's claim."""

from __future__ import annotations

from govcode.findings.finding import Cell, Claimed, Drifted, Finding, Mixed, Number
from govcode.findings.places import EMPTY
from govcode.reports.format.measured import possible, too_few
from govcode.reports.format.numbers import NONE, PERCENT, interval, value
from govcode.reports.format.words import SIGNS, place, plural, prose, visible

WORST = 3
EXCUSED = "excused"


def beside(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return a word and a line for each thing that is known beside the value."""
    number = finding.number
    if number is None:
        return ()
    lines = (
        (EXCUSED, _with_excused(number)),
        ("worst", _worst(number)),
        ("mix", _mix(finding, number, number.mix) if number.mix else ""),
        ("drift", _drift(finding, number, number.drift) if number.drift else ""),
        ("claim", _claim(number, number.claim) if number.claim else ""),
        ("covers", f"{number.periods} periods" if number.periods > 1 else ""),
        ("open", f"{plural(number.open, 'duration')} not over yet" if number.open else ""),
        ("fidelity", prose(finding.fidelity) or ""),
        ("left out", "; ".join(f"{label}: {count:,}" for label, count in finding.details)),
    )
    return tuple((word, line) for word, line in lines if line)


def _amount(number: Number, amount: float | None, n: int | None = None) -> str:
    return value(amount, number.unit, number.n if n is None else n, number.minimum, number.target)


def change(number: Number, by: float) -> str:
    """Return a difference with its sign; of shares, in percentage points."""
    if number.unit == PERCENT:
        told = f"{abs(by) * 100:.2f}"
        sign = "" if told == "0.00" else "−" if by < 0 else "+"
        return f"{sign}{told} points"
    told = value(by, number.unit)
    return told if told.startswith("−") else f"+{told}"


def _with_excused(number: Number) -> str:
    if number.with_excused is None:
        return ""
    whole, n = number.with_excused
    told = _amount(number, whole, n) if whole is not None else "a value that is not told"
    return f"{told} from {plural(n, 'row')} with the excused ones"


def _worst(number: Number) -> str:
    return "; ".join(_cell(number, cell) for cell in number.worst[:WORST])


def _cell(number: Number, cell: Cell) -> str:
    told = f"{place(cell.place)} {_amount(number, cell.value, cell.n)} ({plural(cell.n, 'row')})"
    return told + (f", {SIGNS[cell.outcome].word}" if number.target or number.minimum else "")


def _mix(finding: Finding, number: Number, mix: Mixed) -> str:
    parts = []
    if mix.standardised is not None:
        sure = mix.interval is not None and not too_few(finding)
        ends = f" ({interval(possible(finding, mix.interval), number.unit, number.n)})" if sure and mix.interval else ""
        parts.append(f"{_amount(number, mix.standardised)}{ends} at the reference mix")
    else:
        parts.append(
            f"no value at the reference mix: no rows of {', '.join(visible(one or EMPTY) for one in mix.absent)}"
        )
    if mix.rate_effect is not None and mix.mix_effect is not None:
        parts.append(
            f"since the period before {change(number, mix.rate_effect)} by itself, "
            f"{change(number, mix.mix_effect)} by the mix"
        )
    if mix.outside:
        parts.append(f"{plural(mix.outside, 'row')} outside the reference")
    return "; ".join(parts)


def _drift(finding: Finding, number: Number, drift: Drifted) -> str:
    if drift.reason or drift.low is None or drift.high is None:
        return f"no signal can be given: {drift.reason}" if drift.reason else NONE
    usual = interval(possible(finding, (drift.low, drift.high)), number.unit, number.n)
    what = "average" if drift.chart == "ewma" else "value"
    told = f"{what} {_amount(number, drift.plotted)}, usual {usual}"
    return f"outside what is usual: {told}" if drift.signal else f"as usual: {told}"


def _claim(number: Number, claim: Claimed) -> str:
    told = f"the vendor says {_amount(number, claim.value)}"
    if not claim.steps:
        return f"{told}, {change(number, claim.gap)}" if abs(claim.gap) > 1e-9 else f"{told}, the same"
    steps = "; ".join(f"{change(number, by)} {visible(cause)}" for cause, by in claim.steps)
    rest = f"; {change(number, claim.unexplained)} not explained" if abs(claim.unexplained) > 1e-9 else ""
    return f"{told}, {change(number, claim.gap)}: {steps}{rest}"
