"""The stories that are planted: who, when and what. The generator makes them, and the tests look for them."""

from __future__ import annotations

from datetime import date

from tests.stories.weeks import weeks_from

ACME, BOREALIS, CIRRUS = "acme", "borealis", "cirrus"
VENDORS = (ACME, BOREALIS, CIRRUS)
NAMES = {ACME: "Acme Contact Centres", BOREALIS: "Borealis Support", CIRRUS: "Cirrus Care"}

# 1. Borealis shortens, in two steps, how long a ticket stays open for the customer: fewer are opened again, and they
#    are over sooner, while more and more customers come back with a new one.
AUTO_CLOSE = (date(2026, 4, 13), date(2026, 7, 20))
GAMED, WORSENED = ("reopened", "time-to-resolve"), "recontacted"
GAMING_TENSION = "closed-too-early"
GAMING_RISK = "silent-non-resolution"

# 2. Acme sends its surveys to easier queues since July: each queue gets worse, the whole looks better.
SIMPSON_KPI = "satisfied"
SIMPSON_FROM = date(2026, 7, 1)

# 3. A week without a delivery, a late one and one that is there in part.
MISSED = (CIRRUS, date(2026, 8, 10))  # 2026-W33
LATE = (BOREALIS, date(2026, 8, 17))  # delivered with the week after
PARTIAL = (ACME, date(2026, 9, 7))
PARTIAL_DAYS = 3

# 4. A waiver that has ended: used after its end, and needed still. Another one that was renewed three times.
EXPIRED_WAIVER = "acme-short-handoffs"
EXPIRED_RULE = "handoff.required-fields"
EXPIRED_ON = date(2026, 8, 14)
USED_LATE = (date(2026, 8, 17), 4)  # the as-of day of the run, and how many violations
RENEWED_WAIVER, RENEWED_RULE, RENEWALS = "cirrus-silent-closings-4", "tickets.closed-has-reply", 3
RENEWED_UNTIL = date(2026, 12, 20)

# 5. "In time" is four business hours instead of eight from the run of this day on.
REDEFINED_KPI = "first-reply-in-time"
REDEFINED_FROM = date(2026, 9, 7)
OLD_HOURS, NEW_HOURS = "8h", "4h"
OLD_HIGHER_BY = 0.09

# 6. The logs of Cirrus stop: nobody sees a leak, which is not the same as none.
LOGS = ("access-log", "export-log")
LOGS_STOP = (CIRRUS, date(2026, 8, 3))
BLIND_RISK = "data-leak"

# 7. An action that is overdue, one that was completed and did not help, and a failure that nobody acts on.
OVERDUE_ACTION = "borealis-export-approval"
OVERDUE_SINCE = date(2026, 9, 15)
UNHELPFUL_ACTION, UNHELPFUL_CHECK = "acme-copied-steps", "handoff.copy-paste-steps-tried"
UNHELPFUL_COMPLETED = date(2026, 8, 1)
NEGLECTED = ("agents.known-in-contacts", CIRRUS, (date(2026, 7, 13), date(2026, 8, 24), date(2026, 9, 14)))

# 8. Borealis contests three weeks of a number; it was right once.
DISPUTED_KPI = WORSENED
DISPUTED = {
    "borealis-recontacts-july": (date(2026, 7, 20), "overturned"),
    "borealis-recontacts-august": (date(2026, 8, 3), "upheld"),
    "borealis-recontacts-september": (date(2026, 9, 7), "pending"),
}

# 9. Acme's own number is three points better than what its rows give, since April.
CLAIMED_KPI, CLAIMED_ABOVE, CLAIMED_FROM = SIMPSON_KPI, 0.03, date(2026, 4, 1)

# 10. A cable was cut: a few days of calls at Acme are excused, and both numbers are told.
EXCUSE, EXCUSED_KPI = "acme-cut-cable", "service-level"
EXCUSED_WEEK, EXCUSED_ROWS, EXCUSED_DROP = date(2026, 8, 3), 260, 0.13

# 11. A non-negotiable is broken at Borealis, the last time in the last week of the quarter.
NON_NEGOTIABLE = "exports.approved"
EXPORTS = {
    date(2026, 6, 15): ("EX-20117",),
    date(2026, 7, 13): ("EX-20391",),
    date(2026, 9, 14): ("EX-20764", "EX-20771"),
    date(2026, 9, 28): ("EX-20846",),
}

# 12. At Acme every second technical handoff comes back to the first tier.
FLOW_KPI, FLOW_RETURNS, FLOW_RETURNED = "handoff-flow", (ACME, "technical"), 0.5

# Which rows broke rules, by rule and vendor, in which weeks: what is told above, and a few others to be believable.
BROKEN: dict[tuple[str, str], dict[date, int]] = {
    (EXPIRED_RULE, ACME): {week: 2 + week.day % 4 for week in weeks_from(date(2026, 5, 18), 22)},
    (RENEWED_RULE, CIRRUS): {week: 1 + week.day % 3 for week in weeks_from(date(2026, 1, 12), 40)},
    (UNHELPFUL_CHECK, ACME): dict.fromkeys(
        (*weeks_from(date(2026, 6, 1), 8), date(2026, 8, 24), date(2026, 9, 14), date(2026, 9, 28)), 5
    ),
    (NEGLECTED[0], NEGLECTED[1]): dict.fromkeys(NEGLECTED[2], 2),
    (NON_NEGOTIABLE, BOREALIS): {week: len(keys) for week, keys in EXPORTS.items()},
    ("contacts.moments-in-order", BOREALIS): {date(2025, 3, 10): 1, date(2025, 11, 3): 2, date(2026, 8, 31): 1},
    ("events.order", ACME): {date(2025, 6, 2): 3},
}
