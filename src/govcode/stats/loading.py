"""What numbers need is slow to load, and can be loaded while something else is waited for."""

from __future__ import annotations

from contextlib import suppress


def load() -> None:
    """Load what the intervals of numbers need; whatever is wrong with it is told by the first that needs it."""
    with suppress(ImportError):
        import scipy.special  # noqa: F401 - loaded, not used
