"""The published shape of the JSON report, version 1: a type of its own, never a dump of what is inside."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.diagnostic import Level
from govcode.findings.finding import Outcome
from govcode.ir.check import Enforcement, Severity
from govcode.reports.json.parts import Count, Moment, Part, Real
from govcode.reports.json.shape_beside import (
    AtReferenceMix,
    ExcuseFound,
    OnChart,
    RedefinedValue,
    VendorClaim,
    WithExcused,
    WorstSegment,
)
from govcode.reports.json.shape_limits import AnyLimit, Band

VERSION: Literal["1.1"] = "1.1"


class Location(Part):
    """Where something is written; line and column count from 1."""

    file: str
    line: int
    column: int


class Tool(Part):
    """What made the report."""

    name: Literal["govcode"]
    version: str


class Project(Part):
    """What the report is about."""

    name: str
    title: str


class Documents(Part):
    """Which documents the data was held against."""

    digest: str
    revision: str | None


class TableFound(Part):
    """A delivered table; `sha256` covers the contents of its files, `missing` says why there is none."""

    name: str
    dataset: str
    rows: int | None
    files: Count
    sha256: str
    missing: str | None


class DropFound(Part):
    """What one feed delivered."""

    feed: str
    vendor: str | None
    tables: list[TableFound]


class DecisionMade(Part):
    """The verdict, the exit code of the command, and the sentence for people."""

    outcome: Outcome
    exit_code: int
    sentence: str


class Stretch(Part):
    """A stretch of time: from its first moment up to, but not including, `until`."""

    from_: Moment = Field(alias="from")
    until: Moment


class Broken(Part):
    """How many rows broke the promise in one part of the data, of how many."""

    segment: dict[str, str]
    violations: Count
    population: Count


class Detail(Part):
    """A count that explains a failure."""

    label: str
    count: int


class FindingMade(Part):
    """The outcome of one rule, or of one segment and period of a KPI, with its evidence.

    `blocking` says whether it decided the verdict. For a rule, `value` is the share of `population` that broke it.
    `keys` names the first of `keys_total` rows. `literal` says whether the value by itself, without its interval, keeps
    the limit; `band` is the word for it; it covers so many `periods`; `open` are durations that are not over.
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
    literal: bool | None
    band: str | None
    periods: Count
    open: Count | None
    with_excused: WithExcused | None
    worst: list[WorstSegment]
    mix: AtReferenceMix | None
    drift: OnChart | None
    claim: VendorClaim | None
    keys: list[str]
    keys_total: Count
    spots: list[Broken]
    details: list[Detail]
    immature: Count
    waived: Count
    waived_by: str | None
    reason: str | None
    fidelity: Literal["history", "latest state"]
    why: str | None
    fix: str | None
    location: Location
    definition_hash: str
    fingerprint: str


class WaiverFound(Part):
    """A waiver, and how many findings or rows it accepted in this run."""

    id: str
    rules: list[str]
    until: str
    approved_by: str
    reason: str
    state: str
    waived: Count


class Warned(Part):
    """A problem of the documents that did not stop the run."""

    code: str
    level: Level
    message: str
    suggestion: str | None
    location: Location


class Summary(Part):
    """The number of findings per outcome; waived ones are counted in their outcome too."""

    pass_: Count = Field(alias="pass")
    fail: Count
    inconclusive: Count
    immature: Count
    no_data: Count
    error: Count
    waived: Count


class ReportV1(Part):
    """The verdict over every promise of a project, with the evidence: keys and counts, never contents."""

    schema_version: Literal["1.1"]
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
    excuses: list[ExcuseFound]
    redefined: list[RedefinedValue]
    warnings: list[Warned]
