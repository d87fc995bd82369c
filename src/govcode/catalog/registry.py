"""The documents by kind and id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from govcode.catalog.problems import Problems
from govcode.documents.kinds import Document
from govcode.documents.kinds.project import ProjectSpec
from govcode.documents.located import Documents, Located

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Registry:
    """The documents of a project, each id once per kind."""

    by_kind: dict[str, dict[str, Located]]
    project: ProjectSpec
    title: str
    id: str

    def of(self, kind: str) -> dict[str, Located]:
        """Return the documents of a kind by id."""
        return self.by_kind.get(kind, {})

    def each(self, model: type[D]) -> list[tuple[Located, D]]:
        """Return the documents of a kind with their places."""
        return [(at, at.document) for at in self.of(model.__name__).values() if isinstance(at.document, model)]


def register(documents: Documents, problems: Problems) -> Registry:
    """Return the documents by kind and id, reporting ids used twice."""
    by_kind: dict[str, dict[str, Located]] = {}
    seen: dict[str, Located] = {}
    for item in documents.items:
        kind = item.document.kind
        first = seen.get(_space(kind) + item.id)
        if first:
            message = f"the id '{item.id}' is used twice: here and in {first.at(('metadata', 'id'))}"
            problems.error("GC106", message, item, ("metadata", "id"), "choose another id")
            continue
        seen[_space(kind) + item.id] = item
        by_kind.setdefault(kind, {})[item.id] = item
    projects = list(by_kind.get("Project", {}).values())
    for extra in projects[1:]:
        problems.error("GC106", "a project has one Project document", extra, ("kind",), "keep the one in govcode.yaml")
    if not projects:
        return Registry(by_kind, ProjectSpec(), "Governance project", "project")
    document = projects[0].document
    spec = document.spec if isinstance(document.spec, ProjectSpec) else ProjectSpec()
    return Registry(by_kind, spec, document.metadata.title, document.metadata.id)


def _space(kind: str) -> str:
    """Return the space in which an id is unique: everything that has rules shares one, so that rule ids are unique."""
    judged = {"Cadence", "Policy", "Kpi", "EscalationRule", "HandoffChecklist", "DataMinimisation", "Tension"}
    return "rules/" if kind in judged else f"{kind}/"
