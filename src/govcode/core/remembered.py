"""Values whose hash is worked out once: trees are looked up in tables at each of their levels."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def remembered(kind: type[T]) -> type[T]:
    """Let instances of a frozen class keep their hash in their field `hashed`."""
    reckon: Any = kind.__hash__

    def known(self: Any) -> int:  # noqa: ANN401 - any such instance
        if self.hashed is None:
            object.__setattr__(self, "hashed", reckon(self))
        found: int = self.hashed
        return found

    kind.__hash__ = known  # type: ignore[method-assign]
    return kind
