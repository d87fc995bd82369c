"""`handle_time`: the work that a call or chat was, over all its legs; a row per interaction.

A contact that is passed on has several legs; each leg is a row of the dataset. The talk, hold and after-call work of
all legs are added up. Where the after-call work of a leg is not known (somebody is still busy with it), the handle
time of the interaction is not known either: it is left out of a mean, not counted as short. Contacts that nobody
answered were not handled: divide by handled contacts, not by those offered. Contacts without an id are no
interaction.

For the work per leg use the dataset itself. Work on several chats at once is counted for each of them.

The columns of an interaction are its id, those of `keep` from its first leg, and `began_at`, `legs`, `transfers`
(legs after the first that somebody answered), `handled`, `talk`, `hold`, `acw` and `handle`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Expression
from govcode.facts.fact import Derived, Fact, FactTable, length, moment
from govcode.facts.frame import Frame, written
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind

_KEPT = ("vendor", "queue", "channel", "direction", "customer_key", "ticket_id", "agent_key")
_PARTS = ("the talk", "the hold", "the acw")


class HandleTime(Fact):
    """The work that a call or chat was, over all its legs."""

    grain: ClassVar[str] = "interaction"
    adds: ClassVar[tuple[str, ...]] = ("began_at", "legs", "transfers", "handled", "talk", "hold", "acw", "handle")

    kind: Literal["handle_time"]
    interaction: ColumnName = Field(default="interaction_id", description="To which interaction a leg belongs")
    began: Expression = Field(default="offered_at", description="When a leg began; orders the legs")
    answered: Expression = Field(default="outcome = 'answered'", description="Legs that somebody handled")
    talk: Expression = Field(default="talk_s", description="Time of talking: seconds, or a duration")
    hold: Expression = Field(default="hold_s", description="Time on hold: seconds, or a duration")
    acw: Expression = Field(default="acw_s", description="After-call work: seconds, or a duration")
    keep: list[ColumnName] | None = Field(
        default=None, description=f"Columns of the first leg that are kept. Left out: {', '.join(_KEPT)}"
    )

    def derive(self, rows: FactTable) -> Derived | None:
        """Return a row per interaction."""
        legs = self._legs(rows)
        if legs is None:
            return None
        kept = self._kept(rows)
        folds = [
            *(legs.fold(name, FoldKind.FIRST, name) for name in kept),
            legs.fold("the start", FoldKind.MIN, '"the start"'),
            legs.fold("all legs", FoldKind.COUNT, "true"),
            legs.fold("answered legs", FoldKind.COUNT, '"was answered"'),
            *(legs.fold(part, FoldKind.SUM, f'"{part}"', '"was answered"') for part in _PARTS),
            *(legs.fold(f"no {part}", FoldKind.COUNT, f'"{part}" is null', '"was answered"') for part in _PARTS),
        ]
        return self._derived(legs.rolled("the interaction", ["the start"], folds), kept)

    def _kept(self, rows: FactTable) -> list[str]:
        return self.keep if self.keep is not None else [name for name in _KEPT if name in rows.columns]

    def _legs(self, rows: FactTable) -> Frame | None:
        """Return the legs; what is kept of them has its own name, so that it is known whose rows they are."""
        values: dict[str, Expr | None] = {name: rows.value(name, "keep", i) for i, name in enumerate(self._kept(rows))}
        values |= {
            "the interaction": rows.value(self.interaction, "interaction"),
            "the start": moment(rows, self.began, "began"),
            "was answered": rows.condition(self.answered, "answered"),
            "the talk": length(rows, self.talk, "talk"),
            "the hold": length(rows, self.hold, "hold"),
            "the acw": length(rows, self.acw, "acw"),
        }
        known = {name: expr for name, expr in values.items() if expr is not None}
        return Frame(rows.relation, known).picked() if len(known) == len(values) else None

    def _derived(self, whole: Frame, kept: list[str]) -> Derived:
        known = {
            part.removeprefix("the "): whole.read(
                f'case when "answered legs" > 0 and "no {part}" = 0 then "{part}" end'
            )
            for part in _PARTS
        }
        columns: dict[str, Expr] = {
            "began_at": whole["the start"],
            "legs": whole["all legs"],
            "transfers": whole.read('greatest("answered legs" - 1, 0)'),
            "handled": whole.read('"answered legs" > 0'),
            **known,
            "handle": written("talk + hold + acw", known),
        }
        rows_kept = {self.interaction: whole["the interaction"], **{name: whole[name] for name in kept}}
        return Derived(whole.relation, columns, rows_kept)
