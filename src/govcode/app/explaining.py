"""Explain a diagnostic code, a kind of rule, a rule or a KPI."""

from __future__ import annotations

import inspect
import sys
from datetime import datetime
from pathlib import Path

from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.core.diagnostic import closest
from govcode.documents.reading import read_project
from govcode.explanations import codes, explain
from govcode.expressions import FUNCTIONS
from govcode.ir.check import AtMost, AtMostShare, Check, Score
from govcode.rules import RULES


def explained(name: str, root: Path, as_of: datetime) -> str | None:
    """Return the explanation of a code, a kind of rule, a function, a rule or a KPI; None if nothing has that name.

    Raise `Refused` where only the project can answer and its documents cannot be used.
    """
    return explain(name.upper()) or _kind(name) or _function(name) or _check(name, root, as_of)


def _kind(name: str) -> str | None:
    for rule in RULES:
        kind = str(rule.model_fields["kind"].annotation)
        if f"['{name}']" in kind:
            page = inspect.getdoc(sys.modules[rule.__module__]) or ""
            fields = [f"  {n}: {f.description}" for n, f in rule.model_fields.items() if f.description]
            return "\n".join([page, "", "Fields:", *fields, ""])
    return None


def _function(name: str) -> str | None:
    function = FUNCTIONS.get(name)
    return f"{function.usage}\n\n{function.doc}\n" if function else None


def _check(name: str, root: Path, as_of: datetime) -> str | None:
    catalog = link(read_project(root), as_of)
    found = [check for check in catalog.checks if check.id == name]
    return "\n".join(_page(catalog, check) for check in found) if found else None


def _page(catalog: Catalog, check: Check) -> str:
    about = check.about
    examples = sum(trial.id == check.id for trial in catalog.trials)
    lines = [
        f"{check.id}" + (f" for {check.vendor}" if check.vendor else ""),
        "",
        f"  {about.sentence}",
        "",
        f"  kind      {check.kind} over dataset {check.subject.dataset}",
        f"  limit     {_limit(check)}",
        f"  severity  {about.severity}, {about.enforcement}",
        f"  owner     {about.owner}",
        f"  written   {about.span}",
        f"  examples  {examples or 'none'}",
    ]
    lines += [f"  why       {about.why}"] if about.why else []
    lines += [f"  fix       {about.fix}"] if about.fix else []
    lines += [f"  controls  {', '.join(about.controls)}"] if about.controls else []
    waivers = [w for w in catalog.waivers if check.id in w.rules]
    lines += [f"  waiver    {w.id}, {w.first} to {w.last}: {w.reason}" for w in waivers]
    return "\n".join(lines) + "\n"


def _limit(check: Check) -> str:
    match check.limit:
        case AtMost(count):
            return f"at most {count} rows may break it" if count else "no row may break it"
        case AtMostShare(share):
            return f"at most {share * 100:g} % of the rows may break it"
        case Score() as score:
            return f"judged by {score.policy} from {score.min_n} rows on"
        case other:
            return type(other).__name__.lower()


def nearest(name: str) -> str | None:
    """Return the name of something that can be explained without a project and is most like this one."""
    kinds = [str(rule.model_fields["kind"].annotation).split("'")[1] for rule in RULES]
    return closest(name, [*codes(), *kinds, *FUNCTIONS])
