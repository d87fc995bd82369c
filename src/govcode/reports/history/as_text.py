"""The history on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from govcode.history.comparing import Change, Comparison, Difference, Place
from govcode.history.entry import Headline, Remembered
from govcode.history.record import Record
from govcode.history.verifying import Examination
from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, visible
from govcode.reports.history.wording import SHORT, change_of, name_of, number_of, outcome_word, table, verdict, where

_MEANS = {
    Change.WORSE: "Worse",
    Change.NO_LONGER: "No longer told: kept or broken before, and not known now",
    Change.FIRST_BROKEN: "First told now, and broken: not known before",
    Change.NEW: "New: only the {second} run has it",
    Change.GONE: "Gone: only the {first} run has it, and it was not known there",
    Change.FIRST_KEPT: "First told now, and kept: not known before",
    Change.BETTER: "Better",
    Change.MOVED: "Moved: another number within its uncertainty, or another reason for not knowing",
}
_TOLD_FIRST = (Change.FIRST_BROKEN, Change.FIRST_KEPT)
_KEPT, _BROKEN = "pass", "fail"
_KEYS = 5


def listed(headlines: Sequence[Headline], total: int) -> str:
    """Return the runs, one line each, then how many there are and where the chain ends."""
    if not headlines:
        return "No run is remembered yet; `govcode check --record` writes the first one.\n"
    head = ("no.", "run", "recorded (UTC)", "as of", "vendor", "verdict", "")
    rows = [
        (
            str(one.entry.position),
            visible(one.run),
            f"{one.recorded_at:%Y-%m-%d %H:%M}",
            moment(one.as_of),
            visible(one.vendor or "all"),
            verdict(one.outcome),
            visible(one.sentence),
        )
        for one in headlines
    ]
    shown = f", {len(headlines)} of them shown" if len(headlines) < total else ""
    end = f"\n{plural(total, 'run')}{shown}; head {headlines[-1].entry.hash}"
    return _text([*table([head, *rows], ""), end])


def shown(run: Remembered) -> str:
    """Return a run: the verdict, what it was made from, what was not kept."""
    record = run.record
    return _text([*_head(run), *_delivered(record), *_broken(record), *_unknown(record), *_counts(record)])


def different(comparison: Comparison) -> str:
    """Return two runs side by side, the worst first."""
    return _text(_different(comparison))


def verified(examination: Examination) -> str:
    """Return what is wrong with a chain, or that nothing is."""
    lines = [f"✗ {problem}" for problem in map(visible, map(str, examination.problems))]
    records = plural(examination.records, "record")
    if lines and not examination.records:
        lines.append("\nthere is no history that could be shown to be as it was written")
    elif lines:
        lines.append(f"\n{plural(len(lines), 'problem')} in {records}: this history is not as it was written")
    else:
        lines.append(f"✓ {records}, one chain, nothing was changed; head {examination.head}")
    if examination.checked:
        lines.append("signatures: each record was held against the keys given")
    elif examination.signed:
        lines.append(f"signatures: {examination.signed} of {records}, not checked; give --public-key")
    return _text(lines)


def _head(run: Remembered) -> Iterator[str]:
    record, entry = run.record, run.entry
    yield f"Run {visible(record.run)} of {visible(record.title)}"
    yield ""
    signed = f", signed by {entry.signature.key[:SHORT]}" if entry.signature else ""
    engines = "".join(f", {visible(name)} {visible(version)}" for name, version in record.engines)
    rows = [
        ("verdict", f"{verdict(record.outcome)} (exit {record.exit_code}): {visible(record.sentence)}"),
        ("as of", moment(record.as_of) + (f", only vendor {visible(record.vendor)}" if record.vendor else "")),
        ("recorded", f"{record.recorded_at:%Y-%m-%d %H:%M:%S} UTC, after {record.seconds:,.1f} s"),
        ("documents", record.documents[:SHORT] + (f", revision {visible(record.revision)}" if record.revision else "")),
        ("tool", f"govcode {visible(record.tool)}{engines}"),
        ("link", f"{entry.position}, hash {entry.hash}{signed}"),
    ]
    yield from table(rows)


def _delivered(record: Record) -> Iterator[str]:
    rows = [
        (visible(table.name), visible(table.missing or f"{table.rows or 0:,} rows, {table.sha256[:SHORT]}"))
        for drop in record.drops
        for table in drop.tables
    ]
    if rows:
        yield "\nDelivered"
        yield from table(rows)


def _broken(record: Record) -> Iterator[str]:
    """Yield what was broken, with the first keys."""
    rows = []
    for number, result in enumerate(record.results):
        if result.outcome != _BROKEN:
            continue
        definition = record.definitions[result.definition]
        place = Place(definition.id, definition.vendor or "", result.segment, (result.period,) if result.period else ())
        notes = (
            number_of(result, definition),
            ", ".join(map(visible, result.keys[:_KEYS])) + (" …" if result.keys_total > _KEYS else ""),
            f"accepted by {visible(result.waived_by)}" if result.waived_by else "",
            "closes the gate" if number in record.blocking else "",
        )
        rows.append((name_of(place), where(place), "; ".join(filter(None, notes))))
    if rows:
        yield "\nBroken"
        yield from table(rows)


def _unknown(record: Record) -> Iterator[str]:
    """Yield what could not be said, by check: how often, and the first reason."""
    found: dict[str, dict[str, int]] = {}
    reasons: dict[str, str] = {}
    for result in record.results:
        if result.outcome in {_KEPT, _BROKEN}:
            continue
        check = record.definitions[result.definition].id
        counts = found.setdefault(check, {})
        counts[result.outcome] = counts.get(result.outcome, 0) + 1
        reasons.setdefault(check, result.reason or "")
    if found:
        yield "\nNot known"
        rows = [
            (visible(check), ", ".join(f"{n:,} {outcome_word(o)}" for o, n in counts.items()), visible(reasons[check]))
            for check, counts in found.items()
        ]
        yield from table(rows)


def _counts(record: Record) -> Iterator[str]:
    found: dict[str, int] = {}
    for result in record.results:
        found[result.outcome] = found.get(result.outcome, 0) + 1
    told = ", ".join(f"{number:,} {outcome_word(outcome)}" for outcome, number in sorted(found.items()))
    yield f"\n{plural(len(record.results), 'result')}: {told}" if told else "\nNo results."


def _different(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    runs = f"From {visible(old.run)} ({moment(old.as_of)}) to {visible(new.run)} ({moment(new.as_of)})"
    yield runs + (", from the later to the earlier run" if comparison.backwards else "")
    yield _at_a_glance(comparison)
    if comparison.surroundings:
        yield "\nWhat the runs were made from"
        yield from table([(name, f"{_short(a)} → {_short(b)}") for name, a, b in comparison.surroundings])
    if comparison.tables:
        yield "\nDelivered tables"
        yield from table([(visible(name), word) for name, word in comparison.tables])
    if comparison.rewritten:
        yield "\nDefined anew: the numbers before and after do not mean the same"
        for one in comparison.rewritten:
            place = Place(one.check, one.override, (), ())
            yield f"  {name_of(place)}: {one.old.hash[:SHORT]} → {one.new.hash[:SHORT]}"
            if one.old.sentence != one.new.sentence:
                yield f"    {visible(one.old.sentence)} → {visible(one.new.sentence)}"
    for change, title in _MEANS.items():
        yield from _section(title.format_map(_ages(comparison)), comparison, change)
    counted = ", ".join(f"{len(comparison.of(change)):,} {change}" for change in _MEANS if comparison.of(change))
    yield f"\n{counted or 'nothing has changed'}; {plural(comparison.same, 'result')} the same"


def _ages(comparison: Comparison) -> dict[str, str]:
    """Return what the first and the second run are to each other."""
    first, second = ("later", "earlier") if comparison.backwards else ("earlier", "later")
    return {"first": first, "second": second}


def _at_a_glance(comparison: Comparison) -> str:
    """Return how many results are worse, better, no longer told and first told, in one line."""
    counts = [f"{len(comparison.of(change)):,} {change}" for change in (Change.WORSE, Change.BETTER, Change.NO_LONGER)]
    broken, kept = (len(comparison.of(change)) for change in _TOLD_FIRST)
    first = f"{broken + kept:,} first told" + (f" ({broken:,} broken)" if broken else "")
    return ", ".join([*counts, first])


def _section(title: str, comparison: Comparison, change: Change) -> Iterator[str]:
    """Yield the changes of one kind; of new results that are kept, and of old periods, only the number is told."""
    told = comparison.of(change)
    if change is Change.NEW:
        told = tuple(one for one in told if one.new and one.new.outcome != _KEPT)
    if change is Change.GONE:
        told = tuple(one for one in told if not one.place.period)
    if told:
        lines = _no_longer(told, comparison) if change is Change.NO_LONGER else map(_line, told)
        yield f"\n{title}"
        yield from table(list(lines))


def _line(one: Difference) -> tuple[str, str, str]:
    return name_of(one.place), where(one.place), change_of(one)


def _no_longer(differences: Sequence[Difference], comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield what is not known any more; a check or segment of which nothing is left has one line for all periods."""
    second = _ages(comparison)["second"]
    has = {(one.id, one.vendor or "") for one in comparison.new.definitions}
    for one in differences:
        if one.new is not None:
            yield _line(one)
    lost = [one for one in differences if one.new is None]
    for _, several in groupby(lost, key=lambda one: (one.place.check, one.place.override, one.place.segment)):
        last = list(several)[-1]
        place = last.place
        why = f"the {second} run has no result of it"
        if (place.check, place.override) not in has:
            why = f"the {second} run does not have this check"
        yield name_of(place), where(place), f"{change_of(last)} → {why}"


def _short(value: str) -> str:
    """Return a value, of a long hash only the beginning."""
    is_hash = len(value) >= 40 and " " not in value
    return visible(value[:SHORT] if is_hash else value) or "–"


def _text(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
