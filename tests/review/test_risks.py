"""The risk register."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from govcode.catalog.ledger import Ledger, Level
from govcode.review.quarter import Quarter
from govcode.review.risks import Acceptance, RegisterEntry, Way, Works, register_of
from tests.review import making
from tests.review.making import merged, risk, rule, safeguard, scene, weekly

Q2 = Quarter(2026, 2)
QUIET = "." * 13


def entry(now: str, before: str = "", **over: Any) -> RegisterEntry:  # noqa: ANN401 - as a test writes it
    """Return the entry of a risk whose check stood so in two quarters."""
    runs = weekly(rule(), before, quarter=Q2) + weekly(rule(), now)
    (found,) = register_of(scene(runs, Ledger(risks=(risk(**over),))))
    return found


def test_residual_and_inherent_levels_come_from_the_matrix() -> None:
    found = entry(QUIET)
    assert (found.inherent, found.residual.level) == (Level.HIGH, Level.LOW)
    assert not found.beyond
    assert found.acceptance is Acceptance.UNNEEDED


def test_the_move_is_told_with_the_checks_that_caused_it() -> None:
    found = entry("xxxxx........", QUIET)
    assert found.before is not None
    assert (found.before.level, found.residual.level, found.way) == (Level.LOW, Level.MODERATE, Way.UP)
    assert [str(cause) for cause in found.causes] == [
        "tickets.reply: 0 of 13 judged weeks broken → 5 of 13 judged weeks broken"
    ]
    assert found.why.startswith("likelihood very low → moderate; tickets.reply: 0 of 13")


def test_a_fall_is_told_as_well_and_no_move_has_no_causes_to_tell() -> None:
    assert entry(QUIET, "xxxxx........").way is Way.DOWN
    same = entry(QUIET, QUIET)
    assert (same.way, same.causes) == (Way.SAME, ())


def test_blank_weeks_move_it_and_are_named() -> None:
    found = entry("..........   ", QUIET)
    assert found.way is Way.UP
    assert "0 → 3 blank" in found.why


def test_without_runs_of_the_quarter_before_nothing_is_compared() -> None:
    found = entry(QUIET)
    assert (found.before, found.way) == (None, Way.NEW)


def test_an_override_in_force_is_used_and_both_are_kept() -> None:
    found = entry(
        "xxxxx........", QUIET, override=making.overridden(Level.VERY_LOW, date(2026, 9, 1), date(2026, 11, 1))
    )
    assert found.residual.likelihood is Level.VERY_LOW
    assert found.residual.observed.level is Level.MODERATE
    assert found.residual.level is Level.LOW
    assert not any(finding.kind == "expired override" for finding in found.findings)


def test_an_expired_override_counts_no_longer_and_is_a_finding() -> None:
    found = entry("xxxxx........", override=making.overridden(Level.VERY_LOW, date(2026, 7, 1), date(2026, 9, 30)))
    assert found.residual.likelihood is Level.MODERATE
    assert "expired override" in [finding.kind for finding in found.findings]


def test_beyond_the_appetite_somebody_has_to_accept_it() -> None:
    breaking = "x" * 13
    missing = entry(breaking)
    assert (missing.beyond, missing.acceptance) == (True, Acceptance.MISSING)
    assert [finding.kind for finding in missing.findings] == ["beyond appetite"]
    held = entry(breaking, acceptance=making.accepted(date(2026, 8, 1), date(2026, 12, 1)))
    assert (held.acceptance, held.findings) == (Acceptance.IN_FORCE, ())
    past = entry(breaking, acceptance=making.accepted(date(2026, 1, 1), date(2026, 10, 5)))
    assert past.acceptance is Acceptance.EXPIRED
    assert [finding.kind for finding in past.findings] == ["expired acceptance"]
    last_day = entry(breaking, acceptance=making.accepted(date(2026, 1, 1), date(2026, 10, 6)))
    assert last_day.acceptance is Acceptance.IN_FORCE


def test_treatment_by_acceptance_needs_one() -> None:
    found = entry(QUIET, treatment="accept")
    assert [finding.kind for finding in found.findings] == ["missing acceptance"]


def test_safeguards_are_shown_by_their_checks() -> None:
    shift = rule("shifts.staffed")
    for marks, works in (
        (QUIET, Works.YES),
        ("............x", Works.NO),
        ("", Works.UNSHOWN),
        ("o" * 13, Works.UNSHOWN),
    ):
        runs = merged(weekly(rule(), QUIET), weekly(shift, marks))
        (found,) = register_of(scene(runs, Ledger(risks=(risk(safeguards=(safeguard("shifts.staffed"),)),))))
        assert [shown.works for shown in found.safeguards] == [works]
        assert (found.residual.likelihood is Level.VERY_LOW) is (works is Works.YES)


def test_each_vendor_has_an_entry_of_its_own() -> None:
    runs = merged(weekly(rule(), "x" * 13, "acme"), weekly(rule(), QUIET, "borealis"))
    seen = scene(runs, Ledger(risks=(risk(vendors=("acme", "borealis")),)), vendors=("acme", "borealis", "cirrus"))
    assert [(e.vendor, e.residual.level) for e in register_of(seen)] == [("acme", Level.HIGH), ("borealis", Level.LOW)]


def test_actions_and_evidence_are_found_by_checks_and_controls() -> None:
    ledger = Ledger(
        risks=(risk(controls=("gdpr-28-3-a",)),),
        actions=(making.action(), making.action("other", checks=("else.where",)), making.action("b", vendors=("b",))),
        evidence=(making.evidence(), making.evidence("c", controls=())),
    )
    (found,) = register_of(scene(weekly(rule(), QUIET), ledger))
    assert [action.id for action in found.actions] == ["second-shift"]
    assert [paper.id for paper in found.evidence] == ["dpa"]


def test_a_review_of_an_older_day_sees_an_override_as_it_was_then() -> None:
    override = making.overridden(Level.VERY_LOW, date(2026, 9, 1), date(2026, 9, 30))
    seen = scene(weekly(rule(), "xxxxxxxxxxx"), Ledger(risks=(risk(override=override),)), as_of=datetime(2026, 9, 20))
    assert register_of(seen)[0].residual.likelihood is Level.VERY_LOW


def test_a_cadence_can_be_what_a_risk_is_seen_by() -> None:
    from tests.review.making import Q3, cadence, covered, run

    delivered = [run(w.end, coverage=(covered("tickets", "acme", w.start, w.end),)) for w in Q3.weeks[:10]]
    delivered += [run(w.end) for w in Q3.weeks[10:12]]
    for name in ("weekly.tickets", "weekly"):
        ledger = Ledger(risks=(risk(checks=(name,)),), cadences=(cadence(),))
        (found,) = register_of(scene(delivered, ledger))
        # Of the thirteen weeks ten were delivered, two are blank, and the last one is not due yet.
        assert found.residual.observed.sentence.startswith("broken in 2 of 12 judged weeks (17 %)")
