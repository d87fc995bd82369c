"""How each check stands with each vendor: week by week over the whole history, and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from govcode.history.record import Definition
from govcode.review.periods import Held, held_of, subjects_of
from govcode.review.quarter import WEEK, Quarter, Stretch
from govcode.review.scene import Observation, Scene, week_of
from govcode.review.track import Standing, standing_of

RECENT = 13  # weeks: a quarter
_GRACE = WEEK  # after a week, until somebody has to have looked at it


class State(StrEnum):
    """What is known of a week; only `kept` is good."""

    KEPT = "kept"
    BROKEN = "broken"
    ACCEPTED = "accepted"  # broken, and a waiver accepts it
    UNSURE = "not sure"
    BLANK = "no data"
    EARLY = "not due"
    NONE = "no run"  # no run looked at this week, or it was not promised yet


JUDGED = frozenset({State.KEPT, State.BROKEN, State.ACCEPTED})
_STATES = {
    Standing.KEPT: State.KEPT,
    Standing.BROKEN: State.BROKEN,
    Standing.UNSURE: State.UNSURE,
    Standing.BLANK: State.BLANK,
    Standing.EARLY: State.EARLY,
}


@dataclass(frozen=True, slots=True)
class Week:
    """How a check stood in a week, and the newest observations that say so."""

    stretch: Stretch
    state: State
    seen: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A check of a vendor (None: not told by vendor), with every week since the first run's.

    `now` is the newest week that is due; `judged` the newest that was kept, broken or accepted, None if there is none;
    `since` when the present run of weeks like `judged` began, blank ones not counted. `current` says that it is still
    promised.
    """

    check: str
    vendor: str | None
    definition: Definition
    weeks: tuple[Week, ...]
    now: Week | None
    judged: Week | None
    since: date | None
    current: bool

    @property
    def recent(self) -> tuple[Week, ...]:
        """Return the last weeks, oldest first."""
        return self.weeks[-RECENT:]

    @property
    def broken(self) -> bool:
        """Say whether it is promised and was broken when last judged; data that stays away since does not mend it."""
        return self.current and self.judged is not None and self.judged.state is State.BROKEN

    @property
    def blank(self) -> bool:
        """Say whether it is promised and nothing is known of its newest week."""
        return self.current and (self.now is None or self.now.state is State.BLANK)


def stands_of(scene: Scene) -> tuple[Stand, ...]:
    """Return how every check that was ever run stands, by check and vendor."""
    if not scene.observations:
        return ()
    mondays, held, subjects = _mondays(scene), held_of(scene), subjects_of(scene)
    return tuple(
        _stand(scene, check, vendor, held[check], mondays)
        for check in sorted(scene.by_check)
        for vendor in subjects[check]
    )


def count(weeks: Sequence[Week], *states: State) -> int:
    """Return how many weeks are in one of the states."""
    return sum(week.state in states for week in weeks)


def _mondays(scene: Scene) -> tuple[date, ...]:
    first = min(seen.stretch.start for seen in scene.observations)
    last = week_of(scene.as_of.date() - timedelta(days=1)).start
    monday = week_of(first).start
    return tuple(monday + i * WEEK for i in range((last - monday) // WEEK + 1))


def _stand(scene: Scene, check: str, vendor: str | None, held: Held, mondays: Sequence[date]) -> Stand:
    weeks = tuple(_week(scene, check, vendor, held, monday) for monday in mondays)
    told = [week for week in weeks if week.state not in {State.EARLY, State.NONE}]
    judged = [week for week in weeks if week.state in JUDGED]
    own = scene.by_vendor.get((check, vendor), ())
    definition = next((o.definition for o in reversed(own) if o.definition.vendor == vendor), scene.definitions[check])
    since = None
    for week in reversed(judged):
        if week.state is not judged[-1].state:
            break
        since = week.stretch.start
    current = held.stretch.end >= scene.as_of.date()
    return Stand(
        check, vendor, definition, weeks, told[-1] if told else None, judged[-1] if judged else None, since, current
    )


def _week(scene: Scene, check: str, vendor: str | None, held: Held, monday: date) -> Week:
    stretch = Stretch(monday, monday + WEEK)
    own = scene.by_week.get((check, vendor, monday)) or scene.by_week.get((check, None, monday), [])
    seen = tuple(one for one in own if not one.segment) or tuple(own)
    if seen:
        return Week(stretch, _state(seen), seen)
    return Week(stretch, State.BLANK if _is_due(scene, held, monday) else State.NONE, ())


def _state(seen: Sequence[Observation]) -> State:
    state = _STATES[standing_of(seen)]
    failed = [one for one in seen if one.outcome == "fail"]
    if state is State.BROKEN and all(one.result.waived_by is not None for one in failed):
        return State.ACCEPTED
    return state


def _is_due(scene: Scene, held: Held, monday: date) -> bool:
    """Say whether a week that no run has a word on should have one.

    A check that is not told by period looks at whatever was delivered, so only the weeks since the newest run count.
    """
    if not held.stretch.start <= monday < held.stretch.end:
        return False
    today, newest = scene.as_of.date(), scene.runs[-1].record.as_of.date()
    over = _end(held.per, monday)
    if held.per is None:
        return monday >= newest and over <= today - _GRACE
    return over <= newest or over <= today - _GRACE


def _end(per: str | None, monday: date) -> date:
    """Return the end of the period to which a week belongs."""
    match per:
        case "month":
            return (monday.replace(day=1) + timedelta(days=31)).replace(day=1)
        case "quarter":
            return Quarter(monday.year, (monday.month + 2) // 3).end
        case _:
            return monday + WEEK
