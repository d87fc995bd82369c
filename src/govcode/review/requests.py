"""What the committee is asked to decide, each with its options, who decides, by when, and because of what.

Nothing is asked that a rating, a risk, an action, a waiver or a claim does not give rise to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from govcode.review.actions import ActionItem, ActionPlan, ActionState
from govcode.review.promises import Promise
from govcode.review.rating import Rating, Word
from govcode.review.risks import Acceptance, RegisterEntry
from govcode.review.scene import Scene
from govcode.review.scorecard import Line
from govcode.review.waivers import WaiverLine

# Public contracts ask for a corrective plan within thirty days; what is worst does not wait for its end.
PLAN, SOON = timedelta(days=30), timedelta(days=14)
_CLAIM = "claim"


class Kind(StrEnum):
    """What is asked for, the most pressing first."""

    STOP = "escalate or stop"
    ESCALATE = "escalate"
    ACCEPT = "accept or reduce"
    APPROVE = "approve or repair"
    WITHHOLD = "withhold"
    EVIDENCE = "ask for data"
    EXPAND = "expand"


@dataclass(frozen=True, slots=True)
class Request:
    """A decision; `because` are what it rests on, and `anchors` where that is told on the page."""

    kind: Kind
    vendor: str | None
    question: str
    options: tuple[str, ...]
    decided_by: str
    due: date
    because: tuple[str, ...]
    anchors: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What decisions may rest on."""

    ratings: Sequence[Rating]
    register: Sequence[RegisterEntry]
    plan: ActionPlan
    waivers: Sequence[WaiverLine]
    lines: Sequence[Line]
    promises: Sequence[Promise]


def requests_of(scene: Scene, grounds: Grounds, committee: str) -> tuple[Request, ...]:
    """Return the decisions that are asked for, the most pressing first."""
    latest = max(scene.as_of.date(), scene.quarter.end)
    found = [
        *_by_ratings(scene, grounds.ratings, committee, latest),
        *_by_risks(scene, grounds.register, latest),
        *_by_actions(grounds.plan, committee, latest),
        *_by_waivers(grounds.waivers, latest),
        *_by_claims(scene, grounds.lines, grounds.promises, committee, latest),
    ]
    order = list(Kind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.due)))


def _by_ratings(scene: Scene, ratings: Iterable[Rating], committee: str, latest: date) -> Iterator[Request]:
    for rating in ratings:
        because = tuple(reason.text for reason in rating.reasons if reason.word is rating.word)
        anchors = tuple(reason.check for reason in rating.reasons if reason.word is rating.word)
        who = scene.names.get(rating.vendor, rating.vendor) if rating.vendor else "What is not told by vendor"
        asked = _asked(rating, who)
        if asked is None:
            continue
        kind, question, options = asked
        due = latest + (SOON if rating.word is Word.INADEQUATE else PLAN)
        yield Request(kind, rating.vendor, question, options, committee, due, because, anchors)


def _asked(rating: Rating, who: str) -> tuple[Kind, str, tuple[str, ...]] | None:
    """Return what is asked because of a rating; of what no vendor is named in, only that it be repaired."""
    again = rating.before is rating.word
    match rating.word:
        case Word.INADEQUATE if again and rating.vendor is not None:
            question = f"{who} is Inadequate for the second quarter in a row: does the work stay there?"
            return Kind.STOP, question, ("escalate to the sponsors with a last plan", "stop and move the work")
        case Word.INADEQUATE:
            question = f"{who} is Inadequate: which corrective plan, and who answers for it?"
            return Kind.ESCALATE, question, ("corrective plan with a date", "escalate to the sponsors")
        case Word.IMPROVE if again:
            question = f"{who} requires improvement for the second quarter in a row: is the plan enough?"
            return Kind.ESCALATE, question, ("a new plan with a date", "escalate to the sponsors")
        case Word.OTHER:
            question = f"{who} cannot be rated: which data has to be delivered?"
            return Kind.EVIDENCE, question, ("ask for the missing data by a date", "escalate to the sponsors")
        case Word.GOOD if again and rating.vendor is not None and not rating.blank:
            question = f"{who} was Good for two quarters with all its data: may it be given more work?"
            return Kind.EXPAND, question, ("expand", "leave as it is")
        case _:
            return None


