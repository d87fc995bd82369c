"""On which days whose rows lie: by the vendor of each row, else by that of the drop; nothing where nobody can tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.app.checking import checked
from govcode.app.choosing import Choice
from govcode.app.ordering import Order, prepare
from govcode.drops.delivery import Request
from govcode.history.coverage import stretches
from tests.end_to_end.workspace import Workspace
from tests.recording.making import AS_OF, HEAD, covered, policy, record, row, run

JUNE = [date(2026, 6, day) for day in range(31)[1:]]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    workspace.policies(policy("id: a, kind: require, that: amount > 0"))
    return workspace


def dataset(place: Workspace, columns: str, more: str = "") -> None:
    """Put another dataset in the place of the tickets."""
    head = "apiVersion: govcode/v1\nkind: Dataset\nmetadata: {id: tickets, title: Tickets, owner: governance}\n"
    text = f"{head}spec:\n  key: id\n{more}  columns: {{{columns}}}\n"
    vendor = "kind: Vendor\nmetadata: {id: borealis, title: Borealis, owner: governance}\nspec: {name: Borealis}\n"
    place.write("project/policies/data.yaml", f"{text}---\napiVersion: govcode/v1\n{vendor}")


def test_stretches_of_days_by_the_vendor_of_each_row(place: Workspace) -> None:
    rows = [row(f"a{day}", at=f"2026-06-0{day}T09:59:58Z") for day in (1, 1, 2, 4, 5)]
    rows += [row("b1", "borealis", at="2026-06-03T00:00:00Z"), row("b2", "borealis", at="2026-06-03T23:59:59Z")]
    place.write("drop/tickets.csv", HEAD + "".join(rows))
    found = covered(record(place))
    assert found["acme"].stretches == ((JUNE[0], JUNE[1]), (JUNE[3], JUNE[4]))
    assert (found["acme"].rows, found["acme"].newest) == (5, datetime(2026, 6, 5, 9))
    assert found["borealis"].stretches == ((JUNE[2], JUNE[2]),)
    assert (found["borealis"].rows, found["borealis"].newest) == (2, datetime(2026, 6, 3, 23))


def test_a_vendor_nobody_declared_is_not_named(place: Workspace) -> None:
    place.write("drop/tickets.csv", HEAD + row("a", "Acme Ltd.") + row("b", "", at="2026-06-03T10:00:00Z"))
    found = covered(record(place))
    assert set(found) == {"(other)"}
    assert (found["(other)"].rows, len(found["(other)"].stretches)) == (2, 2)


def test_rows_without_a_moment_are_rows_of_no_day(place: Workspace) -> None:
    place.write("drop/tickets.csv", HEAD + row("a", at="") + row("b", at="soon") + row("c"))
    assert [(c.rows, c.stretches) for c in covered(record(place)).values()] == [(3, ((JUNE[0], JUNE[0]),))]
    place.write("drop/tickets.csv", HEAD + row("a", at=""))
    (alone,) = covered(record(place)).values()
    assert (alone.rows, alone.stretches, alone.newest) == (1, (), None)


def test_days_that_no_review_tells_are_left_out(place: Workspace) -> None:
    far = [row("a", at="1970-01-01T00:00:00Z"), row("b", at="2031-01-01T00:00:00Z"), row("c")]
    place.write("drop/tickets.csv", HEAD + "".join(far))
    (found,) = covered(record(place)).values()
    assert (found.rows, found.stretches) == (3, ((JUNE[0], JUNE[0]),))


def test_a_dataset_without_vendors_has_those_of_its_drops(place: Workspace) -> None:
    dataset(place, "id: text, amount: number, created_at: timestamp", "  event_time: created_at\n")
    for name, day in (("one", 1), ("two", 2)):
        place.write(f"{name}/tickets.csv", f"id,amount,created_at\n1,5,2026-06-0{day}T10:00:00Z\n")
    one, two = (str(place.folder / name) for name in ("one", "two"))
    found = covered(record(place, Request("standard", one, "acme"), Request("standard", two, "borealis")))
    assert {vendor: c.stretches for vendor, c in found.items()} == {
        "acme": ((JUNE[0], JUNE[0]),),
        "borealis": ((JUNE[1], JUNE[1]),),
    }
    both = covered(record(place, Request("standard", one, "acme"), Request("standard", two, "acme")))
    assert {vendor: (c.rows, c.stretches) for vendor, c in both.items()} == {"acme": (2, ((JUNE[0], JUNE[1]),))}
    assert covered(record(place, Request("standard", one))) == {}, "nobody can say whose rows these are"
    half = covered(record(place, Request("standard", one), Request("standard", two, "borealis")))
    assert set(half) == {"borealis"}


def test_the_only_vendor_there_is(place: Workspace) -> None:
    dataset(place, "id: text, amount: number, created_at: timestamp", "  event_time: created_at\n")
    (place.root / "policies/acme.yaml").unlink()
    place.write("drop/tickets.csv", "id,amount,created_at\n1,5,2026-06-01T10:00:00Z\n")
    assert set(covered(record(place))) == {"borealis"}


def test_a_dataset_without_moments_has_rows_and_no_days(place: Workspace) -> None:
    dataset(place, "id: text, vendor: text, amount: number")
    place.write("drop/tickets.csv", "id,vendor,amount\n1,acme,5\n2,acme,5\n3,borealis,5\n")
    found = covered(record(place))
    assert {vendor: (c.rows, c.stretches) for vendor, c in found.items()} == {"acme": (2, ()), "borealis": (1, ())}


def test_a_moment_that_is_a_date_or_was_not_delivered(place: Workspace) -> None:
    dataset(place, "id: text, vendor: text, amount: number, on: date", "  event_time: on\n")
    place.write("drop/tickets.csv", "id,vendor,amount,on\n1,acme,5,2026-06-02\n2,acme,5,2026-06-03\n")
    assert covered(record(place))["acme"].stretches == ((JUNE[1], JUNE[2]),)
    place.write("drop/tickets.csv", "id,vendor,amount\n1,acme,5\n")
    assert (covered(record(place))["acme"].rows, covered(record(place))["acme"].stretches) == (1, ())


def test_a_dataset_that_was_not_delivered_or_that_no_check_reads(place: Workspace) -> None:
    place.write("drop/other.csv", HEAD)
    assert record(place).coverage == ()
    place.write("drop/tickets.csv", HEAD)
    assert record(place).coverage == (), "no row is nobody's row"
    place.write("drop/tickets.csv", HEAD + row("a"))
    head = "apiVersion: govcode/v1\nkind: Dataset\nmetadata: {id: agents, title: Agents, owner: governance}\n"
    place.write("project/policies/agents.yaml", f"{head}spec: {{columns: {{id: text, vendor: text}}}}\n")
    feed = (place.root / "policies/feed.yaml").read_text()
    place.write("project/policies/feed.yaml", f"{feed}    agents: {{dataset: agents, files: [agents.csv]}}\n")
    place.write("drop/agents.csv", "id,vendor\n1,acme\n")
    assert {c.dataset for c in record(place).coverage} == {"agents", "tickets"}
    assert {c.dataset for c in record(place, choice=Choice(select=("p.a",))).coverage} == {"tickets"}


def test_a_run_of_one_vendor_tells_of_that_one(place: Workspace) -> None:
    place.write("drop/tickets.csv", HEAD + row("a") + row("b", "borealis"))
    assert set(covered(record(place))) == {"acme", "borealis"}
    assert set(covered(record(place, choice=Choice(vendor="acme")))) == {"acme"}


def test_a_run_that_is_not_remembered_asks_for_nothing_more(place: Workspace) -> None:
    place.write("drop/tickets.csv", HEAD + row("a"))
    order = Order(place.root, (Request("standard", str(place.folder / "drop")),), AS_OF)
    plain, covering = prepare(order).plan, run(place).ready.plan
    assert plain.coverings == ()
    assert len(covering.scans) == len(plain.scans), "the rows are read in the scan that reads them anyway"
    assert sum(len(s.measures) for s in covering.scans) == sum(len(s.measures) for s in plain.scans) + 1
    assert checked(order).report == run(place).report


@given(st.sets(st.integers(0, 60)))
def test_stretches_hold_each_day_once_and_never_touch(numbers: set[int]) -> None:
    days = {date(2026, 1, 1) + timedelta(days=number) for number in numbers}
    found = list(stretches(days))
    assert [first + timedelta(days=i) for first, last in found for i in range((last - first).days + 1)] == sorted(days)
    assert all((later[0] - earlier[1]).days > 1 for earlier, later in pairwise(found))
