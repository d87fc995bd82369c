"""Refunds nobody approved, approved in no known form, or out of range."""

from __future__ import annotations

from random import Random

from govcode.sample.planting import broken_cells, put
from govcode.sample.row import Row, text

_LARGE = 500
_BAD_APPROVALS = ("A17", "a-10234", "A-12", "verbal", "A-1234567", "ok by phone", "12345")
_BAD_AMOUNTS = ("5000.01", "7250.00", "12000.00", "99999.99")


def _amount(row: Row) -> float:
    return float(text(row, "refund_amount") or 0)


def _needs_approval(row: Row) -> bool:
    return row["topic"] == "refund" and _amount(row) > _LARGE and row["approval_id"] is not None


def _out_of_range(row: Row, rng: Random) -> Row:
    wrong = rng.choice(_BAD_AMOUNTS) if _needs_approval(row) else f"-{_amount(row):.2f}"
    return {"refund_amount": wrong}


REFUNDS = (
    broken_cells(
        "refunds.approval", "tickets", "ticket_id", 0.006, "refund above 500 without approval",
        _needs_approval, put("approval_id", None),
    ),
    broken_cells(
        "refunds.approval-format", "tickets", "ticket_id", 0.003, "approval id of the wrong form",
        _needs_approval, put("approval_id", *_BAD_APPROVALS),
    ),
    broken_cells(
        "refunds.amount-range", "tickets", "ticket_id", 0.002, "refund below 0 or above 5000",
        lambda row: row["topic"] == "refund" and row["refund_amount"] is not None, _out_of_range,
    ),
)  # fmt: skip
