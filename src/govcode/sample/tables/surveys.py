"""surveys: satisfaction, effort and recommendation, most of them never answered."""

from __future__ import annotations

from random import Random

from govcode.sample.chance import weighted
from govcode.sample.clock import DAY, HOUR, MINUTE, maybe_stamp, stamp
from govcode.sample.life import Life
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.vendors import BY_NAME
from govcode.sample.world import World

_COLUMNS = (
    *("survey_id", "vendor", "kind", "ticket_id", "agent_key", "sent_at", "responded_at", "scale_min", "scale_max"),
    *("direction", "score_raw", "agent_at_send", "comment_redacted"),
)
_SENT, _ANSWERED = 0.75, 0.34
_KIND = weighted({"csat": 0.7, "nps": 0.18, "ces": 0.12})
_SCALE = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}
_COMMENTS = ("quick and friendly", "took too long", "had to explain it twice", "all good", "still not convinced")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    end = world.period.end
    solved = [life for life in world.lives if life.solves and not life.case.is_test and rng.random() < _SENT]
    sent = [(life, life.solves[-1] + rng.randrange(5 * MINUTE, DAY)) for life in solved]
    return [_row(life, at, end, rng) for life, at in sent if at < end]


def _row(life: Life, sent: int, end: int, rng: Random) -> Row:
    kind = _KIND.draw(rng)
    low, high = _SCALE[kind]
    answered = sent + round(rng.expovariate(1 / (9 * HOUR))) + MINUTE
    responds = rng.random() < _ANSWERED and answered < end
    return {
        "survey_id": f"S-{life.case.ticket_id[2:]}",
        "vendor": life.case.vendor,
        "kind": kind,
        "ticket_id": life.case.ticket_id,
        "agent_key": life.agent,
        "sent_at": stamp(sent),
        "responded_at": maybe_stamp(answered if responds else None),
        "scale_min": low,
        "scale_max": high,
        "direction": "higher-is-better",
        "score_raw": _score(life, low, high, rng) if responds else None,
        "agent_at_send": life.assignee,
        "comment_redacted": rng.choice(_COMMENTS) if responds and rng.random() < 0.2 else None,
    }


def _score(life: Life, low: int, high: int, rng: Random) -> int:
    """Return a score on the scale: many happy, some furious, fewer happy when it came back."""
    share = (BY_NAME[life.case.vendor].satisfaction - 1) / 4 - 0.18 * len(life.reopens)
    if rng.random() < 0.1:
        share = 0.05
    value = share + rng.gauss(0.05, 0.2)
    return min(high, max(low, round(low + (high - low) * value)))


SURVEYS = TableKind("surveys", _COLUMNS, _rows)
