"""A delivered text becomes a typed value: every type, empty texts, maps, zones."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from govcode.documents.kinds.dataset import Dataset
from govcode.drops.delivery import Delivered
from govcode.expressions import evaluate
from govcode.ir.expression import Value
from govcode.plan.casting import bad, unmapped
from govcode.plan.choosing_rows import Bound, bound
from tests.plan.making import dataset, delivered

NAN = "unreadable"


def read(cell: str | None, column: Any, zone: str = "UTC", **table: Any) -> tuple[Value, str]:  # noqa: ANN401 - as a test writes it
    """Return the value of a cell, and whether it could not be read or is not in the map."""
    relation = rows_of(delivered(("x",), zone=zone, **table), dataset(x=column)).relation
    read_as = cell or None  # a reader of CSV gives null for an empty cell
    named = {c.name: evaluate(c.expr, {"x": read_as}) for c in relation.columns}
    flag = NAN if named.get(bad("x")) else "unmapped" if named.get(unmapped("x")) else ""
    return named["x"], flag


def rows_of(table: Delivered, of: Dataset) -> Bound:
    found = bound(table, of)
    assert isinstance(found, Bound)
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


CASES: list[tuple[str | None, Any, dict[str, Any], Value, str]] = [
    ("a", "text", {}, "a", ""),
    (" a ", "text", {}, " a ", ""),
    ("", "text", {}, None, ""),
    (None, "text", {}, None, ""),
    ("?", "text", {"nulls": ["?"]}, None, ""),
    ("", "text", {"nulls": ["?"]}, None, ""),
    ("?", "text", {"nulls": ["?"], "columns": {"x": {"nulls": ["-"]}}}, "?", ""),
    ("-", "text", {"nulls": ["?"], "columns": {"x": {"nulls": ["-"]}}}, None, ""),
    ("7", "integer", {}, 7, ""),
    ("-7", "integer", {}, -7, ""),
    ("7.5", "integer", {}, None, NAN),
    ("seven", "integer", {}, None, NAN),
    ("99999999999999999999", "integer", {}, None, NAN),
    ("", "integer", {}, None, ""),
    ("7.25", "number", {}, 7.25, ""),
    ("7,25", "number", {}, None, NAN),
    ("7,25", "number", {"decimal": ","}, 7.25, ""),
    ("1.234,5", "number", {"decimal": ","}, None, NAN),
    ("nan", "number", {}, None, NAN),
    ("inf", "number", {}, None, NAN),
    ("true", "boolean", {}, True, ""),
    ("FALSE", "boolean", {}, False, ""),
    ("yes", "boolean", {}, None, NAN),
    ("Ja", "boolean", {"columns": {"x": {"yes": ["ja"], "no": ["nein"]}}}, True, ""),
    ("2026-03-01", "date", {}, date(2026, 3, 1), ""),
    ("2026-02-30", "date", {}, None, NAN),
    ("01.03.2026", "date", {"dates": "%d.%m.%Y"}, date(2026, 3, 1), ""),
    ("01.03.2026", "date", {"columns": {"x": {"format": "%d.%m.%Y"}}}, date(2026, 3, 1), ""),
    ("2026-03-01", "date", {"dates": "%d.%m.%Y"}, None, NAN),
    ("2026-03-01 10:00:00", "timestamp", {}, moment("2026-03-01T10:00"), ""),
    ("2026-03-01T10:00:00Z", "timestamp", {}, moment("2026-03-01T10:00"), ""),
    ("2026-03-01T10:00:00+02:00", "timestamp", {}, moment("2026-03-01T08:00"), ""),
    ("01/03/2026 10:00", "timestamp", {"dates": "%d/%m/%Y %H:%M"}, moment("2026-03-01T10:00"), ""),
    ("soon", "timestamp", {}, None, NAN),
    ("Refund", "text", {"columns": {"x": {"values": {"Refund": "refund", "Other": None}}}}, "refund", ""),
    ("Other", "text", {"columns": {"x": {"values": {"Refund": "refund", "Other": None}}}}, None, ""),
    ("refund", "text", {"columns": {"x": {"values": {"Refund": "refund"}}}}, None, "unmapped"),
    ("", "text", {"columns": {"x": {"values": {"Refund": "refund"}}}}, None, ""),
    ("P1", "integer", {"columns": {"x": {"values": {"P1": "1"}}}}, 1, ""),
    ("P9", "integer", {"columns": {"x": {"values": {"P1": "1"}}}}, None, "unmapped"),
    ("anything", "text", {"columns": {"x": {"constant": "acme"}}}, "acme", ""),
]


@pytest.mark.parametrize(("cell", "column", "table", "value", "flag"), CASES)
def test_a_cell(cell: str | None, column: Any, table: dict[str, Any], value: Value, flag: str) -> None:  # noqa: ANN401 - as a test writes it
    found = read(cell, column, **table)
    assert (found, type(found[0])) == ((value, flag), type(value))


@pytest.mark.parametrize(
    ("cell", "zone", "value"),
    [
        ("2026-07-01 12:00:00", "Europe/Amsterdam", "2026-07-01T10:00"),
        ("2026-01-01 12:00:00", "Europe/Amsterdam", "2026-01-01T11:00"),
        ("2026-07-01T12:00:00Z", "Europe/Amsterdam", "2026-07-01T12:00"),
        ("2026-07-01T12:00:00-05:00", "Europe/Amsterdam", "2026-07-01T17:00"),
        ("2026-07-01 12:00:00", "Asia/Kolkata", "2026-07-01T06:30"),
        ("2026-07-01", "Europe/Amsterdam", "2026-06-30T22:00"),
    ],
)
def test_a_moment_of_a_zone(cell: str, zone: str, value: str) -> None:
    assert read(cell, "timestamp", zone=zone) == (moment(value), "")


def test_columns_by_another_name_from_the_drop_and_not_at_all() -> None:
    given = delivered(("nr", "topic"), ("nr", "late"), vendor="acme", columns={"id": "nr"})
    found = rows_of(given, dataset(id="text", vendor="text", late="text", nowhere="integer"))
    assert [c.name for c in found.relation.columns] == ["id", "vendor", "late"]
    assert found.missing == ("nowhere",)
    assert evaluate(found.relation.columns[1].expr, {}) == "acme"


def test_a_delivered_vendor_is_not_overruled_by_the_drops() -> None:
    found = rows_of(delivered(("vendor",), vendor="acme"), dataset(vendor="text"))
    assert evaluate(found.relation.columns[0].expr, {"vendor": "borealis"}) == "borealis"
