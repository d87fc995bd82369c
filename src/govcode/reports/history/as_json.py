"""The history for programs: byte-stable JSON in ASCII."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from govcode.history.canonical import plain
from govcode.history.comparing import Comparison, Difference
from govcode.history.entry import Entry, Headline, Remembered
from govcode.history.record import Result
from govcode.history.verifying import Examination

_VERSION = "1.0"


def listed(headlines: Sequence[Headline], total: int) -> str:
    """Return the runs in the order of the chain; `total` counts those that are not told too."""
    runs = [
        {
            "run": one.run,
            "project": one.project,
            "recorded_at": one.recorded_at.isoformat(),
            "as_of": one.as_of.isoformat(),
            "outcome": one.outcome,
            "sentence": one.sentence,
            "revision": one.revision,
            "vendor": one.vendor,
            "link": _entry(one.entry),
        }
        for one in headlines
    ]
    return _text({"total": total, "runs": runs})


def shown(run: Remembered) -> str:
    """Return a run: its link, and its record as `schema/record-v1.json` describes it."""
    return _text({"link": _entry(run.entry), "record": plain(run.record)})


def different(comparison: Comparison) -> str:
    """Return what has changed between two runs."""
    return _text(
        {
            "old": comparison.old.run,
            "new": comparison.new.run,
            "same": comparison.same,
            "surroundings": {name: {"old": old, "new": new} for name, old, new in comparison.surroundings},
            "tables": dict(comparison.tables),
            "redefined": [
                {
                    "id": one.check,
                    "override": one.override or None,
                    "old": {"hash": one.old.hash, "sentence": one.old.sentence},
                    "new": {"hash": one.new.hash, "sentence": one.new.sentence},
                }
                for one in comparison.rewritten
            ],
            "differences": [_difference(one) for one in comparison.differences],
        }
    )


def verified(examination: Examination) -> str:
    """Return what is wrong with a chain."""
    problems = [
        {"what": one.what, "position": one.position, "run": one.run, "sentence": one.sentence}
        for one in examination.problems
    ]
    return _text(
        {
            "whole": not problems,
            "records": examination.records,
            "head": examination.head,
            "signed": examination.signed,
            "signatures_checked": examination.checked,
            "problems": problems,
        }
    )


def _entry(entry: Entry) -> dict[str, Any]:
    signature = {"key": entry.signature.key, "value": entry.signature.value} if entry.signature else None
    return {
        "position": entry.position,
        "digest": entry.record,
        "previous": entry.previous,
        "hash": entry.hash,
        "signature": signature,
    }


def _difference(one: Difference) -> dict[str, Any]:
    place = one.place
    return {
        "id": place.check,
        "override": place.override or None,
        "segment": dict(place.segment),
        "period": _stretch(*place.period) if place.period else None,
        "change": one.change,
        "old": _side(one.old),
        "new": _side(one.new),
        "moved": None if one.moved is None else float(f"{one.moved:.12g}"),
    }


def _stretch(stretch: tuple[datetime, datetime]) -> dict[str, str]:
    return {"from": stretch[0].isoformat(), "until": stretch[1].isoformat()}


def _side(result: Result | None) -> dict[str, Any] | None:
    if result is None:
        return None
    names = ("outcome", "violations", "population", "value", "n", "interval", "reason")
    return {name: getattr(result, name) for name in names}


def _text(told: dict[str, Any]) -> str:
    return json.dumps({"schema_version": _VERSION, **told}, indent=2, ensure_ascii=True) + "\n"
