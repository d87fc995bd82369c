"""`handoff_completeness`: how much of what the next owner has to know a handoff tells.

A required field is filled if there is something in it and it is no placeholder such as `n/a`. A field with a `when`
is required only of the handoffs for which the condition is true. `copied` is true for a handoff that says in every
required text the same as the one before it of the same author (`by`): filled, and yet nobody wrote it for this case.

Adds `required_fields`, `filled_fields`, `complete` and `copied`. Their quotient is one handoff's completeness; that
of many is the sum of the filled over the sum of the required.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from govcode.core.fields import ColumnName, Expression, Shape
from govcode.expressions.build import apply, case, integer
from govcode.expressions.phrases import is_true, telling
from govcode.facts.fact import Derived, Fact, FactTable, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr, Type, both
from govcode.ir.relation import GlanceKind

PLACEHOLDERS = ["n/a", "na", "none", "-", "--", ".", "...", "x", "?", "tbd", "unknown", "see above", "see ticket"]


class RequiredField(Shape):
    """A field the next owner needs. A short form is its name alone."""

    field: ColumnName = Field(description="The column")
    when: Expression | None = Field(default=None, description="Only of these handoffs")


def _field(value: object) -> object:
    return {"field": value} if isinstance(value, str) else value


Required = Annotated[RequiredField, BeforeValidator(_field, json_schema_input_type=RequiredField | ColumnName)]


class HandoffCompleteness(Fact):
    """How much of what the next owner has to know a handoff tells."""

    adds: ClassVar[tuple[str, ...]] = ("required_fields", "filled_fields", "complete", "copied")

    kind: Literal["handoff_completeness"]
    fields: list[Required] = Field(min_length=1, max_length=40, description="What has to be told")
    placeholders: list[str] = Field(default=PLACEHOLDERS, description="Texts that say nothing, case ignored")
    by: Expression = Field(default="from_team", description="Whose handoffs are compared for copies")
    at: Expression = Field(default="at", description="When it was handed over")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each handoff with what it tells."""
        by, at = rows.value(self.by, "by"), moment(rows, self.at, "at")
        found = [self._asked(rows, i, need) for i, need in enumerate(self.fields)]
        asked = [pair for pair in found if pair is not None]
        if by is None or at is None or len(asked) < len(found):
            return None
        told = tuple(telling(value, tuple(self.placeholders)) for value, _ in asked)
        needed = tuple(is_true(when) for _, when in asked)
        required = _sum(tuple(_one(when) for when in needed))
        filled = _sum(tuple(_one(both(when, is_) or is_) for when, is_ in zip(needed, told, strict=True)))
        here = frame_of(rows.relation).having({"by": by, "at": at, "required": required, "filled": filled})
        texts = [(value, is_) for (value, _), is_ in zip(asked, told, strict=True) if value.type is Type.TEXT]
        seen, copied = _copied(here, texts)
        return Derived(
            seen.relation,
            {
                "required_fields": required,
                "filled_fields": filled,
                "complete": seen.read("filled = required"),
                "copied": copied,
            },
        )

    def _asked(self, rows: FactTable, i: int, need: RequiredField) -> tuple[Expr, Expr] | None:
        """Return the value of a required field, and when it is required."""
        value = rows.value(need.field, "fields", i, "field")
        when = rows.condition(need.when or "true", "fields", i, "when")
        return None if value is None or when is None else (value, when)


def _one(condition: Expr) -> Expr:
    return case([(condition, integer(1))], integer(0))


def _sum(ones: tuple[Expr, ...]) -> Expr:
    total = ones[0]
    for one in ones[1:]:
        total = apply("+", total, one)
    return total


def _copied(here: Frame, texts: list[tuple[Expr, Expr]]) -> tuple[Frame, Expr]:
    """Return the handoffs with what the one before said, and whether this one says the same."""
    if not texts:
        return here, here.read("false")
    named = here.having({f"text {i}": value for i, (value, _) in enumerate(texts)})
    looks = [named.glance(f"last {i}", GlanceKind.PREVIOUS, f"coalesce(\"text {i}\", '')") for i in range(len(texts))]
    seen = named.seen(["by"], ["at"], looks)
    same = " and ".join(f'coalesce("text {i}", \'\') = "last {i}"' for i in range(len(texts)))
    says = apply("or", *(is_ for _, is_ in texts))
    return seen, seen.read(f"coalesce(says and {same}, false)", says=says)
