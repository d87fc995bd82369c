"""The end of the process."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process with an exit code.

    What was promised for the end is done, and what was written is sent. The rest is not taken apart piece by piece: the
    system takes it back at once, and a run over a large drop has much of it.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - the only way to do them before the end, and as old as the module
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # its reader has gone, or it was closed
            stream.flush()
    os._exit(code)
