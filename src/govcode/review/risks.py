"""The risk register: inherent and residual, now and a quarter ago, why it moved, and who lives with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from govcode.catalog.ledger import Risk, Safeguard
from govcode.ir.check import Severity
from govcode.review.delivery_tracks import delivery_tracks
from govcode.review.finding import ReviewFinding
from govcode.review.likelihood import likelihood_of, risk_level
from govcode.review.quarter import Quarter
from govcode.review.register import Acceptance, Cause, RegisterEntry, Residual, Shown, Way, Works
from govcode.review.scene import Scene
from govcode.review.track import Standing, Track, track_of

# What the register tells is written apart; whoever asks for it finds it here.
__all__ = ["Acceptance", "Cause", "RegisterEntry", "Residual", "Shown", "Way", "Works", "register_of"]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What risks are held against: the checks of a scene, and the deliveries of this and the last quarter."""

    scene: Scene
    deliveries: dict[Quarter, dict[tuple[str, str], tuple[Track, ...]]]


def register_of(scene: Scene) -> tuple[RegisterEntry, ...]:
    """Return each risk of each vendor, highest residual level first, then as the documents have them."""
    both = (scene.quarter, scene.quarter.plus(-1))
    seen = _Seen(scene, {quarter: delivery_tracks(scene, quarter) for quarter in both} if scene.ledger.risks else {})
    entries = [_entry(seen, risk, v) for risk in scene.ledger.risks for v in scene.vendors if v in risk.vendors]
    return tuple(sorted(entries, key=lambda entry: (-entry.residual.level.rank, not entry.beyond)))


def _residual(seen: _Seen, risk: Risk, vendor: str, quarter: Quarter, shown: tuple[Shown, ...]) -> Residual:
    """Return what is left of a risk by the runs of a quarter; an override counts if it holds on its last day."""
    scene, tracks = seen.scene, _tracks(seen, risk.checks, vendor, quarter)
    shielded = not shown or any(each.works is Works.YES for each in shown)
    observed = likelihood_of(tracks, risk.likelihood, shielded=shielded)
    day = scene.as_of.date() if quarter == scene.quarter else quarter.end - timedelta(days=1)
    override = risk.override if risk.override and risk.override.first <= day <= risk.override.last else None
    likelihood = override.likelihood if override else observed.level
    return Residual(quarter, observed, override, risk_level(likelihood, risk.impact))


def _entry(seen: _Seen, risk: Risk, vendor: str) -> RegisterEntry:
    scene = seen.scene
    last = scene.quarter.plus(-1)
    shown = _safeguards(seen, risk, vendor, scene.quarter)
    now = _residual(seen, risk, vendor, scene.quarter, shown)
    before = None
    if _remembered(scene, last):
        before = _residual(seen, risk, vendor, last, _safeguards(seen, risk, vendor, last))
    causes = _causes(seen, risk, vendor) if before else ()
    beyond = now.level.rank > risk.appetite.rank
    acceptance = _acceptance(scene, risk, beyond=beyond)
    actions = tuple(a for a in scene.ledger.actions if set(a.checks) & set(risk.checks) and _of(a.vendors, vendor))
    evidence = tuple(
        e for e in scene.ledger.evidence if set(e.controls) & set(risk.controls) and _of(e.vendors, vendor)
    )
    return RegisterEntry(
        risk,
        vendor,
        risk_level(risk.likelihood, risk.impact),
        now,
        before,
        _way(before, now),
        causes,
        _why(before, now, causes),
        shown,
        beyond,
        acceptance,
        actions,
        evidence,
        tuple(_findings(scene, risk, vendor, acceptance, beyond=beyond)),
    )


def _of(vendors: tuple[str, ...], vendor: str) -> bool:
    return not vendors or vendor in vendors


def _remembered(scene: Scene, quarter: Quarter) -> bool:
    return any(quarter.start < run.record.as_of.date() <= quarter.end for run in scene.runs)


def _tracks(seen: _Seen, checks: tuple[str, ...], vendor: str, quarter: Quarter) -> tuple[Track, ...]:
    """Return the tracks of checks; a cadence stands for the deliveries that it asks for."""
    deliveries = seen.deliveries[quarter]
    return tuple(
        track
        for check in checks
        for track in deliveries.get((check, vendor)) or (track_of(seen.scene, check, vendor, quarter),)
    )


def _safeguards(seen: _Seen, risk: Risk, vendor: str, quarter: Quarter) -> tuple[Shown, ...]:
    return tuple(_shown(each, _tracks(seen, each.checks, vendor, quarter)) for each in risk.safeguards)


