"""The oracle knows every fact and every KPI of the reference pack; what is added there has to be added here."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from govcode.catalog.catalog import Catalog
from govcode.documents.kinds.dataset import Dataset
from govcode.documents.kinds.kpi import Kpi
from tests.oracle.cells import MOST, SPRING
from tests.oracle.delivering import pack_with
from tests.oracle.facts import FACTS
from tests.oracle.pack import PACK

AS_OF = datetime(2026, 4, 15)
# Each kind of fact, and a column that its oracle works out in each dataset that has it.
KINDS = {
    "agent_time": "adherence",
    "contact_waits": "wait",
    "duplicates": "merged_into",
    "escalations": "missed_escalation",
    "first_reply": "reply_wait",
    "follow_ups": "followed_up_within",
    "handle_time": "handle",
    "handoff_completeness": "complete",
    "headcount_days": "left",
    "ledger": "booked_on",
    "merges": "survivor",
    "next_reply": "wait",
    "one_touch": "one_touch",
    "open_days": "age",
    "owner_ticket": "owner_ticket",
    "recontacts": "recontacted",
    "resolution": "resolved_at",
    "stalls": "stalled_handoffs",
    "stations": "group_returns",
    "status_times": "spent",
    "survey_cohort": "vote_counts",
    "time_in_status": "with_us",
}


@cache
def catalog() -> Catalog:
    return pack_with("", AS_OF)


def written() -> dict[str, Dataset]:
    """Return the datasets of the pack that have facts."""
    datasets = {at.id: dataset for at, dataset in catalog().registry.each(Dataset)}
    return {name: dataset for name, dataset in datasets.items() if dataset.spec.facts}


def test_every_dataset_with_facts_has_an_oracle() -> None:
    assert [name for name in written() if name not in FACTS] == []


def test_every_kind_of_fact_has_an_oracle() -> None:
    kinds = {fact.kind for dataset in written().values() for fact in dataset.spec.facts}
    assert sorted(kinds - set(KINDS)) == []


def test_the_oracle_has_every_column_that_a_fact_adds() -> None:
    full = {name: [_some(name)] for name in MOST}
    for name, dataset in written().items():
        (first, *_) = FACTS[name](full, SPRING.as_of)
        for fact in dataset.spec.facts:
            added = [column for column in fact.names() if column in catalog().contracts[name].columns]
            assert [column for column in added if column not in first] == [], (name, fact.kind)
            assert f"{fact.prefix or ''}{KINDS[fact.kind]}" in first, (name, fact.kind)


def _some(name: str) -> dict[str, object]:
    """Return a row of a dataset that gives a row of every fact."""
    contract, at = catalog().contracts[name], datetime(2026, 3, 20)
    row: dict[str, object] = dict.fromkeys(contract.columns) | dict.fromkeys(contract.document.spec.columns)
    known: dict[str, dict[str, object]] = {
        "tickets": {"ticket_id": "t", "created_at": at, "is_spam": False, "is_test": False, "merged_into": "u"},
        "messages": {"ticket_id": "t", "at": at, "author_type": "customer"},
        "ticket-events": {"ticket_id": "t", "at": at, "seq": 1, "kind": "status", "after": "open"},
        "handoffs": {"ticket_id": "t", "at": at, "to_tier": 1},
        "contacts": {"interaction_id": "x", "offered_at": at, "outcome": "answered"},
        "surveys": {"ticket_id": "t", "sent_at": at},
        "agents": {"first_live_on": at.date(), "valid_from": at},
    }
    return row | known.get(name, {})


def test_every_kpi_has_an_oracle() -> None:
    kpis = {at.id for at, _ in catalog().registry.each(Kpi)}
    assert sorted(kpis - set(PACK)) == []
    assert sorted(set(PACK) - kpis) == []
