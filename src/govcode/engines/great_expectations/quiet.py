"""Great Expectations keeps to itself: it writes progress, warnings and values of cells, and nobody asked for them."""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

_SWITCH = "GX_ANALYTICS_ENABLED"


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing be printed, logged or warned of, and no statistics of use be sent."""
    disabled, switch = logging.root.manager.disable, os.environ.get(_SWITCH)
    logging.disable(logging.CRITICAL)
    os.environ[_SWITCH] = "False"
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
        if switch is None:
            del os.environ[_SWITCH]
        else:
            os.environ[_SWITCH] = switch
