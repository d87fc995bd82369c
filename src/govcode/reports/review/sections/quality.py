"""Section 7: quality and calibration."""

from __future__ import annotations

from govcode.reports.format.words import visible
from govcode.reports.review.blocks import Block, Cell, Column, Group, Note, Section, Table, Tone
from govcode.reports.review.cells import check_cell
from govcode.reports.review.telling import judged, newest, number, vendor
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.evidence_calendar import Delivery
from govcode.review.review import Review

_CHAPTER = Chapter(
    7,
    "quality",
    "Quality and calibration",
    "quality: reviews, their scores, critical mistakes, coaching",
    "No check of quality is declared: nothing is known of how good answers are.",
)
_SESSIONS = "calibration"


def section(review: Review) -> Section:
    """Return what is known of quality, and whether its raters agree."""
    return chapter_section(review, _CHAPTER, Group("calibration", "Calibration", (_agreement(review), _held(review))))


def _agreement(review: Review) -> Block:
    lines = [line for topic in review.topics.values() for line in topic.agreements]
    if not lines:
        text = (
            "No KPI measures whether raters agree: a score is then as good as its rater. Declare one with `agreement`."
        )
        return Note(Tone.UNKNOWN, text)
    columns = (
        Column("kpi", "KPI"),
        Column("vendor", "Vendor", filtered=True),
        Column("value", "Agreement", numeric=True),
        Column("n", "Rated by two or more", numeric=True),
        Column("verdict", "Newest verdict"),
        Column("judged", "Judged", numeric=True),
    )
    rows = tuple(
        (
            check_cell(line.check, line.definition.title),
            vendor(review, line.vendor),
            *newest(line.newest),
            judged(line.track),
        )
        for line in lines
    )
    return Table("agreement", "How far raters agree, newest value", columns, rows, "No value yet.")


def _held(review: Review) -> Block:
    lines = [line for line in review.evidence_calendar.lines if _SESSIONS in line.dataset]
    if not lines:
        text = (
            "No cadence asks for calibration sessions: whether they are held is not known. Declare a Cadence for them."
        )
        return Note(Tone.UNKNOWN, text)
    columns = (
        Column("cadence", "Cadence"),
        Column("vendor", "Vendor", filtered=True),
        Column("due", "Due", numeric=True),
        Column("held", "Held in time", numeric=True),
        Column("late", "Late or in part", numeric=True),
        Column("blank", "Not held", numeric=True),
        Column("unchecked", "Not checked in time", numeric=True),
    )
    rows = []
    for line in lines:
        late, blank = line.count(Delivery.LATE) + line.count(Delivery.PARTIAL), line.count(Delivery.BLANK)
        due, unchecked = len(line.cells) - line.count(Delivery.NOT_DUE), line.count(Delivery.UNCHECKED)
        rows.append(
            (
                Cell(visible(line.cadence.title), line.id, href="calendar", note=line.id),
                vendor(review, line.vendor),
                number(due),
                number(line.count(Delivery.ON_TIME)),
                number(late, Tone.WATCH if late else Tone.PLAIN),
                number(blank, Tone.BAD if blank else Tone.PLAIN),
                number(unchecked, Tone.UNKNOWN if unchecked else Tone.PLAIN),
            )
        )
    return Table("sessions", "Calibration sessions in the quarter", columns, tuple(rows), "None is due.")
