"""Contacts answered by the wrong people, impossible or recorded too much."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene, broken_cells, put
from govcode.sample.row import Row, text


def _uncertified(contact: Row, scene: Scene) -> list[str]:
    """Return the vendor's agents whose certificate does not cover the day of the contact."""
    day = text(contact, "answered_at")[:10]
    staff = [pick.row for pick in scene.of("agents", "vendor", text(contact, "vendor"))]
    wrong = [a for a in staff if day < text(a, "certified_on") or day > text(a, "cert_expires_on")]
    return [text(a, "agent_key") for a in wrong if a["role"] in {"trainee", "back_office"}]


def _answered(row: Row) -> bool:
    return row["outcome"] == "answered"


def _could_be_uncertified(row: Row, scene: Scene) -> bool:
    return _answered(row) and bool(_uncertified(row, scene))


def _swapped(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:
    edits = tuple(
        Edit("contacts", p.index, (p.row | {"agent_key": rng.choice(_uncertified(p.row, scene))},)) for p in picks
    )
    note = "answered by someone without a valid certificate"
    return Damage(edits, tuple(Label("agents.certified", "contacts", text(p.row, "contact_id"), note) for p in picks))


def _paid(row: Row, _: Scene) -> bool:
    return row["payment_taken"] == "true" and row["recording_id"] is not None


def _unpaused(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    edits, labels = [], []
    for pick in picks:
        edits.append(Edit("contacts", pick.index, (pick.row | {"recording_paused": "false"},)))
        tapes = scene.of("recordings", "contact_id", text(pick.row, "contact_id"))
        edits += [Edit("recordings", tape.index, (tape.row | {"pause_intervals": None},)) for tape in tapes]
        note = "recorded while the card was read out"
        labels.append(Label("contacts.payment-recording", "contacts", text(pick.row, "contact_id"), note))
    return Damage(tuple(edits), tuple(labels))


CONTACTS = (
    Defect("contacts.payment-recording", "contacts", 0.003, _paid, _unpaused),
    Defect("agents.certified", "contacts", 0.004, _could_be_uncertified, _swapped),
    broken_cells(
        "contacts.answered-and-abandoned", "contacts", "contact_id", 0.003, "answered and abandoned at once",
        lambda row: _answered(row) and row["payment_taken"] == "false", put("outcome", "abandoned"),
    ),
)  # fmt: skip
