"""Section 0: what is reviewed, what it rests on, and who signs it."""

from __future__ import annotations

from govcode.reports.review.blocks import Cell, Column, Facts, Group, Note, Section, Table, Tone
from govcode.reports.review.cells import moment, plural, visible
from govcode.review.cover import Cover
from govcode.review.review import COMMITTEE, Review


def section(review: Review) -> Section:
    """Return the cover."""
    cover = review.cover
    told = plural(len(cover.runs), "recorded run")
    summary = f"{_who(review)}, {review.scene.quarter}, from {told}."
    groups = (_scope(review), _basis(review, cover), _signing(review))
    return Section(0, "cover", "Cover", visible(summary), Tone.PLAIN if cover.runs else Tone.UNKNOWN, groups)


def _who(review: Review) -> str:
    names = [review.named(vendor) for vendor in review.scene.vendors]
    return ", ".join(names) or "All rows: no vendor is declared"


def _scope(review: Review) -> Group:
    scene, front = review.scene, review.cover.front
    pairs = (
        ("Project", Cell(visible(front.title), note=visible(front.project))),
        ("Vendors", Cell(visible(_who(review)))),
        (
            "Quarter",
            Cell(f"{scene.quarter}", note=f"from {scene.quarter.start} up to, not including, {scene.quarter.end}"),
        ),
        ("Days start in", Cell(", ".join(review.cover.zones), note="the time zones of the KPIs")),
        ("As seen on", Cell(moment(scene.as_of))),
        ("Written for", Cell(visible(front.committee or COMMITTEE))),
        ("Who may read it", Cell(visible(front.confidentiality))),
    )
    return Group("scope", "Scope", (Facts(pairs),))


def _basis(review: Review, cover: Cover) -> Group:
    if not cover.runs:
        return Group("basis", "What it rests on", (Note(Tone.UNKNOWN, "No run of this quarter is remembered."),))
    first, last = cover.runs[0].record, cover.runs[-1].record
    pairs = (
        ("Runs", Cell(plural(len(cover.runs), "run"), len(cover.runs), href="runs", note="all are in appendix E")),
        ("First run", Cell(visible(first.run), note=f"as of {moment(first.as_of)}")),
        ("Last run", Cell(visible(last.run), note=f"as of {moment(last.as_of)}")),
        ("Revisions of the runs", Cell(visible(", ".join(cover.revisions)))),
        ("Documents of the runs", Cell(visible(", ".join(cover.documents)), note="SHA-256 over all documents")),
        ("Documents of this review", Cell(cover.front.documents or "–", note=visible(cover.front.revision or ""))),
        ("Drops", Cell(plural(len(cover.delivered), "delivered table"), href="drops", note="hashes are in appendix E")),
        ("Data reaches to", _reaches(review, cover)),
        ("Made by", Cell(visible(f"govcode {cover.front.version}"), note=f"runs: govcode {', '.join(cover.tools)}")),
        ("Head of the chain", Cell(cover.head, note=f"link {cover.length} of the history")),
    )
    return Group("basis", "What it rests on", (Facts(pairs),))


def _reaches(review: Review, cover: Cover) -> Cell:
    """Return how far the data reaches, and whether the sender or the newest row says so."""
    told = [
        f"{feed}{f' of {review.named(vendor)}' if vendor else ''}: {moment(at)}, by its manifest"
        for feed, vendor, at in cover.watermarks
    ]
    told += [f"{review.named(vendor)}: {moment(at)}, by its newest row" for vendor, at in cover.newest]
    if not told:
        return Cell("not known: no manifest says so, and no row has a moment", tone=Tone.UNKNOWN)
    note = (
        "where no manifest says how far a delivery reaches, the hour of the newest row does" if cover.newest else None
    )
    return Cell(visible("; ".join(told)), note=note)


def _signing(review: Review) -> Group:
    columns = (Column("who", "Who signs"), Column("signature", "Signature"), Column("date", "Date"))
    names = review.cover.front.signed_by or (review.cover.front.committee or COMMITTEE,)
    rows = tuple((Cell(visible(review.named(name))), Cell(" "), Cell(" ")) for name in names)
    table = Table("sign-off", "Sign-off", columns, rows, "nobody is named to sign")
    return Group("signing", "Sign-off", (table,))
