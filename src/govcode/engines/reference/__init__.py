"""The reference engine: plain, slow, obvious Python over rows in memory; what it answers is what every engine means."""

from __future__ import annotations

from govcode.engines.reference.engine import Reference, prepare

__all__ = ["Reference", "prepare"]
