"""Ten questions that a committee asks, each with a short answer that leads to the long one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from govcode.reports.review.blocks import Cell, Column, Group, Table, Tone
from govcode.reports.review.cells import plural, visible
from govcode.reports.review.sections.limits import claims_off
from govcode.review.actions import ActionState
from govcode.review.evidence_calendar import Delivery
from govcode.review.movements import Way
from govcode.review.papers import SOON, Paper
from govcode.review.promises import NON_NEGOTIABLE, Promise
from govcode.review.rating import Word
from govcode.review.register import Acceptance
from govcode.review.review import Review

_SHOWN = 1
_PRESSING = (Word.INADEQUATE, Word.OTHER, Word.IMPROVE)
_UNACCEPTED = frozenset({Acceptance.MISSING, Acceptance.EXPIRED, Acceptance.NOT_YET})


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    tone: Tone
    href: str


def questions(review: Review) -> Group:
    """Return the questions with their answers."""
    columns = (Column("question", "Question"), Column("answer", "Answer"))
    rows = []
    for question, asked in _QUESTIONS:
        answer = asked(review)
        rows.append((Cell(question), Cell(visible(answer.text), tone=answer.tone, href=answer.href)))
    table = Table("questions", "Ten questions", columns, tuple(rows), "")
    return Group("questions-group", "Ten questions", (table,))


def _deciding(review: Review) -> _Answer:
    named = [
        f"{_named(review, rating.vendor)}: {rating.word}"
        for word in _PRESSING
        for rating in review.ratings
        if rating.word is word
    ]
    words = {rating.word for rating in review.ratings}
    tone = Tone.BAD if words & {Word.INADEQUATE, Word.IMPROVE} else Tone.UNKNOWN if Word.OTHER in words else Tone.GOOD
    if not words:
        tone = Tone.UNKNOWN
    asked = f"{plural(len(review.requests), 'decision')} requested"
    return _Answer("; ".join((asked, *named)), tone, "requests-group")


def _worse(review: Review) -> _Answer:
    moves, where = review.movements, "movements-group"
    told = [f"{move.title} ({_named(review, move.vendor)})" for move in moves.risks if move.way is Way.WORSE]
    told += [f"{move.title} ({_named(review, move.vendor)})" for move in moves.kpis if move.way is Way.WORSE]
    if told:
        return _Answer(_first(told), Tone.BAD, where)
    moved = f"{moves.moved} of {plural(moves.compared, 'KPI')} that could be compared moved"
    if all(rating.before is None for rating in review.ratings):
        why = "last quarter was not reviewed, so there is hardly anything to compare with"
        return _Answer(f"not known: {why}; {moved}" if moves.compared else f"not known: {why}", Tone.UNKNOWN, where)
    if not moves.compared:
        return _Answer("no risk got worse; no KPI could be compared with last quarter", Tone.UNKNOWN, where)
    return _Answer(f"nothing that moved most got worse; {moved}", Tone.GOOD, where)


def _kept(review: Review) -> _Answer:
    own = [one for one in review.promises if one.definition.enforcement == NON_NEGOTIABLE]
    whose: dict[str, list[Promise]] = {}
    for one in own:
        if one.newest == "broken":
            whose.setdefault(one.check, []).append(one)
    broken = [
        f"{several[0].definition.title} ({', '.join(_named(review, one.vendor) for one in several)})"
        for several in whose.values()
    ]
    dark = {one.check for one in own if not one.judged or one.without_data > 0}
    told = f"{len(broken)} of {plural(len({one.check for one in own}), 'promise')} broken when last judged"
    parts = [told + (f": {_first(broken)}" if broken else "")]
    parts += [f"{len(dark)} without data of a vendor in some week"] if dark else []
    tone = Tone.BAD if broken else Tone.UNKNOWN if dark or not own else Tone.GOOD
    return _Answer("; ".join(parts), tone, "promises")


def _trusted(review: Review) -> _Answer:
    limits = review.limits
    unchecked = sum(line.count(Delivery.UNCHECKED) for line in review.evidence_calendar.lines)
    dark, kpis = {one.check for one in limits.no_data}, {line.check for line in review.scorecard}
    rest = "without data"
    free = dark & kpis - {line.check for line in review.scorecard if line.promised}  # ratings leave these out
    counts = (
        (len(dark & kpis - free), f"promised KPI {rest}", f"promised KPIs {rest}"),
        (len(free), f"unbound KPI {rest}", f"unbound KPIs {rest}"),
        (len(dark - kpis), f"rule {rest}", f"rules {rest}"),
        (len(claims_off(review)), "claim off its rows", "claims off their rows"),
        (unchecked, "delivery not checked in time", "deliveries not checked in time"),
        (len(limits.changes), "changed definition", None),
        (len(limits.weeks_without_run), "week without a run", "weeks without a run"),
    )
    told = [plural(*count) for count in counts if count[0]]
    return _Answer(", ".join(told) or "nothing speaks against it", Tone.UNKNOWN if told else Tone.GOOD, "limits")


def _beyond(review: Review) -> _Answer:
    beyond = [entry for entry in review.register if entry.beyond]
    alone = sum(entry.acceptance in _UNACCEPTED for entry in beyond)
    if not review.register:
        return _Answer("no risk is declared", Tone.UNKNOWN, "risks")
    accepted = ", ".join(sorted({_named(review, e.risk.acceptance.by) for e in beyond if e.risk.acceptance}))
    text = f"{len(beyond)} of {len(review.register)} beyond the appetite, {alone} of them accepted by nobody"
    text += f"; accepted by {accepted}" if accepted and alone < len(beyond) else ""
    return _Answer(text, Tone.BAD if alone else Tone.WATCH if beyond else Tone.GOOD, "register")


def _disputed(review: Review) -> _Answer:
    lines, rates = review.disputes.lines, review.disputes.rates
    pending = sum(line.dispute.outcome == "pending" for line in lines)
    decided, overturned = sum(rate.decided for rate in rates), sum(rate.overturned for rate in rates)
    text = f"{plural(len(lines), 'dispute')}, {pending} pending; {overturned} of {decided} decided ones overturned"
    return _Answer(text, Tone.WATCH if pending or overturned else Tone.PLAIN, "disputes")


def _real(review: Review) -> _Answer:
    fired, reversals = review.tensions.fired, [line for line in review.mixes.lines if line.sure and line.reversal]
    told = [f"{one.definition.title} ({_named(review, one.vendor)})" for one in fired]
    told += [f"{one.definition.title} only by another mix ({_named(review, one.vendor)})" for one in reversals]
    if told:
        return _Answer(f"not all: {_first(told)}", Tone.BAD, "tensions-group" if fired else "mixes-group")
    judged, unsure, mixes = review.tensions.judged, review.tensions.unsure, review.mixes
    if not judged and not mixes.lines:
        return _Answer("not known: no tension and no mix could be judged", Tone.UNKNOWN, "tensions-group")
    dark = [f"{plural(len(unsure), 'tension')} could not be judged of every vendor"] if unsure else []
    dark += ["no tension could be judged"] if not judged and not unsure else []
    dark += [f"{plural(len(mixes.unable), 'mix', 'mixes')} could not be compared"] if mixes.unable else []
    if dark:
        quiet = "no tension fired" if judged else "none by mix alone beyond noise"
        return _Answer(f"not all known: {', '.join(dark)}; otherwise {quiet}", Tone.UNKNOWN, "tensions-group")
    return _Answer("no tension fired, none by mix alone beyond noise", Tone.GOOD, "tensions-group")


def _overdue(review: Review) -> _Answer:
    items = review.actions.items
    late, failed = (sum(item.state is state for item in items) for state in (ActionState.OVERDUE, ActionState.FAILED))
    bare = [item for item in items if item.state is ActionState.NO_ACTION]
    told = [f"{plural(late, 'failure')} with an overdue action, {failed} where it did not help"]
    if bare:
        promises = plural(len({item.check for item in bare}), "promise")
        has = "has" if len(bare) == 1 else "have"
        none = f"{plural(len(bare), 'failure')} (of {promises}, by vendor) {has} no action yet"
        told = (
            [", ".join((*told, f"{len(bare)} without one (of {promises})"))]
            if late or failed
            else [none, "no action is overdue or did not help"]
        )
    # Nothing is late where nothing is planned, so that is not good either.
    tone = Tone.BAD if late or failed else Tone.UNKNOWN if bare else Tone.GOOD
    return _Answer("; ".join(told), tone, "plan")


def _expiring(review: Review) -> _Answer:
    waivers = sum(line.days_left in range(SOON + 1) for line in review.waivers)
    papers = sum(line.state is Paper.EXPIRING for line in review.contract.evidence)
    today = review.scene.as_of.date()
    ends = {(e.risk.id, e.risk.acceptance.last) for e in review.register if e.risk.acceptance}
    accepted = sum(_soon(last, today) for _, last in ends)
    counts = (plural(waivers, "waiver"), plural(papers, "paper"), plural(accepted, "acceptance"))
    text = f"{', '.join(counts)} of a risk within {SOON} days"
    where = "evidence" if papers and not waivers else "register" if accepted and not waivers else "waivers-group"
    return _Answer(text, Tone.WATCH if waivers or papers or accepted else Tone.PLAIN, where)


def _again(review: Review) -> _Answer:
    return _Answer(review.cover.front.command or "not told", Tone.PLAIN, "appendix-e")


def _soon(last: date, today: date) -> bool:
    return 0 <= (last - today).days <= SOON


def _named(review: Review, id_: str | None) -> str:
    return review.named(id_) if id_ else "not told by vendor"


def _first(told: Sequence[str]) -> str:
    rest = len(told) - _SHOWN
    return ", ".join(told[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")


_QUESTIONS: tuple[tuple[str, Callable[[Review], _Answer]], ...] = (
    ("Who needs a decision today?", _deciding),
    ("What got worse?", _worse),
    ("Are the non-negotiables kept?", _kept),
    ("Can we trust the numbers?", _trusted),
    ("Which risks are too high?", _beyond),
    ("What was disputed?", _disputed),
    ("Are the improvements real?", _real),
    ("What is overdue?", _overdue),
    ("What ends soon?", _expiring),
    ("How is it made again?", _again),
)
