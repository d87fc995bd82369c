"""Explain a diagnostic code, a kind of document, rule or fact, a measure, a function, a rule or a KPI."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.core.diagnostic import closest
from govcode.documents.kinds import KINDS
from govcode.documents.reading import read_project
from govcode.explanations import codes, explain
from govcode.expressions import FUNCTIONS
from govcode.facts import FACTS
from govcode.ir.check import AtMost, AtMostShare, Check, Score
from govcode.kpis import MEASURES
from govcode.rules import RULES

DEEPEST = 4
# Fields that mean the same wherever they stand.
_USUAL = {
    "at_most": "How many rows may break it: a number, or a share",
    "why": "The reason, for the person who meets the failure",
    "fix": "What to do about a failure",
}


def explained(name: str, root: Path, as_of: datetime) -> str | None:
    """Return the explanation of a code, a kind, a function, a rule or a KPI; None if nothing has that name.

    Raise `Refused` where only the project can answer and its documents cannot be used.
    """
    return (explain(name.upper()) or _kind(name) or _document(name) or _measure(name) or _function(name)) or _check(
        name, root, as_of
    )


def _kind(name: str) -> str | None:
    for model in (*RULES, *FACTS):
        if _kind_of(model) == name:
            return _manual(model, model)
    return None


def _kind_of(model: type[BaseModel]) -> str:
    return str(model.model_fields["kind"].annotation).split("'")[1]


def _document(name: str) -> str | None:
    """Return the page of a kind of document: what it is for, and the fields of its `spec`."""
    for kind, model in KINDS.items():
        if kind.casefold() == name.casefold():
            spec = model.model_fields["spec"].annotation
            return _manual(model, spec) if isinstance(spec, type) and issubclass(spec, BaseModel) else None
    return None


def _measure(name: str) -> str | None:
    model = MEASURES.get(name)
    return _manual(model, model) if model else None


def _manual(model: type[BaseModel], fields: type[BaseModel]) -> str:
    """Return the page of a module with the fields an author writes."""
    page = inspect.getdoc(sys.modules[model.__module__]) or ""
    return "\n".join([page, "", "Fields:", *_fields(fields, 1), ""])


def _fields(model: type[BaseModel], depth: int) -> Iterator[str]:
    """Yield a line per field, and the fields of what stands in it below, unless many things may stand there."""
    for name, field in model.model_fields.items():
        yield f"{'  ' * depth}{field.alias or name}: {_told(name, field)}"
        inside = list(dict.fromkeys(_models(field.annotation)))
        if len(inside) == 1 and depth < DEEPEST:
            yield from _fields(inside[0], depth + 1)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _told(name: str, field: FieldInfo) -> str:
    """Return what a field is, the words it may be, and whether it has to be there."""
    words = [str(word) for word in get_args(field.annotation) if isinstance(word, str)]
    parts = [field.description or "", f"one of {', '.join(words)}" if words else ""]
    parts += [f"if left out: {field.default}"] if type(field.default) is str else []
    said = "; ".join(filter(None, parts)) or _USUAL.get(name, "see the schema")
    return f"{said} (needed)" if field.is_required() else said


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


def nearest(name: str, root: Path, as_of: datetime) -> str | None:
    """Return the name of something that can be explained, here or in any project, and is most like this one."""
    catalog = link(read_project(root), as_of)
    kinds = list(map(_kind_of, (*RULES, *FACTS)))
    return closest(name, [*codes(), *kinds, *KINDS, *MEASURES, *FUNCTIONS, *(check.id for check in catalog.checks)])


def everything() -> str:
    """Return the names of everything that can be explained without a project."""
    rules, facts = list(map(_kind_of, RULES)), list(map(_kind_of, FACTS))
    lists = {"documents": KINDS, "rules": rules, "facts": facts, "measures": MEASURES, "functions": FUNCTIONS}
    lines = [f"{word:<10} {', '.join(names)}" for word, names in lists.items()]
    return "\n".join([*lines, "", *(f"{code}  {title}" for code, title in codes().items())])
