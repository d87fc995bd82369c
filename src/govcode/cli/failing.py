"""What can go wrong becomes an exit code and a sentence: no traceback and no value of the data reaches a user."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import click

from govcode.core.diagnostic import Refused
from govcode.core.show import show

USAGE, BUG, INTERRUPTED = 2, 70, 130


def guarded(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code."""
    try:
        done = command.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        return done if isinstance(done, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except Refused as refused:
        tell(refused, None)
        return USAGE
    except (BrokenPipeError, SystemExit):
        # The reader has gone (`govcode … | head`; click exits then by itself): whatever was found, it was not told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except OSError as error:
        meant = error.filename2 or error.filename  # of a move, where to
        name = Path(meant).name if isinstance(meant, str) else "a file"
        click.echo(f"error: {name}: {(error.strerror or type(error).__name__).lower()}", err=True)
        return USAGE
    except Exception as error:  # noqa: BLE001 - a bug: the message of the exception may quote data, its class cannot
        click.echo(_bug(error), err=True)
        return BUG


def tell(refused: Refused, texts: dict[str, str] | None) -> None:
    """Write all problems, each with its line."""
    for problem in refused.problems:
        click.echo(show(problem, (texts or {}).get(problem.span.file)), err=True)
    count = len(refused.problems)
    click.echo(
        f"\n{count} problem{'' if count == 1 else 's'}; `govcode explain CODE` tells more about a code", err=True
    )


def _bug(error: Exception) -> str:
    where = _innermost(error.__traceback__)
    return (
        f"internal error: {type(error).__name__} in {where}. This is a bug in govcode; nothing was judged.\n"
        "Please report this line and the command; it contains nothing of your data."
    )


def _innermost(trace: TracebackType | None) -> str:
    place = "an unknown place"
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "govcode" in file.parts:
            place = f"{file.parent.name}/{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