def _shown(safeguard: Safeguard, tracks: tuple[Track, ...]) -> Shown:
    """Return whether a safeguard works: not with a broken check in the newest judged week.

    A check with more blank weeks than judged ones shows nothing.
    """
    judged, kept = sum(t.judged for t in tracks), sum(t.count(Standing.KEPT) for t in tracks)
    newest = [next((s for _, s in reversed(t.weeks) if s in {Standing.KEPT, Standing.BROKEN}), None) for t in tracks]
    if Standing.BROKEN in newest or 2 * kept < judged:
        works = Works.NO
    elif None in newest or any(t.count(Standing.BLANK) > t.judged for t in tracks):
        works = Works.UNSHOWN
    else:
        works = Works.YES
    return Shown(safeguard, works, kept, judged, sum(t.count(Standing.BLANK) for t in tracks))


def _causes(seen: _Seen, risk: Risk, vendor: str) -> tuple[Cause, ...]:
    """Return the checks that stood otherwise than in the quarter before, the greatest difference first."""
    checks = tuple(dict.fromkeys((*risk.checks, *(check for s in risk.safeguards for check in s.checks))))
    now = seen.scene.quarter
    before, after = (_tracks(seen, checks, vendor, quarter) for quarter in (now.plus(-1), now))
    found = [Cause(new.check, _numbers(old), _numbers(new)) for old, new in zip(before, after, strict=True)]
    moved = [cause for cause in found if _rates(cause.before) != _rates(cause.after)]
    return tuple(sorted(moved, key=lambda cause: -_distance(cause)))


def _numbers(track: Track) -> tuple[int, int, int]:
    return track.count(Standing.BROKEN), track.judged, track.count(Standing.BLANK)


def _rates(numbers: tuple[int, int, int]) -> tuple[float | None, int]:
    broken, judged, blank = numbers
    return broken / judged if judged else None, blank


def _distance(cause: Cause) -> float:
    (old, old_blank), (new, new_blank) = _rates(cause.before), _rates(cause.after)
    gap = 1.0 if (old is None) != (new is None) else abs((new or 0) - (old or 0))
    return gap + abs(new_blank - old_blank) / 13


def _way(before: Residual | None, now: Residual) -> Way:
    if before is None:
        return Way.NEW
    step = now.level.rank - before.level.rank or now.likelihood.rank - before.likelihood.rank
    return Way.UP if step > 0 else Way.DOWN if step < 0 else Way.SAME


def _why(before: Residual | None, now: Residual, causes: tuple[Cause, ...]) -> str:
    if before is None:
        return "no run of the quarter before is remembered, so it is compared with nothing"
    if _way(before, now) is Way.SAME:
        return "its level and its likelihood are what they were"
    parts = [f"likelihood {before.likelihood} → {now.likelihood}"]
    if now.override and not before.override:
        parts.append(f"set by hand by {now.override.by} until {now.override.last}")
    elif before.override and not now.override:
        parts.append(f"no longer set by hand since {before.override.last}")
    parts.extend(str(cause) for cause in causes)
    return "; ".join(parts)


def _acceptance(scene: Scene, risk: Risk, *, beyond: bool) -> Acceptance:
    today, accepted = scene.as_of.date(), risk.acceptance
    if accepted is None:
        return Acceptance.MISSING if beyond or risk.treatment == "accept" else Acceptance.UNNEEDED
    if today > accepted.last:
        return Acceptance.EXPIRED
    return Acceptance.IN_FORCE if today >= accepted.first else Acceptance.NOT_YET


def _findings(
    scene: Scene, risk: Risk, vendor: str, acceptance: Acceptance, *, beyond: bool
) -> Iterator[ReviewFinding]:
    override, today = risk.override, scene.as_of.date()
    if override and override.last < today:
        text = (
            f"{risk.title}: the likelihood set by {override.by} ended on {override.last}; the observed one counts again"
        )
        yield ReviewFinding(risk.id, "expired override", vendor, Severity.MEDIUM, text, override.last)
    if acceptance is Acceptance.EXPIRED and risk.acceptance and (beyond or risk.treatment == "accept"):
        by, last = risk.acceptance.by, risk.acceptance.last
        text = f"{risk.title}: the acceptance by {by} ended on {last}; nobody lives with the risk now"
        yield ReviewFinding(risk.id, "expired acceptance", vendor, Severity.HIGH, text, risk.acceptance.last)
    if acceptance is Acceptance.MISSING and beyond:
        text = f"{risk.title}: it lies beyond the appetite ({risk.appetite}) and nobody has accepted it"
        yield ReviewFinding(risk.id, "beyond appetite", vendor, Severity.HIGH, text)
    elif acceptance is Acceptance.MISSING:
        text = f"{risk.title}: its treatment is to accept it, and nobody has accepted it"
        yield ReviewFinding(risk.id, "missing acceptance", vendor, Severity.MEDIUM, text)
