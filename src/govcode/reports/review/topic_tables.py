"""The checks of a topic as blocks: a table by check and vendor, and the keys of what broke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govcode.reports.format.numbers import count
from govcode.reports.format.words import plural, visible
from govcode.reports.review.blocks import Block, Cell, Column, Group, Keys, Note, Section, Table, Tone
from govcode.reports.review.cells import check_cell, part, verdict_cell
from govcode.reports.review.telling import newest, number, periods, severity, vendor
from govcode.review.flow import ends_of, told_as_flow
from govcode.review.review import Review
from govcode.review.topics import Topic, TopicLine

_COLUMNS = (
    Column("check", "Check"),
    Column("vendor", "Vendor", filtered=True),
    Column("severity", "Severity", filtered=True),
    Column("broken", "Broken", numeric=True),
    Column("judged", "Judged", numeric=True),
    Column("blank", "Blank", numeric=True),
    Column("newest", "Newest value", numeric=True),
    Column("n", "Rows", numeric=True),
    Column("verdict", "Newest verdict", filtered=True),
)


_BELOW = (Cell("–", -1), Cell("–", -1), Cell("told below", href="flow"))


class Chapter(NamedTuple):
    """A section that is mostly the checks of one topic; `missing` says what is not known without any."""

    number: int
    topic: str
    title: str
    about: str
    missing: str


def chapter_section(review: Review, chapter: Chapter, *further: Group) -> Section:
    """Return the section of a topic, with further groups after its checks."""
    topic = review.topics[chapter.topic]
    summary, tone = summed_up(topic, chapter.missing)
    return Section(
        chapter.number,
        chapter.topic,
        chapter.title,
        summary,
        tone,
        (topic_group(review, topic, f"Checks of {chapter.about}", chapter.missing), *further),
    )


def summed_up(topic: Topic, missing: str) -> tuple[str, Tone]:
    """Return one sentence about a topic, and how it is meant."""
    if not topic.lines:
        return missing, Tone.UNKNOWN
    checks = len({line.check for line in topic.lines})
    broken = len({line.check for line in topic.broken})
    dark = len({line.check for line in topic.unjudged})
    text = f"{plural(checks, 'check')}: {broken} broken in the quarter, {dark} without any judged period."
    return text, Tone.BAD if broken else Tone.UNKNOWN if dark else Tone.GOOD


def topic_group(review: Review, topic: Topic, title: str, missing: str, *, brief: bool = False) -> Group:
    """Return the checks of a topic by vendor, the worst first, with the keys of broken rows.

    With `brief`, those that were kept whenever they were judged are only counted.
    """
    name, heading = f"checks-{topic.id}", title
    if not topic.lines:
        how = f"Give a policy or KPI `topic: {topic.id}` under metadata to have it told here."
        return Group(name, title, (Note(Tone.UNKNOWN, f"{missing} {how}"),))
    shown = [line for line in topic.lines if not brief or line.broken or not line.track.told]
    rows = tuple(_row(review, line) for line in shown)
    if brief:
        kept = plural(len(topic.lines) - len(shown), "line")
        title = f"{title} that were broken or never judged ({kept} of kept ones are left out)"
    table = Table(f"table-{topic.id}", f"{title}, by vendor; the worst first", _COLUMNS, rows, "All were kept.")
    return Group(name, heading, (table, *_parts(review, topic, brief=brief), *_keys(review, topic)))


def _row(review: Review, line: TopicLine) -> tuple[Cell, ...]:
    definition = line.definition
    name = check_cell(line.check, definition.title)
    value, n, verdict = _BELOW if _only_flow(line) else newest(line.newest)
    return (
        name,
        vendor(review, line.vendor),
        severity(definition.severity),
        *periods(line.track, definition),
        value,
        n,
        verdict,
    )


def _only_flow(line: TopicLine) -> bool:
    """Say whether all there is to tell is how often work went from where to where, which has a matrix of its own."""
    return line.newest is None and any(told_as_flow(line.definition, seen.segment) for seen in line.segments)


def _parts(review: Review, topic: Topic, *, brief: bool) -> Iterator[Block]:
    """Yield a table of the parts of the data by which some checks are told besides the vendor."""
    rows = tuple(
        (
            check_cell(line.check, line.definition.title),
            vendor(review, line.vendor),
            Cell(part(seen.segment)),
            newest(seen)[0],
            number(seen.result.n),
            verdict_cell(seen.outcome, seen.definition),
        )
        for line in topic.lines
        for seen in line.segments
        if ends_of(seen.segment) is None and not (brief and seen.outcome == "pass")
    )
    if rows:
        columns = (
            Column("check", "Check"),
            Column("vendor", "Vendor", filtered=True),
            Column("part", "Part"),
            Column("newest", "Newest value", numeric=True),
            Column("n", "Rows", numeric=True),
            Column("verdict", "Newest verdict", filtered=True),
        )
        caption = f"Newest values by part of the data: {count(len(rows))}"
        yield Table(f"parts-{topic.id}", caption, columns, rows, "Nothing is told by part.")


def _keys(review: Review, topic: Topic) -> Iterator[Block]:
    """Yield the keys of broken rows, once for each result; to one vendor, none that may be another's."""
    told = set()
    for line in topic.broken:
        seen = line.newest
        if seen is None or seen.outcome != "fail" or not seen.result.keys or seen.result.fingerprint in told:
            continue
        told.add(seen.result.fingerprint)
        theirs = seen.result.vendor or seen.definition.vendor or seen.record.vendor
        if theirs or not review.scene.vendor:
            alone = theirs or len(review.scene.vendors) == 1
            whose = vendor(review, line.vendor).text if alone else "rows of all vendors"
            yield Keys(visible(f"{line.check}, {whose}"), seen.result.keys, seen.result.keys_total)
