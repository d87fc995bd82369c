"""The problems found while names are resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from govcode.core.diagnostic import Diagnostic, Level, closest
from govcode.core.place import Span
from govcode.documents.located import Located, Lost
from govcode.documents.yaml import Pointer

SHOWN = 8
_JUDGED = {"Policy", "Kpi", "EscalationRule", "HandoffChecklist", "DataMinimisation", "Dataset"}
# The kinds of document that could have said a name that nobody knows.
_SAYS = {
    "GC110": {"Dataset"},
    "GC111": {"Feed"},
    "GC112": _JUDGED,
    "GC113": {"Project"},
    "GC115": {"Project"},
    "GC116": {"Vendor"},
    "GC117": {"Kpi"},
    "GC118": {"Calendar"},
}


@dataclass(slots=True)
class Problems:
    """A growing list of problems; the only thing linking changes.

    `lost` are documents that could not be understood: a name that one of them may say is not called unknown.
    """

    found: list[Diagnostic] = field(default_factory=list)
    lost: tuple[Lost, ...] = ()

    def error(self, code: str, message: str, where: Located, pointer: Pointer, suggestion: str | None = None) -> None:
        """Report an error at a value."""
        self.found.append(Diagnostic(code, message, where.at(pointer), suggestion))

    def warn(self, code: str, message: str, where: Located, pointer: Pointer, suggestion: str | None = None) -> None:
        """Report something to think about at a value."""
        self.found.append(Diagnostic(code, message, where.at(pointer), suggestion, Level.WARNING))

    def unknown(self, code: str, what: str, name: str, known: Iterable[str], where: Located, pointer: Pointer) -> None:
        """Report a name that nothing has."""
        if self.may_be_said(code, name):
            return
        self.error(code, f"unknown {what} '{name}'", where, pointer, _near(name, known))

    def no_column(self, name: str, dataset: str, known: Iterable[str], span: Span) -> None:
        """Report a column that a dataset does not have."""
        message = f"unknown column '{name}' in dataset '{dataset}'"
        self.found.append(Diagnostic("GC114", message, span, _near(name, known)))

    def error_at_key(
        self, code: str, what: str, name: str, known: Iterable[str], where: Located, pointer: Pointer
    ) -> None:
        """Report a key that nothing has."""
        if self.may_be_said(code, name):
            return
        message = f"unknown {what} '{name}'"
        self.found.append(Diagnostic(code, message, where.key(pointer), _near(name, known)))

    def may_be_said(self, code: str, name: str) -> bool:
        """Say whether a document that could not be understood may be the one that says a name."""
        kinds = _SAYS.get(code, set())
        for lost in self.lost:
            by_kind = bool(kinds) if lost.kind is None else lost.kind in kinds
            by_id = lost.id is None or lost.id in {name, name.partition(".")[0]} or "Project" in kinds
            if by_kind and by_id:
                return True
        return False


def _near(name: str, known: Iterable[str]) -> str | None:
    candidates = sorted(known)
    near = closest(name, candidates)
    if near is not None or not candidates:
        return near
    return f"there is {', '.join(candidates[:SHOWN])}" + (" and more" if len(candidates) > SHOWN else "")
