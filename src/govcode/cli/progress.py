"""A progress bar on standard error, for people, and only once a run takes longer than a moment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic  # a progress bar is the one thing that is about the real clock

PATIENCE = 2.0  # seconds
WIDTH = 30


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what tells how far a run is; nothing is shown where nobody looks."""
    started, shown = monotonic(), False
    looking = sys.stderr is not None and sys.stderr.isatty()

    def tell(step: str, done: int, total: int) -> None:
        nonlocal shown
        if looking and total and monotonic() - started > PATIENCE:
            filled = WIDTH * done // total
            sys.stderr.write(f"\r{step} {'█' * filled}{'·' * (WIDTH - filled)} {done}/{total}")
            sys.stderr.flush()
            shown = True

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
