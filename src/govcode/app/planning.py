"""What a check would do: the scans, what each is asked and for whom, the SQL; no row is read."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.app.ordering import Order, prepare
from govcode.engines.duckdb.dialect import Dialect as DuckDbDialect
from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.spark_dialect import Dialect as SparkDialect
from govcode.engines.sql.written import statements
from govcode.ir.measure import (
    Aggregate,
    Announced,
    Dangling,
    Expectation,
    Headers,
    Lines,
    Measure,
    Repeats,
    RowTest,
    Scan,
)
from govcode.ir.relation import (
    Given,
    Lookup,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Source,
    Spread,
    Union,
    Window,
    first_given,
    tables_of,
)
from govcode.plan.plan import Answer, Plan, Planned

DIALECTS: dict[str, type[Dialect]] = {"duckdb": DuckDbDialect, "spark": SparkDialect}


@dataclass(frozen=True, slots=True)
class Question:
    """One measure of a scan, and the checks that wait for its answer, each with the part it plays."""

    kind: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedScan:
    """One pass over some rows; `lines` counts lines that are no rows and takes no statement."""

    rows: str
    tables: tuple[str, ...]
    questions: tuple[Question, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A check that needs no scan, or cannot be measured, and why."""

    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Planning:
    """A plan as it is shown."""

    checks: int
    dialect: str
    scans: tuple[PlannedScan, ...]
    answered: tuple[Unmeasured, ...]
    blocked: tuple[Unmeasured, ...]


def planned(order: Order, dialect: str) -> Planning:
    """Return the plan of a run with its statements in a dialect; raise `Refused` as `check` does."""
    plan = prepare(order).plan
    waiting = _waiting(plan)
    return Planning(
        checks=len(plan.checks),
        dialect=dialect,
        scans=tuple(_scan(i, scan, waiting, DIALECTS[dialect]()) for i, scan in enumerate(plan.scans)),
        answered=tuple(
            Unmeasured(_name(p), _answered_by(p.check.measure))
            for p in plan.checks
            if p.given is not None and p.blocked is None
        ),
        blocked=tuple(Unmeasured(_name(p), p.blocked) for p in plan.checks if p.blocked is not None),
    )


def _answered_by(measure: Measure) -> str:
    what = "manifest" if isinstance(measure, Announced) else "column names"
    return f"answered by the delivered {what}"


def _name(planned_check: Planned) -> str:
    check = planned_check.check
    return check.id if check.vendor is None else f"{check.id} [{check.vendor}]"


def _waiting(plan: Plan) -> dict[Answer, list[str]]:
    """Return, per answer, the checks that wait for it."""
    waiting: dict[Answer, list[str]] = {}
    for one in plan.checks:
        name = _name(one)
        parts = [(one.main, name), (one.later, f"{name} (not due yet)")]
        parts += [(at, f"{name} ({label})") for label, at in one.details]
        parts += [(at, f"{name} (waived by {waiver})") for waiver, at in one.waived]
        parts += [(at, f"{name} ({aside.kind}{f': {aside.name}' if aside.name else ''})") for aside, at in one.asides]
        for at, told in parts:
            if at is not None:
                waiting.setdefault(at, []).append(told)
    return waiting


def _scan(number: int, scan: Scan, waiting: dict[Answer, list[str]], dialect: Dialect) -> PlannedScan:
    questions = tuple(
        Question(_kind(measure), tuple(waiting.get(Answer(number, i), ()))) for i, measure in enumerate(scan.measures)
    )
    tables = tables_of(scan.relation).union(*(tables_of(m.to) for m in scan.measures if isinstance(m, Dangling)))
    return PlannedScan(told(scan.relation), tuple(sorted(tables)), questions, statements(scan, dialect))


def _kind(measure: Measure) -> str:
    match measure:
        case RowTest():
            return "row test"
        case Repeats():
            return "repeated values"
        case Dangling(to=to):
            return f"reference to {told(to)}"
        case Aggregate(groups=groups):
            return f"figures by {', '.join(g.name for g in groups)}" if groups else "figures"
        case Expectation(type=name):
            return f"{name}, asked of Great Expectations"
        case Headers():
            return "column names"
        case Announced():
            return "what the manifest says"
        case Lines():
            return "lines that are no rows"


def told(relation: Relation) -> str:
    """Return in words which rows a relation has."""
    match relation:
        case Given(name) | Source(name):
            return name
        case Project(of=of):
            return told(of)
        case Union(parts):
            return " and ".join(map(told, parts))
        case Restrict(of=of):
            return f"{told(of)}, only some rows"
        case Rollup(of=of, key=key):
            return f"{told(of)} rolled up by {key.name}"
        case Lookup(of=of, to=to):
            return f"{told(of)}, each with its row of {first_given(to)}"
        case Nearest(of=of, to=to, side=side):
            return f"{told(of)}, each with the row of {first_given(to)} just {side} it"
        case Window(of=of):
            return f"{told(of)}, each seeing those of its kind"
        case Spread(of=of):
            return f"{told(of)}, each day of them"
