"""Texts that are safe to show, and the words and signs of outcomes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from govcode.findings.finding import Finding, Outcome, Place
from govcode.reports.format.moments import period

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Sign:
    """An outcome as people see it: a symbol and a word, so that colour is never alone, and what it means."""

    symbol: str
    word: str
    meaning: str


SIGNS: dict[Outcome, Sign] = {
    Outcome.PASS: Sign("✓", "kept", "The data shows that the promise was kept."),
    Outcome.FAIL: Sign("✗", "broken", "The data shows that the promise was broken."),
    Outcome.INCONCLUSIVE: Sign("≈", "inconclusive", "There are too few rows to tell chance from a breach."),
    Outcome.IMMATURE: Sign("◷", "not yet due", "The window in which it may still be kept is open."),
    Outcome.NO_DATA: Sign("∅", "no data", "Nothing arrived that could be checked; that is not the same as kept."),
    Outcome.ERROR: Sign("!", "error", "The check could not be run."),
}
REPORTED = Sign("·", "reported", "Nothing was promised of it.")
LIMIT_KEPT = Sign("✓", "limit kept", "The data shows that the contract was kept; what is aimed for was not reached.")
VERDICTS: dict[Outcome, str] = {
    Outcome.PASS: "Pass",
    Outcome.FAIL: "Fail",
    Outcome.INCONCLUSIVE: "Inconclusive",
    Outcome.IMMATURE: "Too early to say",
    Outcome.NO_DATA: "Not judged",
    Outcome.ERROR: "Error",
}
EVERYWHERE = "all rows"
# Findings whose reason is what was found, and what people call them.
SAYING = {"claim": "claim", "drift": "drift", "tension": "tension"}


def visible(text: str) -> str:
    """Return a text on one line, without characters that move a cursor, hide, or turn a line around."""
    spaced = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    if spaced.isprintable():
        return spaced
    return "".join("\ufffd" if unicodedata.category(c) in _UNSEEN else c for c in spaced)


def prose(text: str | None) -> str | None:
    """Return what an author wrote over several lines as one running text."""
    return None if text is None else " ".join(visible(text).split())


def place(where: Place | None) -> str:
    """Return a part of the data by its columns and values."""
    return visible(str(where)) if where is not None and where.values else EVERYWHERE


def where_and_when(finding: Finding) -> str | None:
    """Return the segment and the period of a finding, or None if it is about everything."""
    parts = [place(finding.segment)] if finding.segment is not None and finding.segment.values else []
    if finding.period is not None:
        parts.append(period(finding.period, finding.limit))
    return ", ".join(parts) or None


def word_of(finding: Finding) -> str:
    """Return what people call the promise of a finding."""
    if finding.kind in SAYING:
        return SAYING[finding.kind]
    return "rule" if finding.number is None else "KPI"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 rule, 1,234 rules."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
