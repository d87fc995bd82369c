"""`clock_changes`: where clocks are put forward or back, people keep coming at the same hours of the day.

A feed that writes the time of the wall as UTC, or takes off the same hours all year round, is right for half of the
year and an hour off for the other: days, weeks and open hours go wrong with it. On the night of the change itself there
is too little to see. So the hours of the day at which rows come, by the clocks of `zone`, are compared over the
fourteen days before a change and the fourteen after it. The rule is broken if both differ by more than chance (a
chi-square that one of a thousand pairs reaches) and moving one by an hour explains at least half of the difference.

The rows judged are those around a change with at least `min_n` rows on either side; all of them are broken, or none.
Without such a change nothing was checked, which is `inconclusive`. Choose the zone in which the customers live: those
who live in many have no common hours. Looks at the changes from 2010 to 2040.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from govcode.calendar.offsets import stretches
from govcode.core.fields import ColumnName
from govcode.expressions.alike import is_count
from govcode.expressions.build import apply, case, integer
from govcode.expressions.phrases import all_of, before, hour_of, is_true, negated, no_later
from govcode.expressions.profiles import HOURS, an_hour_later, apart, moved, total
from govcode.ir.expression import Column, Expr, Type, both
from govcode.ir.expression import Literal as Constant
from govcode.ir.measure import RowTest
from govcode.ir.relation import ROW, Fold, FoldKind, Lookup, Named, Project, Relation, Restrict, Rollup, schema
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table, moment_of

_AROUND = timedelta(days=14)
_FIRST, _LAST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - moments are naive and UTC
_CHANGE, _ENOUGH, _MOVED = "the change", "there are enough", "the hours have moved"


class ClockChanges(Rule):
    """Where clocks are put forward or back, people keep coming at the same hours of the day."""

    kind: Literal["clock_changes"]
    zone: str = Field(description="Whose clocks change", examples=["Europe/Amsterdam"])
    min_n: int = Field(default=100, ge=1, description="Fewer rows than this, before or after, say nothing")
    column: ColumnName | None = Field(default=None, description="The moment of a row; the dataset's, if left out")

    def ask(self, table: Table) -> Asked | None:
        """Return whether the hours around the change that a row is near to have moved."""
        applies, moment, zone = self.applies(table), moment_of(table, self.column), table.zone(self.zone, "zone")
        if moment is None or zone is None:
            return None
        changes = _changes(zone)
        if not changes:
            message = f"the clocks of '{zone}' did not change since 2010, so there is nothing to look at"
            table.report("GC319", message, "zone", suggestion="name the zone in which the customers live")
            return None
        name = self._name()
        near = _added(table.relation, {name: _near(moment, changes)})
        change = Column(name, Type.INTEGER)
        told = self._profiles(
            Restrict(near, both(negated(apply("is_null", change)), applies) or change), moment, change
        )
        pairs = tuple((word, f"{name}: {word}") for word in (_ENOUGH, _MOVED))
        enough, shift = (Column(here, Type.BOOLEAN) for _, here in pairs)
        rows = _added(Lookup(near, told, change, _CHANGE, pairs), {})
        return Asked(RowTest(negated(is_true(shift)), both(applies, is_true(enough))), self.limit, rows)

    def _profiles(self, rows: Relation, moment: Expr, change: Column) -> Relation:
        """Return a row per change: whether there are enough rows on either side, and whether their hours moved."""
        # Worked out once, as it is asked for every hour of the day.
        hour, after = Column(f"{change.name}: hour", Type.INTEGER), Column(f"{change.name}: after", Type.BOOLEAN)
        worked = hour_of(moment, self.zone), no_later(_moment_of(change), moment)
        rows = _added(rows, {hour.name: worked[0], after.name: worked[1]})
        sides = {"before": negated(is_true(after)), "after": is_true(after)}
        folds = tuple(
            Fold(f"{side} {i}", FoldKind.COUNT, all_of(is_count(hour, i), when), Type.INTEGER)
            for side, when in sides.items()
            for i in range(HOURS)
        )
        early, late = ([Column(f"{side} {i}", Type.INTEGER) for i in range(HOURS)] for side in sides)
        summed = _added(Rollup(rows, change, (), folds), {"n": total(early), "m": total(late)})
        sizes = Column("n", Type.INTEGER), Column("m", Type.INTEGER)
        distances = {
            "as they are": apart(early, late, sizes),
            "forward": apart(early, an_hour_later(late), sizes),
            "back": apart(an_hour_later(early), late, sizes),
        }
        compared = Project(summed, (*_named(change, *sizes), *(Named(n, e) for n, e in distances.items())))
        enough = all_of(*(apply(">=", size, integer(self.min_n)) for size in sizes))
        shift = moved(*(Column(name, Type.NUMBER) for name in distances))
        return Project(compared, (Named(_CHANGE, change), Named(_ENOUGH, enough), Named(_MOVED, shift)))

    def _name(self) -> str:
        """Return a name that no other rule over the same rows has: the plan measures all of them in one scan."""
        when = f" where {self.when}" if self.when else ""
        return f"change of the clocks of {self.zone} near {self.column or 'it'} of {self.min_n}{when}"

    def promise(self) -> str:
        """Name the zone."""
        return f"its hour of the day does not move with the clocks of {self.zone}"


@cache
def _changes(zone: str) -> tuple[int, ...]:
    """Return the moments (microseconds since 1970) at which the clocks of a zone change."""
    first, last = ((end - _FIRST.replace(year=1970)) // timedelta(microseconds=1) for end in (_FIRST, _LAST))
    return tuple(stretch.start for stretch in stretches(ZoneInfo(zone), first, last))[1:]


def _near(moment: Expr, changes: tuple[int, ...]) -> Expr:
    """Return the change that a moment is near to, as the second since 1970; nothing if it is near to none.

    Changes are halved until one is left, so that a row is compared with a few of them and not with all.
    """
    middle = len(changes) // 2
    at = _EPOCH + timedelta(microseconds=changes[middle])
    if middle:
        return case(
            [(before(moment, _at(at - _AROUND)), _near(moment, changes[:middle]))], _near(moment, changes[middle:])
        )
    near = all_of(no_later(_at(at - _AROUND), moment), before(moment, _at(at + _AROUND)))
    return case([(near, integer(changes[0] // 1_000_000))], None)


def _moment_of(change: Column) -> Expr:
    """Return the moment of a change."""
    return apply("+", _at(_EPOCH), apply("*", change, Constant(1_000_000, Type.DURATION)))


def _named(*columns: Column) -> tuple[Named, ...]:
    return tuple(Named(column.name, column) for column in columns)


def _at(at: datetime) -> Expr:
    return Constant(at, Type.TIMESTAMP)


def _added(relation: Relation, more: dict[str, Expr]) -> Relation:
    """Return the rows with more columns, as a relation of their own: the work is for this rule alone."""
    own = tuple(Named(name, Column(name, type_)) for name, type_ in schema(relation).items() if name != ROW)
    return Project(relation, (*own, *(Named(name, expr) for name, expr in more.items())))
