"""The ledger of disputes."""

from __future__ import annotations

from datetime import date

import pytest

from govcode.catalog.ledger import Dispute, Ledger
from govcode.review.disputes import DisputeLedger, Found, disputes_of
from govcode.stats.intervals import wilson
from tests.review.making import dispute, merged, result, rule, run, scene

MARK, OTHER = "ab12" * 4, "cd34" * 4
RUN = run(
    date(2026, 7, 13),
    [
        (rule(), result("fail", "acme", fingerprint=MARK)),
        (rule("else.where"), result("fail", "acme", fingerprint=OTHER)),
    ],
)


def ledger(*disputes: Dispute) -> DisputeLedger:
    return disputes_of(scene(merged([RUN]), Ledger(disputes=disputes)))


@pytest.mark.parametrize(
    ("mark", "found"), [(MARK, Found.YES), (MARK[:8], Found.YES), (OTHER, Found.ELSEWHERE), ("f" * 16, Found.NOWHERE)]
)
def test_contested_fingerprints_are_looked_up(mark: str, found: Found) -> None:
    (line,) = ledger(dispute(fingerprints=(mark,))).lines
    assert line.fingerprints == ((mark, found),)
    assert line.unknown == (() if found is Found.YES else (mark,))


def test_the_overturn_rate_of_a_rule_is_told_with_its_interval() -> None:
    outcomes = ["overturned", "upheld", "upheld", "pending", "withdrawn"]
    several = [
        dispute(f"d{i}", outcome=o, decided=None if o == "pending" else date(2026, 8, 1))
        for i, o in enumerate(outcomes)
    ]
    (rate,) = ledger(*several).rates
    assert (rate.overturned, rate.decided, rate.pending, rate.withdrawn) == (1, 3, 1, 1)
    assert rate.rate == pytest.approx(1 / 3)
    assert rate.interval == wilson(1, 3)


def test_without_a_decision_there_is_no_rate() -> None:
    (rate,) = ledger(dispute()).rates
    assert (rate.rate, rate.interval) == (None, None)


def test_old_decided_disputes_count_in_the_rate_and_are_not_listed() -> None:
    old = dispute("old", raised=date(2026, 1, 5), outcome="overturned", decided=date(2026, 1, 20))
    pending = dispute("pending", raised=date(2026, 1, 5))
    found = ledger(old, pending, dispute("late", raised=date(2026, 11, 1)), dispute("b", vendor="borealis"))
    assert [(line.dispute.id, line.days) for line in found.lines] == [("pending", 274)]
    assert found.rates[0].decided == 1
