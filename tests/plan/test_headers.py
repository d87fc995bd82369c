"""Delivered column names: which break a promise, and how they are told."""

from __future__ import annotations

import pytest

from govcode.ir.measure import Headers
from govcode.plan.headers import columns_found
from tests.plan.making import dataset, delivered

DATASET = dataset(id="text", topic="text", amount="number")
UNLISTED = Headers("tickets", allowed=("extra",), denied=("phone",), unlisted=True)
DENIED = Headers("tickets", denied=("phone", "address"))


@pytest.mark.parametrize(
    ("measure", "headers", "keys"),
    [
        (UNLISTED, [("id", "topic", "amount")], ()),
        (UNLISTED, [("id", "topic", "amount", "extra")], ()),
        (UNLISTED, [("id", "topic", "amount", "More things")], ("More things",)),
        (UNLISTED, [("id", "topic", "amount", "phone")], ()),  # told by the other check
        (UNLISTED, [("id", "topic", "amount", "ann@example.org")], ("column 4",)),
        (UNLISTED, [("id", "topic", "amount", "ann 0612345678")], ("column 4",)),
        (UNLISTED, [("T-1", "Ann", "7")], ("column 1", "column 2", "column 3")),
        (UNLISTED, [("id", "Ann", "7")], ("column 2", "column 3")),
        (UNLISTED, [("id", "topic", "amount"), ("T-1", "Ann", "7")], ("column 1", "column 2", "column 3")),
        (DENIED, [("id", "Phone", "topic")], ("Phone",)),
        (DENIED, [("id", "topic")], ()),
    ],
)
def test_columns(measure: Headers, headers: list[tuple[str, ...]], keys: tuple[str, ...]) -> None:
    found = columns_found(measure, [delivered(*headers)], DATASET)
    assert found is not None
    assert (found.keys, found.broken) == (keys, len(keys))


def test_a_mapped_column_is_listed_by_its_delivered_name() -> None:
    given = delivered(("nr", "topic", "amount", "id"), columns={"id": "nr"})
    found = columns_found(UNLISTED, [given], DATASET)
    assert found is not None
    assert found.keys == ("id",)


def test_nothing_delivered_is_no_answer() -> None:
    assert columns_found(UNLISTED, [], DATASET) is None
    assert columns_found(UNLISTED, [delivered(())], DATASET) is None
