"""Which statements an engine runs."""

from __future__ import annotations

import pytest

from govcode.engines.duckdb.store import Store


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every statement that is run from now on is added."""
    said: list[str] = []
    run = Store.run

    def hearing(self: Store, sql: str) -> list[tuple[object, ...]]:
        said.append(sql)
        return run(self, sql)

    monkeypatch.setattr(Store, "run", hearing)
    return said
