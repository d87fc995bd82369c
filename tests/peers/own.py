"""What govcode says of a tiny log: columns of facts, and numbers of KPIs, as documents define them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.documents.reading import read_project
from govcode.engines.reference import Reference
from govcode.findings.finding import Finding, Outcome
from govcode.findings.kpis import kpi_findings
from govcode.ir.check import Score
from govcode.ir.expression import TRUE
from govcode.ir.measure import Aggregate, Grouped, Measure, Scan, Term, TermKind
from govcode.ir.relation import Named, Relation
from tests.trials import documents_of

Row: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, list[Row]]
AS_OF = datetime(2026, 3, 20)
HELD = "{kind: resolution, events: events, held_for: 7d}"
BASE = (Path(__file__).parents[1] / "facts" / "base.yaml").read_text("utf-8")
_TOLD = "\n---\napiVersion: govcode/v1\nkind: Dataset\nmetadata: {{id: told, title: Told, owner: cx}}\nspec: {}\n"
_KPI = "---\napiVersion: govcode/v1\nkind: Kpi\nmetadata: {{id: number, title: A number, owner: cx}}\nspec: {}\n"


def at(written: str) -> datetime:
    """Return a moment of March 2026, written as 02 10:00 or 02 10:00:00; with a month before it, of that month."""
    day, clock = written.split(" ")
    return datetime.fromisoformat(f"2026-{day if '-' in day else f'03-{day}'}T{clock}Z").replace(tzinfo=None)


def event(moment: str, kind: str = "status", after: str | None = None, **more: Any) -> Row:  # noqa: ANN401 - cells
    """Return an event of ticket t."""
    return {"ticket_id": "t", "at": at(moment), "kind": kind, "after": after, "seq": 1} | more


def said(moment: str, by: str = "agent", *, public: bool = True, ticket: str = "t") -> Row:
    """Return a message."""
    return {"ticket_id": ticket, "at": at(moment), "author_type": by, "is_public": public}


def ticket(moment: str, name: str = "t", **more: Any) -> Row:  # noqa: ANN401 - cells
    """Return a ticket that a customer created."""
    return {"ticket_id": name, "created_at": at(moment), "created_by": "customer"} | more


@cache
def _catalog(text: str, as_of: datetime) -> Catalog:
    return link(documents_of(BASE + text, "peers.yaml"), as_of)


def _answer(relation: Relation, measure: Measure, catalog: Catalog, tables: Tables) -> Grouped:
    empty: Tables = {name: [] for name in catalog.contracts}
    (answer,) = Reference(empty | tables).measure(Scan(relation, None, (measure,)))
    assert isinstance(answer, Grouped), answer
    return answer


def facts(spec: str, tables: Tables, *columns: str, also: str = "", as_of: datetime = AS_OF) -> list[tuple[Any, ...]]:
    """Return columns of the rows of a dataset that is written as a spec."""
    catalog = _catalog(_TOLD.format(spec) + also, as_of)
    contract = catalog.contracts["told"]
    groups = tuple(Named(name, contract.columns[name]) for name in columns)
    found = _answer(contract.relation, Aggregate(groups, (Term(TermKind.COUNT, TRUE),)), catalog, tables)
    return [group.values for group in found.groups for _ in range(int(str(group.terms[0])))]


def fact(facts_: str, tables: Tables, column: str, of: str = "tickets", as_of: datetime = AS_OF) -> Any:  # noqa: ANN401
    """Return a column of the only row that comes out, a duration as one."""
    (row,) = facts(f"{{of: {of}, key: {of[:-1]}_id, facts: [{facts_}]}}", tables, column, as_of=as_of)
    return row[0]


def findings(spec: str, kpi: str, tables: Tables, *, also: str = "", as_of: datetime = AS_OF) -> list[Finding]:
    """Return the findings of a KPI of a dataset, each written as a spec."""
    catalog = _catalog(_TOLD.format(spec) + _KPI.format(kpi) + also, as_of)
    (check,) = (check for check in catalog.checks if check.id == "number")
    assert isinstance(check.limit, Score)
    return list(
        kpi_findings(check, check.limit, _answer(check.subject.relation, check.measure, catalog, tables), as_of)
    )


def number(spec: str, kpi: str, tables: Tables, *, also: str = "", as_of: datetime = AS_OF) -> float | None:
    """Return the value of a KPI over all rows."""
    (finding,) = findings(spec, f"{{of: told, dimension: quality, {kpi}}}", tables, also=also, as_of=as_of)
    assert finding.number is not None
    assert finding.outcome is not Outcome.ERROR
    return finding.number.value


def mean(values: Sequence[float]) -> float:
    """Return a mean, as peers take it of what they have."""
    return sum(values) / len(values)


def hours(value: timedelta) -> float:
    """Return a duration in hours."""
    return value / timedelta(hours=1)


HOUR = 3_600_000_000  # microseconds: a duration as a fact has it


@cache
def _pack(as_of: datetime) -> Catalog:
    return link(read_project(Path(__file__).parents[2]), as_of)


def of_pack(kpi: str, tables: Tables, as_of: datetime = AS_OF) -> list[tuple[float | None, int]]:
    """Return the values of a KPI of the reference pack, oldest period first, and the rows that each rests on."""
    catalog = _pack(as_of)
    (check,) = (check for check in catalog.checks if check.id == kpi)
    assert isinstance(check.limit, Score)
    answer = _answer(check.subject.relation, check.measure, catalog, tables)
    numbers = [finding.number for finding in kpi_findings(check, check.limit, answer, as_of)]
    return [(one.value, one.n) for one in numbers if one]


def real(*rows: Row) -> list[Row]:
    """Return tickets of one vendor as the reference pack has them, neither spam nor tests."""
    return [{"vendor": "acme", "is_spam": False, "is_test": False, "regulated_topic": False} | row for row in rows]
