"""What all kinds of rule share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from govcode.core.fields import Blocking, Day, ExampleRow, Expression, Id, Sentence, Shape, Tolerance
from govcode.ir.check import Allowance, AtMost, AtMostShare, Enforcement, Limit, Severity
from govcode.ir.expression import Expr
from govcode.ir.measure import Measure
from govcode.ir.relation import Relation
from govcode.rules.table import Table

W = TypeVar("W", bound=StrEnum)


def _word_of(kind: type[W]) -> Callable[[object], W]:
    def chosen(value: object) -> W:
        if isinstance(value, str) and value in set(kind):
            return kind(value)
        expected = ", ".join(f"'{word}'" for word in kind)
        raise PydanticCustomError("literal_error", "one of {expected}", {"expected": expected})

    return chosen


SeverityField = Annotated[
    Severity, BeforeValidator(_word_of(Severity)), Field(description="How bad a failure is, from info to critical")
]
EnforcementField = Annotated[
    Enforcement,
    BeforeValidator(_word_of(Enforcement)),
    Field(description="What the gate does with a failure; a non-negotiable has no waivers, an advisory never blocks"),
]
ExampleTables = Annotated[
    dict[Id, list[ExampleRow]], Field(description="The rows of several datasets, when one is not enough")
]


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _form(value: object) -> str:
    if isinstance(value, list):
        return "rows of one dataset"
    if isinstance(value, dict) and value and all(_is_rows(rows) for rows in value.values()):
        return "rows of several datasets"
    return "a row"


Example = Annotated[
    Annotated[ExampleRow, Tag("a row")]
    | Annotated[list[ExampleRow], Tag("rows of one dataset")]
    | Annotated[ExampleTables, Tag("rows of several datasets")],
    Discriminator(_form),
]


class Examples(Shape):
    """Rows that keep the rule and rows that break it; `govcode test` tries them."""

    as_of: Day | None = Field(default=None, description="The day from which the examples are seen")
    keeps: list[Example] = Field(default=[], description="Each entry is a row, a list of rows, or dataset: rows")
    breaks: list[Example] = Field(default=[], description="Each entry is a row, a list of rows, or dataset: rows")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule wants to know: a measure, its limit, and the counts that explain a failure."""

    measure: Measure
    limit: Limit
    relation: Relation | None = None
    later: Measure | None = None
    details: tuple[tuple[str, Measure], ...] = ()


class Rule(Shape):
    """A promise about a dataset that data can keep or break."""

    kind: str = Field(description="What sort of promise it is")
    id: Id = Field(description="Short name within the policy; the rule is then POLICY.RULE", examples=["approval"])
    title: Sentence = Field(description="The promise in one sentence")
    dataset: Id = Field(description="The dataset the rule is about", examples=["tickets"])
    when: Expression | None = Field(default=None, description="Which rows the rule applies to; all, if left out")
    at_most: Tolerance = Field(default=0, description="Tolerance: a number of rows, or a share of those `when` selects")
    severity: SeverityField = Field(default=Severity.MEDIUM, description="How bad a failure is")
    enforcement: EnforcementField = Field(
        default=Enforcement.WAIVABLE, description="What the gate does with a failure; a non-negotiable has no waivers"
    )
    blocks_kpis: Blocking = Field(
        default=False,
        description="KPIs over the dataset have no data while this is broken; with a tolerance, while more is broken",
    )
    why: Sentence | None = Field(default=None, description="The reason, for the person who meets the failure")
    fix: Sentence | None = Field(default=None, description="What to do about a failure")
    examples: Examples | None = Field(default=None, description="Rows that keep and rows that break the rule")

    @abstractmethod
    def ask(self, table: Table) -> Asked | None:
        """Return the measure that this rule is, or None after reporting what is wrong with it."""

    @abstractmethod
    def promise(self) -> str:
        """Return what each row promises, to complete the sentence "every row …"."""

    @property
    def limit(self) -> Limit:
        """Return the tolerance as a limit."""
        return tolerance(self.at_most)

    def sentence(self) -> str:
        """Return the whole rule read aloud."""
        rows = f"rows of {self.dataset}" + (f" where {self.when}" if self.when else "")
        return f"{self.title} — all {rows}: {self.promise()}; tolerance {told(self.at_most)}."

    def applies(self, table: Table) -> Expr | None:
        """Return the condition of `when`, or None if there is none (or it has mistakes, which are reported)."""
        return None if self.when is None else table.condition(self.when, "when")


def tolerance(at_most: float) -> Allowance:
    """Return a count as a count, anything below one as a share."""
    return AtMost(at_most) if isinstance(at_most, int) else AtMostShare(at_most)


def blocking(blocks: float) -> tuple[bool, Allowance | None]:
    """Return whether KPIs are blocked, and how much may be broken before they are."""
    return blocks is not False, None if isinstance(blocks, bool) else tolerance(blocks)


def told(at_most: float) -> str:
    """Return a tolerance as people say it."""
    if isinstance(at_most, int):
        return "none" if at_most == 0 else f"{at_most} rows"
    return f"{at_most * 100:g} % of them"
