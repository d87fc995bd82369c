"""Values that are known to be alone are neither counted again nor made distinct; the answers stay the same."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from govcode.documents.kinds.feed import Dialect, FeedTable
from govcode.drops.delivery import Delivered, Files
from govcode.engines.duckdb import over_files, store
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Counted, Dangling, Measured, Repeats, Scan
from govcode.ir.relation import Named, Project, Source
from tests.engines.duckdb.hearing import heard

ID, OF = Column("id", Type.TEXT), Column("of", Type.TEXT)
ROWS = Project(Source("calls", ("id", "of")), (Named("id", ID), Named("of", OF)))
SCAN = Scan(ROWS, ID, measures=(Repeats((ID,)), Repeats((ID, OF)), Dangling(OF, ROWS, "id")), sample=5)
CASES = {
    "alone": [("a", "a"), ("b", "x"), ("c", None), (None, "b"), (None, "b")],
    "shared": [("a", "a"), ("a", "a"), ("b", "x"), ("c", "a"), (None, None)],
}


def _answers(
    rows: list[tuple[str | None, str | None]], folder: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[Measured, ...], list[str]]:
    path = folder / "calls.parquet"
    with duckdb.connect() as connection:
        connection.execute("create table calls (id varchar, of varchar)")
        connection.executemany("insert into calls values (?, ?)", rows)
        connection.execute(f"copy calls to '{path}' (format parquet)")
    said = heard(monkeypatch)
    monkeypatch.setattr(store, "FEW", few)
    files = Files((str(path),), "parquet", Dialect())
    table = Delivered("calls", "calls", FeedTable(dataset="calls", columns={}), "UTC", None, files, (("id", "of"),))
    return over_files([table]).measure(SCAN), said


@pytest.mark.parametrize("name", CASES)
def test_the_answers_are_those_of_who_does_not_know(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, said = _answers(CASES[name], tmp_path, 0, monkeypatch)
    monkeypatch.undo()
    counted, _ = _answers(CASES[name], tmp_path, 1_000, monkeypatch)
    assert asked == counted
    assert all(isinstance(answer, Counted) for answer in asked)
    grouped = sum("having count(*)" in sql or "select distinct" in sql for sql in said)
    assert grouped == (0 if name == "alone" else 1)


def test_repeats_are_still_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, _ = _answers(CASES["shared"], tmp_path, 0, monkeypatch)
    assert [answer.broken for answer in asked if isinstance(answer, Counted)] == [2, 2, 1]
