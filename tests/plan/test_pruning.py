"""A pruned scan has the same answers and reads less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govcode.engines.reference import Reference
from govcode.ir.expression import Column, Type, Value
from govcode.ir.measure import RowTest, Scan
from govcode.ir.relation import Named, Project, Source, Union, schema
from govcode.plan.pruning import pruned
from tests.conformance.engines import exact
from tests.conformance.random_scans import scans, tables


@given(rows=tables, asked=st.lists(scans(3), min_size=1, max_size=3))
def test_the_same_answers(rows: dict[str, list[dict[str, Value]]], asked: list[Scan]) -> None:
    engine = Reference(rows)
    kept = pruned(tuple(asked))
    assert [exact(engine.measure(scan)) for scan in kept] == [exact(engine.measure(scan)) for scan in asked]


@given(asked=st.lists(scans(3), min_size=1, max_size=3))
def test_nothing_is_added(asked: list[Scan]) -> None:
    for before, after in zip(asked, pruned(tuple(asked)), strict=True):
        assert schema(after.relation).items() <= schema(before.relation).items()


def _text(name: str) -> Column:
    return Column(name, Type.TEXT)


def _scan(relation: Project | Union, column: str) -> Scan:
    return Scan(relation, _text("id"), (RowTest(Column(column, Type.BOOLEAN)),))


PART = Project(
    Source("t", ("a", "b", "c", "key")), tuple(Named(n, _text(f)) for n, f in [("id", "key"), ("x", "a"), ("y", "b")])
)


def test_only_what_is_asked_for_is_read() -> None:
    (scan,) = pruned((_scan(PART, "x"),))
    assert scan.relation == Project(Source("t", ("a", "key")), (Named("id", _text("key")), Named("x", _text("a"))))


def test_the_same_rows_stay_the_same_relation_in_every_scan() -> None:
    one, two = pruned((_scan(PART, "x"), Scan(PART, None, (RowTest(Column("y", Type.BOOLEAN)),))))
    assert one.relation == two.relation
    assert list(schema(one.relation)) == ["id", "x", "y", "row_number"]


def test_parts_of_a_union_keep_the_same_columns() -> None:
    other = Project(
        Source("u", ("a", "key")), (Named("id", _text("key")), Named("x", _text("a")), Named("y", _text("a")))
    )
    (scan,) = pruned((_scan(Union((PART, other)), "y"),))
    assert isinstance(scan.relation, Union)
    assert [list(schema(part)) for part in scan.relation.parts] == [["id", "y", "row_number"]] * 2