def _by_risks(scene: Scene, register: Iterable[RegisterEntry], latest: date) -> Iterator[Request]:
    """Yield a request per risk, whoever of the vendors it is about."""
    open_: dict[str, list[RegisterEntry]] = {}
    for entry in register:
        if entry.beyond and entry.acceptance in {Acceptance.MISSING, Acceptance.EXPIRED}:
            open_.setdefault(entry.risk.id, []).append(entry)
    for entries in open_.values():
        risk, names = entries[0].risk, [scene.names.get(entry.vendor, entry.vendor) for entry in entries]
        question = f"{risk.title} ({', '.join(names)}): is it accepted, or what reduces it?"
        options = ("accept until a date, with a reason", "reduce: open an action", "avoid: stop the activity")
        who = f"{scene.names.get(risk.owner, risk.owner)}, owner of the risk"
        whys = tuple(f"{name}: {_beyond(entry)}" for name, entry in zip(names, entries, strict=True))
        vendor = entries[0].vendor if len(entries) == 1 else None
        anchors = tuple(entry.anchor for entry in entries)
        yield Request(Kind.ACCEPT, vendor, question, options, who, latest + PLAN, whys, anchors)


def _beyond(entry: RegisterEntry) -> str:
    acceptance = "is missing" if entry.acceptance is Acceptance.MISSING else "has expired"
    return f"the level is {entry.residual.level}, the appetite {entry.risk.appetite}, and the acceptance {acceptance}"


def _by_actions(plan: ActionPlan, committee: str, latest: date) -> Iterator[Request]:
    late: dict[str, list[ActionItem]] = {}
    for item in plan.items:
        if item.action is not None and item.state in {ActionState.OVERDUE, ActionState.FAILED}:
            late.setdefault(item.action.id, []).append(item)
    for items in late.values():
        action = items[0].action
        if action is None:
            continue
        overdue = any(item.state is ActionState.OVERDUE for item in items)
        why = f"due on {action.due} and not completed" if overdue else "completed, and the checks still fail"
        vendors = {item.vendor for item in items}
        question = f"Action “{action.title}”: {why}. What now?"
        options = ("a new date, with a reason", "another owner or plan", "escalate to the sponsors")
        vendor = next(iter(vendors)) if len(vendors) == 1 else None
        because = tuple(f"{item.check}: {item.note}" if item.note else item.check for item in items)
        anchors = tuple(item.anchor for item in items)
        yield Request(Kind.ESCALATE, vendor, question, options, committee, latest + SOON, because, anchors)


def _by_waivers(waivers: Iterable[WaiverLine], latest: date) -> Iterator[Request]:
    for waiver in waivers:
        if not waiver.needed:
            continue
        because = tuple(f"{rule} is still broken by {', '.join(v or 'all' for v in vs)}" for rule, vs in waiver.needed)
        question = f"Waiver “{waiver.id}” ended on {waiver.last} and its rules still fail: is it approved anew?"
        options = ("repair; no new waiver", "approve a new waiver with an end")
        anchors = (waiver.anchor,) * len(because)
        yield Request(Kind.APPROVE, None, question, options, waiver.approved_by, latest + PLAN, because, anchors)


def _by_claims(
    scene: Scene, lines: Sequence[Line], promises: Iterable[Promise], committee: str, latest: date
) -> Iterator[Request]:
    """Yield a request per vendor whose own numbers were better than what its rows give, beyond the tolerance."""
    told: dict[str, list[tuple[str, str]]] = {}
    broken = {(p.check, p.vendor) for p in promises if p.definition.kind == _CLAIM and p.broken}
    for line in lines:
        said = line.quarter.said
        if said is None or line.vendor is None or (f"{line.check}.{_CLAIM}", line.vendor) not in broken:
            continue
        flattering = said.gap > 0 if line.definition.direction == "higher" else said.gap < 0
        if flattering and line.definition.direction in {"higher", "lower"}:
            why = f"{line.definition.title}: claimed better than recomputed in {said.periods} periods"
            told.setdefault(line.vendor, []).append((why, line.check))
    for vendor, several in told.items():
        name = scene.names.get(vendor, vendor)
        question = f"{name} claims more than its own rows give: is the bonus withheld until the gap is explained?"
        options = ("withhold the bonus", "pay, and note the explanation")
        whys, checks = (tuple(part) for part in zip(*several, strict=True))
        yield Request(Kind.WITHHOLD, vendor, question, options, committee, latest + PLAN, whys, checks)
