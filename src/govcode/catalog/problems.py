"""The problems found while names are resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from govcode.core.diagnostic import Diagnostic, Level, closest
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer

SHOWN = 8


@dataclass(slots=True)
class Problems:
    """A growing list of problems; the only thing linking changes."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, message: str, where: Located, pointer: Pointer, suggestion: str | None = None) -> None:
        """Report an error at a value."""
        self.found.append(Diagnostic(code, message, where.at(pointer), suggestion))

    def warn(self, code: str, message: str, where: Located, pointer: Pointer, suggestion: str | None = None) -> None:
        """Report something to think about at a value."""
        self.found.append(Diagnostic(code, message, where.at(pointer), suggestion, Level.WARNING))

    def unknown(self, code: str, what: str, name: str, known: Iterable[str], where: Located, pointer: Pointer) -> None:
        """Report a name that nothing has."""
        self.error(code, f"unknown {what} '{name}'", where, pointer, _near(name, known))

    def error_at_key(
        self, code: str, what: str, name: str, known: Iterable[str], where: Located, pointer: Pointer
    ) -> None:
        """Report a key that nothing has."""
        message = f"unknown {what} '{name}'"
        self.found.append(Diagnostic(code, message, where.key(pointer), _near(name, known)))


def _near(name: str, known: Iterable[str]) -> str | None:
    candidates = sorted(known)
    near = closest(name, candidates)
    if near is not None or not candidates:
        return near
    return f"there is {', '.join(candidates[:SHOWN])}" + (" and more" if len(candidates) > SHOWN else "")
