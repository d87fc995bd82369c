"""Which answers to surveys count, answer by answer."""

from __future__ import annotations

from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]


def cohort(survey: Row, surveys: list[Row], events: list[Row]) -> Row:
    """Return what the answer of a survey counts for; `surveys` have the customer of their ticket."""
    same = [s for s in surveys if (s["ticket_id"], s["kind"]) == (survey["ticket_id"], survey["kind"])]
    reopened = [e["at"] for e in events if e["ticket_id"] == survey["ticket_id"] and e["kind"] == "reopen"]
    found: Row = {
        "responded": survey["responded_at"] is not None,
        "answer_is_last": None,
        "changed_mind": None,
        "vote_counts": None,
        "after_reopen": any(at <= survey["sent_at"] for at in reopened),
    }
    if not found["responded"]:
        return found
    before, after = _around(survey, same)
    scores = [s["score_raw"] for s in before if s["score_raw"] is not None]
    said = survey["score_raw"]
    found["answer_is_last"] = not after
    found["changed_mind"] = bool(scores) and said is not None and scores[-1] != said
    votes = [s for s in surveys if s is survey or _same_vote(s, survey)]
    found["vote_counts"] = not _around(survey, votes)[1]
    return found


def _around(survey: Row, surveys: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the answers given before this one, and after it."""
    answered = [s for s in surveys if s["responded_at"] is not None]
    answered.sort(key=lambda s: (s["responded_at"], s["sent_at"]))
    at = next(i for i, s in enumerate(answered) if s is survey)
    return answered[:at], answered[at + 1 :]


def _same_vote(one: Row, other: Row) -> bool:
    """Say whether two answers are votes of the same customer about the same question in the same month."""
    if one["customer_key"] is None or one["customer_key"] != other["customer_key"] or one["responded_at"] is None:
        return False
    month = [(s["responded_at"].year, s["responded_at"].month) for s in (one, other)]
    return one["kind"] == other["kind"] and month[0] == month[1]
