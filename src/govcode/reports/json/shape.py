"""The published shape of the JSON report, version 1: a type of its own, never a dump of what is inside."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from govcode.core.diagnostic import Level
from govcode.findings.finding import Outcome
from govcode.ir.check import Enforcement, JudgePolicy, Period, Severity

VERSION: Literal["1.0"] = "1.0"


def _rounded(number: float) -> float:
    return float(f"{number:.12g}")


Real = Annotated[float, PlainSerializer(_rounded, return_type=float)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2})?)?$")]
Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Location(_Part):
    """Where something is written; line and column count from 1."""

    file: str
    line: int
    column: int


class Tool(_Part):
    """What made the report."""

    name: Literal["govcode"]
    version: str


class Project(_Part):
    """What the report is about."""

    name: str
    title: str


class Documents(_Part):
    """Which documents the data was held against."""

    digest: str
    revision: str | None


class TableFound(_Part):
    """A delivered table; `sha256` covers the contents of its files, `missing` says why there is none."""

    name: str
    dataset: str
    rows: int | None
    files: Count
    sha256: str
    missing: str | None


class DropFound(_Part):
    """What one feed delivered."""

    feed: str
    vendor: str | None
    tables: list[TableFound]


class DecisionMade(_Part):
    """The verdict, the exit code of the command, and the sentence for people."""

    outcome: Outcome
    exit_code: int
    sentence: str


class Stretch(_Part):
    """A stretch of time: from its first moment up to, but not including, `until`."""

    from_: Moment = Field(alias="from")
    until: Moment


class Broken(_Part):
    """How many rows broke the promise in one part of the data, of how many."""

    segment: dict[str, str]
    violations: Count
    population: Count


class Detail(_Part):
    """A count that explains a failure."""

    label: str
    count: int


class AtLeastValue(_Part):
    """A value of this much or more."""

    at_least: Real


class AtMostValue(_Part):
    """A value of this much or less."""

    at_most: Real


class BetweenValues(_Part):
    """A value between these two, ends included."""

    between: tuple[Real, Real]


Band: TypeAlias = AtLeastValue | AtMostValue | BetweenValues


class AtMostRows(_Part):
    """At most this many rows may break the promise."""

    at_most: Count


class AtMostShareOfRows(_Part):
    """At most this share (0..1) of the rows may break the promise."""

    at_most_share: Real


class NewestWithin(_Part):
    """The newest row is at most this many seconds older than the as-of moment."""

    within_seconds: Real


class NumberOfRows(_Part):
    """The number of rows, of each period if there is one, lies inside the bounds."""

    rows: Band | None
    per: Period | None


class ExpectationMet(_Part):
    """Great Expectations says that the expectation is met."""

    met: Literal[True]


class Judged(_Part):
    """A KPI is judged by its `minimum` and `target`, in this way, from this many rows on."""

    judge: JudgePolicy
    min_n: Count
    period: Period | None


AnyLimit: TypeAlias = AtMostRows | AtMostShareOfRows | NewestWithin | NumberOfRows | ExpectationMet | Judged


class FindingMade(_Part):
    """The outcome of one rule, or of one segment and period of a KPI, with its evidence.

    `blocking` says whether it decided the verdict. For a rule, `value` is the share of `population` that broke it.
    `keys` names the first of `keys_total` rows.
    """

    id: str
    kind: str
    outcome: Outcome
    severity: Severity
    enforcement: Enforcement
    blocking: bool
    title: str
    sentence: str
    owner: str
    controls: list[str]
    dataset: str
    segment: dict[str, str] | None
    period: Stretch | None
    violations: Count | None
    population: Count | None
    value: Real | None
    unit: str
    n: Count | None
    interval: tuple[Real, Real] | None
    confidence: Real | None
    limit: AnyLimit | None
    target: Band | None
    minimum: Band | None
    target_met: bool | None
    keys: list[str]
    keys_total: Count
    spots: list[Broken]
    details: list[Detail]
    immature: Count
    waived: Count
    waived_by: str | None
    reason: str | None
    why: str | None
    fix: str | None
    location: Location
    definition_hash: str
    fingerprint: str


class WaiverFound(_Part):
    """A waiver, and how many findings or rows it accepted in this run."""

    id: str
    rules: list[str]
    until: str
    approved_by: str
    reason: str
    state: str
    waived: Count


class Warned(_Part):
    """A problem of the documents that did not stop the run."""

    code: str
    level: Level
    message: str
    suggestion: str | None
    location: Location


class Summary(_Part):
    """The number of findings per outcome; waived ones are counted in their outcome too."""

    pass_: Count = Field(alias="pass")
    fail: Count
    inconclusive: Count
    immature: Count
    no_data: Count
    error: Count
    waived: Count


class ReportV1(_Part):
    """The verdict over every promise of a project, with the evidence: keys and counts, never contents."""

    schema_version: Literal["1.0"]
    tool: Tool
    project: Project
    as_of: Moment
    outcome: Outcome
    decision: DecisionMade
    documents: Documents
    drops: list[DropFound]
    summary: Summary
    findings: list[FindingMade]
    waivers: list[WaiverFound]
    warnings: list[Warned]
