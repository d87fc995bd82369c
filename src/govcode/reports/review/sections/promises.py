"""Section 3: the non-negotiables: kept or broken, how often, and by which rows."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.review.blocks import Block, Cell, Column, Group, Keys, Prose, Section, Table, Tone
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    check_cell,
    number_cell,
    outcome_cell,
    plural,
    prose,
    visible,
)
from govcode.review.promises import NON_NEGOTIABLE, Promise
from govcode.review.review import Review

_NO_WORD = frozenset({"no_data", "error"})
_STATES = {"kept": ("kept", Tone.GOOD), "broken": ("broken", Tone.BAD), "waived": ("accepted", Tone.WATCH)}
_COLUMNS = (
    Column("promise", "Promise", filtered=True),
    Column("vendor", "Vendor", filtered=True),
    Column("newest", "When last judged", filtered=True),
    Column("kept", "Kept", numeric=True),
    Column("broken", "Broken", numeric=True),
    Column("unknown", "Not judged", numeric=True),
    Column("rows", "Broken rows", numeric=True),
    Column("says", "What it says"),
)


def section(review: Review) -> Section:
    """Return the list of non-negotiables."""
    own = (one for one in review.promises if one.definition.enforcement == NON_NEGOTIABLE)
    promises = tuple(sorted(own, key=_worst_first))
    broken = {one.check for one in promises if one.newest == "broken"}
    earlier = {one.check for one in promises if one.broken} - broken
    unknown = {one.check for one in promises if not one.judged}
    summary = (
        f"Of {plural(len({one.check for one in promises}), 'promise')}, each counted once, {len(broken)} broken by at "
        f"least one vendor when last judged, {len(earlier)} broken earlier in the quarter, {len(unknown)} never judged "
        f"of at least one. The table has a line for each promise and vendor: {len(promises):,}."
    )
    tone = Tone.BAD if broken or earlier else Tone.UNKNOWN if unknown or not promises else Tone.GOOD
    return Section(
        3, "promises", "Non-negotiables", summary, tone, (_list(review, promises), _evidence(review, promises))
    )


def _worst_first(one: Promise) -> tuple[bool, bool, bool]:
    """Put what is broken now first, then what was, then what nobody knows."""
    return one.newest != "broken", not one.broken, not (one.unjudged or one.blank)


def _list(review: Review, promises: tuple[Promise, ...]) -> Group:
    rows = tuple(tuple(_row(review, one)) for one in promises)
    anchors = tuple(f"promise-{one.check}-{one.vendor or 'shared'}" for one in promises)
    table = Table("non-negotiables", "Non-negotiables", _COLUMNS, rows, "no check is non-negotiable", anchors)
    return Group("non-negotiables-list", "Kept or broken", (table,))


def _row(review: Review, one: Promise) -> Iterator[Cell]:
    yield check_cell(one.check, one.definition.title)
    yield Cell(visible(review.named(one.vendor)) if one.vendor else SHARED)
    yield _newest(one)
    yield number_cell(one.kept)
    yield number_cell(one.broken, Tone.BAD if one.broken else Tone.PLAIN)
    unknown = one.unjudged + one.blank
    yield number_cell(unknown, Tone.UNKNOWN if unknown else Tone.PLAIN)
    # Runs look at the same rows again, so the newest count is told and not a sum.
    last = one.broken_last
    if last is None or last.violations is None:
        yield NOTHING
    else:
        of = f"of {last.population:,}, " if last.population else ""
        yield Cell(f"{last.violations:,}", last.violations, note=f"{of}week of {last.stretch.start}")
    yield Cell(prose(one.definition.sentence) or "")


def _newest(one: Promise) -> Cell:
    if one.newest is None or one.newest_at is None:
        missing = one.unjudged_last
        return (
            outcome_cell(missing.outcome, missing.result.reason)
            if missing
            else outcome_cell("no_data", "no run looked")
        )
    word, tone = _STATES[one.newest]
    later = one.unjudged_last
    if one.newest == "kept" and later and later.stretch > one.newest_at and later.outcome in _NO_WORD:
        # What was kept once is not known to be kept now.
        return Cell(word, tone=Tone.UNKNOWN, note=f"week of {one.newest_at.start}; no data since")
    return Cell(word, tone=tone, note=f"week of {one.newest_at.start}")


def _evidence(review: Review, promises: tuple[Promise, ...]) -> Group:
    blocks: list[Block] = [keys for one in promises if (keys := _keys(review, one)) is not None]
    if not blocks:
        blocks.append(Prose("No row broke a non-negotiable, or rows have no key by which they could be named."))
    return Group("non-negotiables-keys", "Rows that broke them", tuple(blocks))


def _keys(review: Review, one: Promise) -> Keys | None:
    last = one.broken_last
    if last is None or not last.result.keys:
        return None
    theirs = last.result.vendor or last.definition.vendor or last.record.vendor
    if not theirs and review.scene.vendor:
        return None  # they may be rows of another vendor
    whose = review.named(one.vendor) if theirs or len(review.scene.vendors) == 1 else "rows of all vendors"
    label = f"{one.definition.title}, {whose}, run {last.record.run}"
    return Keys(visible(label), last.result.keys, last.result.keys_total)
