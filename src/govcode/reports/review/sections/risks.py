"""Section 4: the risk heat map and the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govcode.catalog.ledger import Level
from govcode.reports.format.words import plural, visible
from govcode.reports.review.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Group,
    HeatMap,
    HeatSpot,
    Note,
    Section,
    Table,
    Tone,
)
from govcode.reports.review.register_tables import causes, levels, likelihoods, safeguards, statements
from govcode.reports.review.telling import findings, level, vendor
from govcode.review.likelihood import risk_level
from govcode.review.review import Review
from govcode.review.risks import RegisterEntry, Way

_NONE = "No risk is declared: nobody has written down what could go wrong, how bad it would be, or who owns it."


def section(review: Review) -> Section:
    """Return the heat map and the register of risks."""
    entries = review.register
    if not entries:
        group = Group("register", "Register", (Note(Tone.UNKNOWN, _NONE),))
        return Section(4, "risks", "Risks", _NONE, Tone.UNKNOWN, (group,))
    beyond = sum(1 for entry in entries if entry.beyond)
    ways = Counter(entry.way for entry in entries)
    summary = (
        f"{plural(len(entries), 'risk')} by vendor: {beyond} beyond the appetite, {ways[Way.UP]} up and "
        f"{ways[Way.DOWN]} down since last quarter."
    )
    found = [finding for entry in entries for finding in entry.findings]
    groups = (
        Group("heat-map", "Heat map", (_figure(review),)),
        Group("register", "Register", (levels(review),)),
        Group("likelihoods", "How the likelihoods were found", (*_how(), likelihoods(review), causes(review))),
        Group("safeguards", "Safeguards", (safeguards(review),)),
        Group("statements", "What each risk is", (statements(review),)),
        Group(
            "risk-findings",
            "What is wrong with the register",
            (findings("risk-findings-table", "Findings about risks", found, review, "Nothing is wrong."),),
        ),
    )
    return Section(4, "risks", "Risks", summary, Tone.BAD if beyond or found else Tone.GOOD, groups)


def _how() -> Iterator[Block]:
    yield Note(
        Tone.PLAIN,
        "A likelihood is the share of judged weeks in which one of the risk's checks was broken, in the words of NIST "
        "SP 800-30: up to 4 % very low, up to 20 % low, up to 79 % moderate, up to 95 % high. It is one higher if that "
        "share rises within the quarter beyond noise, and one higher if answers are missing; it is not below the "
        "inherent one where safeguards are declared and none is shown to work, and one above it where nothing was "
        "judged. The impact is what the owner of the risk declares. Both give the level by table I-2 of the standard.",
    )


def _figure(review: Review) -> Figure:
    spots = tuple(_spot(review, entry) for entry in review.register)
    words = tuple(tuple(risk_level(likelihood, impact).value for impact in Level) for likelihood in Level)
    columns = (
        Column("risk", "Risk"),
        Column("vendor", "Vendor", filtered=True),
        Column("likelihood", "Likelihood"),
        Column("impact", "Impact"),
        Column("level", "Level"),
        Column("before", "Likelihood last quarter"),
    )
    rows = tuple(_row(review, entry) for entry in review.register)
    table = Table("heat-map-table", "Where each risk lies", columns, rows, _NONE)
    counts = Counter(entry.residual.level for entry in review.register)
    told = ", ".join(f"{counts[which]} {which}" for which in reversed(Level) if counts[which])
    moved = sum(1 for entry in review.register if entry.way in {Way.UP, Way.DOWN})
    description = (
        f"Risks by likelihood (upwards) and impact (to the right), with an arrow from where each was last quarter: "
        f"{told}; {moved} moved."
    )
    return Figure("heat-map-figure", "Risks by likelihood and impact", description, HeatMap(spots, words), table)


def _spot(review: Review, entry: RegisterEntry) -> HeatSpot:
    impact = entry.risk.impact.rank
    before = (entry.before.likelihood.rank, impact) if entry.before else None
    who = f", {vendor(review, entry.vendor).text}" if len(review.scene.vendors) > 1 else ""
    label = visible(f"{entry.risk.id}{who}")
    return HeatSpot(label, entry.residual.likelihood.rank, impact, before, entry.anchor)


def _row(review: Review, entry: RegisterEntry) -> tuple[Cell, ...]:
    return (
        Cell(visible(entry.risk.title), entry.risk.id, href=entry.anchor, note=entry.risk.id),
        vendor(review, entry.vendor),
        level(entry.residual.likelihood),
        level(entry.risk.impact),
        level(entry.residual.level, Tone.BAD if entry.beyond else Tone.PLAIN),
        level(entry.before.likelihood) if entry.before else Cell("not compared", -1),
    )
