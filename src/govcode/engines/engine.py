"""What every engine does."""

from __future__ import annotations

from typing import Protocol

from govcode.ir.measure import Measured, Scan


class Engine(Protocol):
    """Answers scans."""

    def measure(self, scan: Scan) -> tuple[Measured, ...]:
        """Return one answer per measure, in order; one that cannot be given is `Failed` and takes no other down."""
