"""What changed definitions of KPIs do to their values: the project as it was, on the data as it is."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from govcode.app.choosing import Choice, chosen
from govcode.app.measuring import judged, measured
from govcode.app.ordering import Order, Prepared
from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.documents.reading import read_project
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, records_of_files
from govcode.findings.finding import Finding
from govcode.ir.check import Check, Score
from govcode.plan.compiling import compile_plan

_NAMED = 3  # problems of old documents that are told


def project_before(root: Path, base: str, as_of: datetime) -> Catalog:
    """Return the catalog of a project in a folder, or as it was at a git revision; raise `Refused` if there is none."""
    with _folder(root, base) as folder:
        try:
            return link(read_project(folder), as_of)
        except Refused as refused:
            first = "; ".join(f"{problem.code} {problem.message}" for problem in refused.problems[:_NAMED])
            message = f"the documents of '{base}' cannot be used: {len(refused.problems)} problems, first {first}"
            raise Refused([Diagnostic("GC410", message, named("--against"))]) from None


def changed_kpis(old: Catalog, new: Catalog, choice: Choice) -> tuple[Check, ...]:
    """Return the old checks of the KPIs whose definition differs, of those that are asked for."""
    asked = chosen(choice, new)
    now, then = _definitions(new, asked), _definitions(old, lambda _: True)
    changed = {id_ for id_, definitions in now.items() if id_ in then and then[id_] != definitions}
    return tuple(check for check in old.checks if _is_kpi(check) and check.id in changed)


def _definitions(catalog: Catalog, asked: Callable[[Check], bool]) -> dict[str, set[tuple[str | None, str]]]:
    """Return the definitions of each KPI: its own, and those that hold for single vendors."""
    found: dict[str, set[tuple[str | None, str]]] = {}
    for check in catalog.checks:
        if _is_kpi(check) and asked(check):
            found.setdefault(check.id, set()).add((check.vendor, check.about.definition))
    return found


def _is_kpi(check: Check) -> bool:
    return isinstance(check.limit, Score) and check.kind == "kpi"


@contextmanager
def _folder(root: Path, base: str) -> Iterator[Path]:
    if Path(base).is_dir():
        yield Path(base)
        return
    with TemporaryDirectory(prefix="govcode-") as name:
        with tarfile.open(fileobj=io.BytesIO(_archive(root, base))) as archive:
            archive.extractall(name, filter="data")
        yield Path(name)


def _archive(root: Path, revision: str) -> bytes:
    """Return the tracked files of a project at a revision, as a tar file."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _git(root, "archive", "--format=tar", commit.decode().strip(), "--", ".") if commit else None
    if found is None:
        message = f"'{revision}' is no folder, and no revision at which git has this project"
        raise Refused([Diagnostic("GC409", message, named("--against"), "write a folder, a tag, a branch or a commit")])
    return found


def _git(root: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 - the revision comes after --end-of-options
            ["git", "-C", str(root), *words],  # noqa: S607 - the git on the path
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def findings_before(order: Order, ready: Prepared) -> tuple[Finding, ...]:
    """Return what the KPIs whose definition has changed are by their old one, on the data of this run."""
    if order.against is None:
        return ()
    old = project_before(order.root, order.against, order.as_of)
    changed = changed_kpis(old, ready.catalog, order.choice)
    if not changed:
        return ()
    requests = [request for request in ready.requests if request.feed in old.feeds]
    drops = opened(requests, old.feeds, order.root, columns_of_files, records_of_files)
    ids = {check.id for check in changed}
    past = replace(old, checks=changed, waivers=())
    plan = compile_plan(past, drops, order.choice.vendor, lambda check: check.id in ids, order.sample)
    return judged(plan, measured(plan, drops, order.limits, order.progress), order.as_of)
