"""What a KPI document means: its rows, periods and direction, what is measured beside it, and when it is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest

from govcode.catalog.bench import Bench
from govcode.catalog.catalog import Catalog
from govcode.catalog.evidence import against
from govcode.catalog.link import link
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi
from govcode.ir.check import Check, Direction, Score, SideKind
from govcode.ir.measure import Aggregate, Grouped, Measured, Scan
from tests.conformance.engines import ENGINES
from tests.trials import AS_OF, documents_of, types_of

DATASET = """\
apiVersion: govcode/v1
kind: Dataset
metadata: {id: tickets, title: Tickets, owner: cx}
spec:
  key: ticket_id
  columns:
    ticket_id: text
    vendor: {type: text, values: [acme, borealis]}
    queue: {type: text, values: [billing, access]}
    is_spam: boolean
    merged_into: text
    solved: boolean
    created_at: timestamp
    created_on: date
    wait: number
---
apiVersion: govcode/v1
kind: Calendar
metadata: {id: support-hours, title: Hours of support, owner: cx}
spec: {zone: America/New_York, week_starts: sunday, hours: [{week: always}]}
---
apiVersion: govcode/v1
kind: Kpi
metadata: {id: solved, title: Tickets that are solved, owner: cx}
spec:
  of: tickets
  dimension: outcome
