"""Handoffs that tell the next owner too little."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene, broken_cells, put
from govcode.sample.row import Row, text

COPIES = 8  # as many equal texts are still believed
_TABLE = "handoffs"
_REQUIRED = ("environment", "steps_tried", "customer_expectation", "occurred_at")
_PLACEHOLDERS = ("n/a", "-", "tbd", "none", "asdf", "N/A", "TBD")
_TOO_SHORT = ("fix it", "refund", "call back", "new parcel", "answer")
_PASTED = (
    "Followed the standard troubleshooting guide, no success",
    "Checked everything as usual, please take over",
    "Customer was informed, all steps done according to process",
    "Restarted, cleared cache, reinstalled, did not help",
)


def _any(row: Row) -> bool:
    return row["ticket_id"] is not None


def _technical(row: Row, _: Scene) -> bool:
    return row["category"] == "technical"


def _pasted(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Give the same text to groups just above what is still believed."""
    groups = min(len(_PASTED), len(picks) // (COPIES + 1))
    chosen = picks if groups else ()
    edits = tuple(Edit(_TABLE, p.index, (p.row | {"steps_tried": _PASTED[i % groups]},)) for i, p in enumerate(chosen))
    return Damage(
        edits, tuple(_label("handoff.copy-paste-steps-tried", p, "same steps in more than 8 handoffs") for p in chosen)
    )


def _undetailed(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Leave the error details of technical handoffs empty."""
    edits = tuple(Edit(_TABLE, p.index, (p.row | {"error_details": None},)) for p in picks)
    rule = "handoff.error-details-when-technical"
    return Damage(edits, tuple(_label(rule, p, "technical, without error details") for p in picks))


def _held_place(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Write placeholders, in the steps only so often that no copy-paste comes of it."""
    edits = []
    for number, pick in enumerate(picks):
        column = "steps_tried" if number < len(_PLACEHOLDERS) and number % 2 == 0 else "environment"
        edits.append(Edit(_TABLE, pick.index, (pick.row | {column: _PLACEHOLDERS[number % len(_PLACEHOLDERS)]},)))
    return Damage(
        tuple(edits), tuple(_label("handoff.required-fields", p, "a placeholder instead of facts") for p in picks)
    )


def _label(rule: str, pick: Pick, note: str) -> Label:
    return Label(rule, _TABLE, text(pick.row, "handoff_id"), note)


class _CopyPaste(Defect):
    """Needs whole groups, so more rows than others."""

    def wanted(self, tickets: int) -> int:
        """Return one group of ten, more in large drops."""
        return 10 * max(1, min(len(_PASTED), tickets // 2_000))


HANDOFFS = (
    Defect("handoff.error-details-when-technical", _TABLE, 0.004, _technical, _undetailed),
    _CopyPaste("handoff.copy-paste-steps-tried", _TABLE, 0, lambda row, _: _any(row), _pasted),
    broken_cells(
        "handoff.required-fields", _TABLE, "handoff_id", 0.006, "a required field is empty",
        _any, lambda _row, rng: {rng.choice(_REQUIRED): None},
    ),
    Defect("handoff.required-fields", _TABLE, 0.005, lambda row, _: _any(row), _held_place),
    broken_cells(
        "handoff.minimum-words-customer-expectation", _TABLE, "handoff_id", 0.004, "expectation of under three words",
        _any, put("customer_expectation", *_TOO_SHORT),
    ),
)  # fmt: skip
