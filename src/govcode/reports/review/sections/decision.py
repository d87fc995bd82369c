"""Section 1: the decision page: a rating per vendor, what is asked of the committee, what moved most."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.format.intervals import sure_told
from govcode.reports.review.blocks import Block, Cell, Column, Group, Note, Prose, Section, Table, Tone
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    amount,
    check_cell,
    day_cell,
    definition_anchor,
    difference,
    part,
    plural,
    prose,
    share,
    visible,
)
from govcode.reports.review.questions import questions
from govcode.review.movements import KpiMove, RiskMove, Way
from govcode.review.rating import Rating, Word
from govcode.review.requests import Request
from govcode.review.review import Review

TONES: dict[Word, Tone] = {
    Word.GOOD: Tone.GOOD,
    Word.APPROACHING: Tone.WATCH,
    Word.IMPROVE: Tone.BAD,
    Word.INADEQUATE: Tone.BAD,
    Word.OTHER: Tone.UNKNOWN,
}
WAYS: dict[Way, Tone] = {Way.BETTER: Tone.GOOD, Way.WORSE: Tone.BAD, Way.OTHER: Tone.PLAIN}
_REASONS = 3
_LEAST = 0.0005  # a share that rounds to none
_WORST_FIRST = (Word.INADEQUATE, Word.OTHER, Word.IMPROVE, Word.APPROACHING, Word.GOOD)


def section(review: Review) -> Section:
    """Return the decision page."""
    groups = (questions(review), _ratings(review), _requests(review), _movements(review), _reasons(review))
    words = [rating.word for rating in review.ratings]
    worst = next((word for word in _WORST_FIRST if word in words), Word.OTHER)
    return Section(1, "decision", "Decision page", summary_of(review), TONES[worst], groups)


def summary_of(review: Review) -> str:
    """Return the ratings and how much is asked, in one sentence."""
    told = ", ".join(f"{_who(review, rating)} {rating.word}" for rating in review.ratings)
    asked = plural(len(review.requests), "decision")
    return visible(f"{told or 'Nothing could be rated'}; {asked} requested.")


def _who(review: Review, rating: Rating) -> str:
    return review.named(rating.vendor) if rating.vendor is not None else f"({SHARED})"


def _ratings(review: Review) -> Group:
    columns = (
        Column("vendor", "Vendor"),
        Column("rating", "Rating"),
        Column("before", "Last quarter"),
        Column("judged", "Promises judged", numeric=True),
        Column("blank", "Promised KPI periods without data", numeric=True),
        Column("because", "Because"),
    )
    rows = tuple(tuple(_rating(review, rating)) for rating in review.ratings)
    table = Table("ratings", "Rating of each vendor", columns, rows, "no promise was in force, so nobody is rated")
    how = Prose(
        "A promise is a rule or a KPI. In the row of a vendor each is counted once, if it is binding and told of that "
        "vendor. The five words are those of the Procurement Act 2023; how they are found is told below the reasons."
    )
    return Group("ratings-group", "Rating per vendor", (table, how))


def _rating(review: Review, rating: Rating) -> Iterator[Cell]:
    known = f"known: {rating.known}" if rating.word is Word.OTHER else None
    yield Cell(visible(_who(review, rating)), href=_anchor(rating))
    yield Cell(str(rating.word), _WORST_FIRST.index(rating.word), TONES[rating.word], note=known)
    yield Cell(str(rating.before), tone=TONES[rating.before]) if rating.before else Cell("not rated")
    yield Cell(f"{rating.judged:,} of {rating.promises:,}", rating.judged)
    yield Cell(
        "under 0.1 %" if 0 < rating.blank < _LEAST else share(rating.blank),
        rating.blank,
        Tone.UNKNOWN if rating.blank else Tone.PLAIN,
    )
    grounds: dict[str, list[str]] = {}
    for reason in rating.reasons:
        grounds.setdefault(reason.ground, []).append(reason.title or "")
    told = [_ground(ground, titles) for ground, titles in list(grounds.items())[:_REASONS]]
    rest = sum(len(titles) for titles in list(grounds.values())[_REASONS:])
    yield Cell(visible("; ".join(told)) or "every promise kept", note=f"and {rest} more" if rest else None)


def _ground(ground: str, titles: list[str]) -> str:
    """Return a ground with what it is about; of several, how many and the first."""
    if len(titles) == 1:
        return f"{ground}: {titles[0]}" if titles[0] else ground
    return f"{len(titles)} × {ground}, such as: {titles[0]}"


def _anchor(rating: Rating) -> str:
    return f"why-{rating.vendor or 'shared'}"


def _requests(review: Review) -> Group:
    columns = (
        Column("kind", "Asked for", filtered=True),
        Column("question", "Question"),
        Column("options", "Options"),
        Column("who", "Who decides"),
        Column("due", "By"),
        Column("because", "Because"),
    )
    rows = tuple(tuple(_request(review, request)) for request in review.requests)
    table = Table("requests", "Decisions requested", columns, rows, "nothing has to be decided")
    return Group("requests-group", "Decisions requested", (table,))


def _request(review: Review, request: Request) -> Iterator[Cell]:
    first = next((name for name in request.anchors if name), None)
    known = first if first is None or first not in review.scene.by_check else definition_anchor(first)
    yield Cell(str(request.kind), tone=Tone.WATCH)
    yield Cell(prose(request.question) or "")
    yield Cell("; ".join(request.options))
    yield Cell(visible(review.named(request.decided_by)))
    yield day_cell(request.due)
    told = [*request.because[:_REASONS], *(["…"] if len(request.because) > _REASONS else [])]
    yield Cell(visible("; ".join(told)), href=known)


def _movements(review: Review) -> Group:
    columns = (
        Column("what", "What"),
        Column("vendor", "Vendor"),
        Column("way", "Direction"),
        Column("before", "Quarter before"),
        Column("after", "This quarter"),
        Column("change", "Change"),
    )
    moves = review.movements
    rows = (*(_risk(review, move) for move in moves.risks), *(_kpi(review, move) for move in moves.kpis))
    empty = "nothing moved by more than noise" if moves.compared else "there is no quarter before to compare with"
    blocks: list[Block] = [Table("movements", "What moved most since last quarter", columns, rows, empty)]
    if moves.compared:
        told = f"{moves.moved} of {plural(moves.compared, 'KPI')} moved by more than noise"
        blocks.append(Prose(f"{told}; about {moves.by_chance} would seem to by chance alone. Risks move by a level."))
    return Group("movements-group", "What moved most since last quarter", tuple(blocks))


def _kpi(review: Review, move: KpiMove) -> tuple[Cell, ...]:
    change, of = difference(move.change.delta, move.unit), review.scene.definitions[move.check]
    where = review.named(move.vendor) if move.vendor else SHARED
    return (
        check_cell(move.check, move.title),
        Cell(visible(where), note=part(move.segment) if move.segment else None),
        Cell(str(move.way), tone=WAYS[move.way]),
        *(
            Cell(amount(one.value, move.unit, one.n), one.value, note=sure_told(of, one))
            for one in (move.before, move.after)
        ),
        Cell(change, move.change.delta),
    )


def _risk(review: Review, move: RiskMove) -> tuple[Cell, ...]:
    because = f"because of {', '.join(move.checks)}" if move.checks else None
    return (
        Cell(visible(move.title), href=move.anchor, note=because),
        Cell(visible(review.named(move.vendor))),
        Cell(str(move.way), tone=WAYS[move.way]),
        Cell(move.before),
        Cell(move.after),
        Cell(f"{move.levels:+d} levels".replace("-", "−"), move.levels),
    )


def _reasons(review: Review) -> Group:
    columns = (
        Column("vendor", "Vendor", filtered=True),
        Column("word", "Word", filtered=True),
        Column("reason", "Reason"),
        Column("check", "Check"),
    )
    rows, anchors = [], []
    for rating in review.ratings:
        for i, reason in enumerate(rating.reasons):
            check = check_cell(reason.check) if reason.check else NOTHING
            word = Cell(str(reason.word), _WORST_FIRST.index(reason.word), TONES[reason.word])
            rows.append((Cell(visible(_who(review, rating))), word, Cell(visible(reason.text)), check))
            anchors.append(None if i else _anchor(rating))
    table = Table("reasons", "Why not better", columns, tuple(rows), "every promise was kept", tuple(anchors))
    return Group("reasons-group", "Why these ratings", (table, *_rule()))


def _rule() -> Iterator[Block]:
    yield Prose(
        "Inadequate: a non-negotiable was broken when last judged, or the contract limit of a KPI was missed beyond "
        "noise in two months. Requires improvement: a non-negotiable was broken earlier, a limit was missed beyond "
        "noise in one month or literally in two, a rule of high severity was broken when last judged, or a target was "
        "missed beyond noise in two months. Approaching target: a limit was missed literally in one month, a target in "
        "any, or another rule was broken when last judged. Good: none of these. What waivers accept, and advisory "
        "checks, do not count."
    )
    yield Note(
        Tone.UNKNOWN,
        "Other: more than a fifth of what the KPIs promise has no data, or of the periods of a non-negotiable, or more "
        "than a fifth of the promises was never judged for want of data. Missing data is never good; it does not hide "
        "what is known to be bad.",
    )