"""
SHARE = "measure: {share: solved}"


def catalog_of(*lines: str) -> Catalog:
    text = DATASET + "".join(f"  {line}\n" for line in lines)
    return link(documents_of(text, "kpis/solved.yaml"), AS_OF)


def check_of(*lines: str) -> Check:
    return next(check for check in catalog_of(*lines).checks if check.kind == "kpi")


def score_of(*lines: str) -> Score:
    limit = check_of(*lines).limit
    assert isinstance(limit, Score)
    return limit


def answers(lines: Sequence[str], rows: Sequence[Mapping[str, object]], engine: str) -> tuple[Measured, ...]:
    """Return the answer of an engine to a KPI and to what is measured beside it."""
    catalog = catalog_of(*lines)
    check = next(check for check in catalog.checks if check.kind == "kpi")
    blank = dict.fromkeys(types_of(catalog)["tickets"])
    tables: dict[str, list[dict[str, Any]]] = {"tickets": [{**blank, **row} for row in rows]}
    measures = (check.measure, *(aside.measure for aside in check.asides))
    return ENGINES[engine](tables, types_of(catalog)).measure(Scan(check.subject.relation, None, measures))


def periods(lines: Sequence[str], moments: Sequence[str], engine: str, column: str = "created_at") -> dict[str, int]:
    read = datetime.fromisoformat
    rows = [{column: read(moment) if column == "created_at" else read(moment).date()} for moment in moments]
    found = answers(lines, rows, engine)[0]
    assert isinstance(found, Grouped)
    return {str(group.values[0])[:16]: int(str(group.terms[1])) for group in found.groups}


every_engine = pytest.mark.parametrize("engine", ENGINES)
# Around the hours that clocks skip and show twice, Sundays and midnights in UTC and in the zone.
WEEKS = {
    "Europe/Amsterdam": {
        "2026-03-22T22:59": "2026-03-16",
        "2026-03-22T23:00": "2026-03-23",
        "2026-03-29T21:59": "2026-03-23",
        "2026-03-29T22:00": "2026-03-30",
        "2026-10-25T22:59": "2026-10-19",
        "2026-10-25T23:00": "2026-10-26",
    },
    "America/New_York": {
        "2026-03-02T04:59": "2026-02-23",
        "2026-03-02T05:00": "2026-03-02",
        "2026-03-09T03:59": "2026-03-02",
        "2026-03-09T04:00": "2026-03-09",
        "2026-11-02T04:59": "2026-10-26",
        "2026-11-02T05:00": "2026-11-02",
    },
}


@every_engine
@pytest.mark.parametrize("zone", WEEKS)
def test_a_week_starts_at_midnight_of_its_zone(zone: str, engine: str) -> None:
    lines = [SHARE, "cohort: created_at", "period: week", f"timezone: {zone}"]
    for moment, week in WEEKS[zone].items():
        assert periods(lines, [moment], engine) == {f"{week} 00:00": 1}


@every_engine
def test_a_week_starts_on_the_day_the_calendar_says(engine: str) -> None:
    lines = [SHARE, "cohort: created_at", "period: week", "calendar: support-hours"]
    moments = ["2026-03-08T04:59", "2026-03-08T05:00", "2026-03-15T03:59", "2026-03-15T04:00"]
    assert periods(lines, moments, engine) == {"2026-03-01 00:00": 1, "2026-03-08 00:00": 2, "2026-03-15 00:00": 1}


@every_engine
def test_a_date_is_the_same_day_everywhere(engine: str) -> None:
    lines = [SHARE, "cohort: created_on", "period: day", "timezone: America/New_York"]
    assert periods(lines, ["2026-03-08"], engine, "created_on") == {"2026-03-08 00:00": 1}


@every_engine
def test_the_words_of_a_month_and_a_quarter(engine: str) -> None:
    for period, start in (("month", "2026-09-01"), ("quarter", "2026-07-01")):
        lines = [SHARE, "cohort: created_at", f"period: {period}", "timezone: America/New_York"]
        assert periods(lines, ["2026-10-01T03:59"], engine) == {f"{start} 00:00": 1}


EXCLUDE = ("exclude: {spam: is_spam, merged: merged_into is not null}", "where: queue = 'billing'")


@every_engine
def test_what_is_left_out_is_counted_once_and_unknown_stays_in(engine: str) -> None:
    rows: list[dict[str, object]] = [
        {"queue": "billing", "is_spam": True},
        {"queue": "billing", "is_spam": True, "merged_into": "T-1"},
        {"queue": "billing", "merged_into": "T-1"},
        {"queue": "billing", "is_spam": False, "solved": True},
        {"queue": "billing", "solved": True},
        {"queue": "access", "is_spam": True},
    ]
    main, *beside = answers([SHARE, *EXCLUDE], rows, engine)
    assert isinstance(main, Grouped)
    assert main.groups[0].terms == (2, 2)
    assert [found.groups[0].terms for found in beside if isinstance(found, Grouped)] == [(2, 1)] * 2


def test_what_is_measured_beside_a_kpi() -> None:
    mix = "mix: {by: [queue], reference: [{of: {queue: billing}, share: 40%}, {of: {queue: access}, share: 60%}]}"
    lines = ("by: [vendor]", "drill: [queue, vendor]", mix, "cohort: created_at", "period: week", "cluster: vendor")
    check = check_of(SHARE, *EXCLUDE, *lines)
    assert isinstance(check.limit, Score)
    assert [(aside.kind, aside.name) for aside in check.asides] == [
        (SideKind.DRILL, ""),
        (SideKind.MIX, ""),
        (SideKind.EXCLUDED, "spam"),
        (SideKind.EXCLUDED, "merged"),
    ]
    for aside in check.asides[:2]:
        assert isinstance(aside.measure, Aggregate)
        assert isinstance(check.measure, Aggregate)
        assert [column.name for column in aside.measure.groups] == ["period", "vendor", "queue"]
        assert (aside.measure.terms, aside.measure.applies) == (check.measure.terms, check.measure.applies)
    assert check.limit.mix is not None
    assert check.limit.mix.weights == ((("billing",), 0.4), (("access",), 0.6))


@every_engine
def test_what_a_measure_cannot_use_is_counted(engine: str) -> None:
    rows = [{"wait": wait} for wait in (9.0, 11.0, None, 3.0)]
    main, unusable = answers(["measure: {nps: wait}"], rows, engine)
    assert isinstance(main, Grouped)
    assert isinstance(unusable, Grouped)
    assert main.groups[0].terms == (1, 1, 2)
    assert unusable.groups[0].terms == (2,)


@pytest.mark.parametrize(
    ("lines", "direction"),
    [
        ((), Direction.NEITHER),
        (("target: {at_least: 80%}",), Direction.HIGHER),
        (("minimum: {at_most: 20%}",), Direction.LOWER),
        (("target: {between: [70%, 85%]}", "minimum: {at_least: 60%}"), Direction.BAND),
        (("direction: lower",), Direction.LOWER),
        (("direction: band", "minimum: {at_least: 60%}"), Direction.BAND),
    ],
)
def test_which_way_is_better(lines: tuple[str, ...], direction: Direction) -> None:
    assert score_of(SHARE, *lines).direction is direction


def definition(*lines: str) -> str:
    return sha256(check_of(*lines).about.definition.encode()).hexdigest()


WEEKLY = (SHARE, "cohort: created_at", "period: week", "calendar: support-hours")


@pytest.mark.parametrize(
    "more",
    [
        ("clock: business",),
        ("clock: elapsed",),
        ("attribution: last_assignee",),
        ("exclude: {spam: is_spam}",),
        ("where: is_spam is not null",),
        ("rolling: 4",),
        ("week_starts: monday",),
        ("cluster: vendor",),
        ("maturity: 7d",),
        ("target: {at_least: 80%}",),
    ],
)
def test_another_definition_has_another_hash(more: tuple[str, ...]) -> None:
    assert definition(*WEEKLY, *more) != definition(*WEEKLY)


@pytest.mark.parametrize(
    "more", [("why: Because it matters.",), ("fix: Ask.",), ("cadence: monthly",), ("severity: high",)]
)
def test_other_words_have_the_same_hash(more: tuple[str, ...]) -> None:
    assert definition(*WEEKLY, *more) == definition(*WEEKLY)


LEVEL = "measure: {service_level: {within: 20s, waited: wait * 1s, answered: solved, abandoned: is_spam, of: %s}}"


def test_the_denominator_is_part_of_the_definition_and_the_others_are_at_hand() -> None:
    assert ("denominator", "offered") in score_of(LEVEL % "offered").definition
    catalog = catalog_of(LEVEL % "offered")
    ((at, kpi),) = catalog.registry.each(Kpi)
    tickets = Bench(catalog.contracts["tickets"], catalog.contracts, at, ("spec", "measure"), Problems(), AS_OF)
    names = [name for name, _ in kpi.spec.measure.otherwise(tickets)]
    # Without `short`, nobody knows who gave up at once.
    assert names == ["of answered", "of answered_or_abandoned_within", "of answered_and_abandoned_after"]
    assert definition(LEVEL % "offered") != definition(LEVEL % "answered")


def test_a_sentence_says_what_makes_the_number() -> None:
    sentence = check_of(*WEEKLY, "rolling: 4", "clock: business", "exclude: {spam: is_spam}").about.sentence
    assert sentence == (
        "Tickets that are solved: share solved over rows of tickets without spam per week of created_at over 4 weeks"
        " in America/New_York, clock business."
    )


def test_how_often_it_is_looked_at() -> None:
    ((_, kpi),) = catalog_of(*WEEKLY).registry.each(Kpi)
    assert kpi.spec.looked_at == "weekly"


TOTALS = """\
apiVersion: govcode/v1
kind: Dataset
metadata: {id: agent-months, title: Months of agents, owner: cx}
spec: {totals: true, key: agent, columns: {agent: integer, offered: integer, missed: integer}}
---
apiVersion: govcode/v1
kind: Dataset
metadata: {id: agents, title: Agents, owner: cx}
spec: {from: {events: agent-months, per: agent, columns: {offered: {sum: offered}, missed: {sum: missed}}}}
---
apiVersion: govcode/v1
kind: Kpi
metadata: {id: of-months, title: Calls missed, owner: cx}
spec: {of: agent-months, dimension: speed, measure: {share: missed, among: offered}, target: {at_most: 5%}}
---
apiVersion: govcode/v1
kind: Kpi
metadata: {id: of-agents, title: Calls missed, owner: cx}
spec: {of: agents, dimension: speed, measure: {sum: missed}}
"""


def test_rows_are_totals_only_where_their_own_dataset_says_so() -> None:
    catalog = link(documents_of(TOTALS, "kpis/missed.yaml"), AS_OF)
    told = {check.id: check.subject.totals for check in catalog.checks if check.kind == "kpi"}
    assert told == {"of-months": True, "of-agents": False}


def test_a_share_of_counts_rests_on_what_was_counted() -> None:
    catalog = link(documents_of(TOTALS, "kpis/missed.yaml"), AS_OF)
    (check,) = (check for check in catalog.checks if check.id == "of-months")
    assert isinstance(check.limit, Score)
    assert isinstance(check.measure, Aggregate)
    assert (check.limit.figure.is_share, check.limit.unit, check.limit.direction) == (True, "%", Direction.LOWER)
    assert [(aside.kind, aside.name) for aside in check.asides] == [(SideKind.EXCLUDED, "no count, or more than all")]
    assert against(check.limit, check.measure) == "it is made of all rows together; no single one counts against it"
