"""Try the examples that rules and KPIs carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from govcode.catalog.link import link
from govcode.catalog.trials import Trial
from govcode.core.diagnostic import Diagnostic, in_order
from govcode.documents.reading import read_project
from govcode.engines.reference import prepare
from govcode.findings.judging import breaks
from govcode.findings.scoring import scored
from govcode.ir.check import Check, Score
from govcode.ir.measure import Aggregate, Failed, Grouped, Measured, Scan

CLOSE = 1e-6  # what a value may differ from the one written, relative to it


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of the examples: how many were tried, of how many rules and KPIs, and those that came out otherwise."""

    tried: int
    rules: int
    without: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def test_examples(root: Path, as_of: datetime, wanted: Callable[[str], bool]) -> Tested:
    """Return what came of a project's examples; raise `Refused` for documents that cannot be used."""
    catalog = link(read_project(root), as_of)
    trials = [trial for trial in catalog.trials if wanted(trial.id)]
    problems = tried(trials)
    with_examples = {trial.id for trial in trials}
    judged = [check for check in catalog.checks if wanted(check.id) and _can_have_examples(check)]
    without = tuple(dict.fromkeys(check.id for check in judged if check.id not in with_examples))
    return Tested(len(trials), len(with_examples), without, problems)


def _can_have_examples(check: Check) -> bool:
    """Say whether somebody writes examples for a check: those of datasets and checklists follow from their fields."""
    return check.id.split(".")[0] != check.subject.dataset and check.kind not in {"claim", "handoff", "minimisation"}


def tried(trials: Sequence[Trial]) -> tuple[Diagnostic, ...]:
    """Return the examples that came out otherwise than written."""
    prepared: dict[Scan, Callable[[Any], tuple[Measured, ...]]] = {}
    found: list[Diagnostic] = []
    for trial in trials:
        if trial.scan not in prepared:
            prepared[trial.scan] = prepare(trial.scan)
        found += _problem(trial, prepared[trial.scan](trial.tables)[0])
    return in_order(found)


def _problem(trial: Trial, answer: Measured) -> Iterable[Diagnostic]:
    if isinstance(answer, Failed):
        yield Diagnostic("GC309", f"the example of '{trial.id}' could not be tried: {answer.reason}", trial.span)
    elif trial.breaks is None:
        yield from _value(trial, answer)
    elif breaks(trial.limit, answer, trial.as_of) != trial.breaks:
        said, is_ = ("breaks", "keeps") if trial.breaks else ("keeps", "breaks")
        message = f"this example is listed under `{said}`, but it {is_} '{trial.id}'"
        yield Diagnostic("GC309", message, trial.span, "correct the example, or the rule")


def _value(trial: Trial, answer: Measured) -> Iterable[Diagnostic]:
    measure = trial.scan.measures[0]
    if not (isinstance(trial.limit, Score) and isinstance(answer, Grouped) and isinstance(measure, Aggregate)):
        return
    value = scored(trial.limit, measure, answer.groups[0]).value if answer.groups else None
    if value is None or trial.gives is None:
        same = value is None and trial.gives is None
    else:
        same = abs(value - trial.gives) <= CLOSE * max(1.0, abs(trial.gives))
    if not same:
        message = f"the example of '{trial.id}' gives {_told(value)}, not {_told(trial.gives)}"
        yield Diagnostic("GC309", message, trial.span, "correct the example, or the definition")


def _told(value: float | None) -> str:
    return "no value" if value is None else f"{value:.9g}"
