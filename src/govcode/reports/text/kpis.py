"""The KPIs in a few lines each: what is broken or misses its target by itself, the newest of everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.beside import EXCUSED, beside
from govcode.reports.format.chapters import Series
from govcode.reports.format.limits import expected
from govcode.reports.format.measured import interval_of, missed, sign_of, value_of
from govcode.reports.format.moments import period
from govcode.reports.format.numbers import NONE, count
from govcode.reports.format.words import SIGNS, plural, visible
from govcode.reports.text.layout import Block, hanging, heading, style

ROWS = 12
NEWEST = 3
BESIDE = 3
_JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE)


def kpis(series: Sequence[Series]) -> Block:
    """Return each KPI that has a value, those that broke first; the others are told as not judged."""
    valued = [one for one in series if any(map(_has_value, one.findings))]
    if not valued:
        return ()
    number = len({one.findings[0].id for one in valued})
    note = "broken or off target, with its interval; then the newest of the rest"
    return (*heading(f"KPIs ({count(number)})", note), *(part for one in valued for part in _told(one)))


def _told(one: Series) -> Iterator[RenderableType]:
    yield _title(one)
    broken = one.broken[:ROWS]
    newest = [f for f in map(_newest, one.segments) if _has_value(f) and not _among(f, one.broken)]
    missing = [f for f in newest if missed(f)]
    for finding in (*broken, *missing[:ROWS]):
        yield Padding(_value(finding), (0, 0, 0, 6))
    if len(one.broken) > len(broken):
        yield hanging(f"and {plural(len(one.broken) - len(broken), 'more broken value')}", "bold", 6)
    rest = [f for f in newest if not missed(f)][:NEWEST]
    shown = (*one.broken, *missing[:ROWS], *rest)
    left = [f for f in one.findings if not _among(f, shown)]
    words = "; ".join(filter(None, (_together(rest), _left_out(left))))
    if words:
        yield hanging(words, "dim", 6)
    yield from _beside([*broken, *missing, *rest])
    for finding in (f for f in one.findings if f.number and f.number.with_excused and not _among(f, shown)):
        told = [line for word, line in beside(finding) if word == EXCUSED]
        yield hanging(f"{_where(finding)}, {_when(finding)}: {value_of(finding)}; {'; '.join(told)}", "dim", 8)


def _beside(shown: Sequence[Finding]) -> Iterator[RenderableType]:
    """Return what is known beside the first values shown; the html report has it of all."""
    known = [finding for finding in shown if beside(finding)]
    for finding in known[:BESIDE]:
        where = ", ".join(filter(None, (_where(finding), _when(finding))))
        for word, line in beside(finding):
            yield hanging(f"{where}, {word}: {line}" if where else f"{word}: {line}", "dim", 8)
    if known[BESIDE:]:
        yield hanging(f"and the same beside {plural(len(known) - BESIDE, 'more value')}", "dim", 8)


def _title(one: Series) -> Padding:
    shown = Text(overflow="fold")
    shown.append(visible(one.title), style="bold")
    shown.append(f"  {one.findings[0].id}", style="dim")
    promised = expected(one.findings[0])
    shown.append(f" · {promised}" if promised else "")
    return Padding(shown, (0, 0, 0, 4))


def _value(finding: Finding) -> Text:
    """Return one value with its sign, the place and period it is of, how sure it is and what it misses."""
    sign, where = sign_of(finding), ", ".join(filter(None, (_where(finding), _when(finding))))
    shown = Text(overflow="fold")
    shown.append(sign.symbol, style=style(finding.outcome))
    shown.append(f" {where}: " if where else " ")
    told = [plural(finding.number.n, "row") if finding.number else NONE, interval_of(finding)]
    shown.append(f"{value_of(finding)} ({', '.join(part for part in told if part != NONE)}); ")
    shown.append(sign.word, style=style(finding.outcome))
    shown.append(f", {missed(finding)} missed" if missed(finding) else "")
    shown.append(f", waived by {visible(finding.waived_by)}" if finding.waived_by else "")
    return shown


def _where(finding: Finding) -> str:
    """Return the segment by its values alone; the definition of a KPI names its columns."""
    values = finding.segment.values if finding.segment else ()
    return visible(", ".join(value for _, value in values))


def _when(finding: Finding) -> str:
    return period(finding.period, finding.limit) if finding.period else ""


def _together(rest: Sequence[Finding]) -> str:
    """Return the newest values of several segments; the period that all of them share is said once."""
    if not rest:
        return ""
    whens = [_when(f) for f in rest]
    same = len(set(whens)) == 1
    told = [_brief(f, "" if same else when) for f, when in zip(rest, whens, strict=True)]
    return (f"{whens[0]}: " if same and whens[0] else "newest: ") + "; ".join(told)


def _brief(finding: Finding, when: str) -> str:
    where = f"{_where(finding)} " if _where(finding) else ""
    notes = [when, SIGNS[finding.outcome].word if finding.outcome is not Outcome.PASS else ""]
    told = ", ".join(filter(None, notes))
    return f"{where}{value_of(finding)}" + (f" ({told})" if told else "")


def _left_out(left: Sequence[Finding]) -> str:
    """Say how many values are not shown, and that none of them is a failure nobody hears of."""
    if not left:
        return ""
    accepted = sum(f.outcome is Outcome.FAIL for f in left)
    words = f"{count(accepted)} broken and waived" if accepted else "none broken"
    return f"and {count(len(left))} more, {words}"


def _newest(segment: Sequence[Finding]) -> Finding:
    """Return the newest finding that was judged; without one, the newest."""
    judged = [finding for finding in segment if finding.outcome in _JUDGED]
    return (judged or segment)[-1]


def _has_value(finding: Finding) -> bool:
    return finding.number is not None and finding.number.value is not None


def _among(finding: Finding, others: Sequence[Finding]) -> bool:
    """Say whether it is one of these very findings; comparing their contents would take long on many."""
    return any(finding is other for other in others)
