"""A run is remembered once it has been reported: what is asked for, and the line that says it was done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import click
from click.core import ParameterSource

from govcode.cli.options import both, now
from govcode.cli.outputs import placed
from govcode.core.diagnostic import Refused

if TYPE_CHECKING:
    from govcode.app.checking import Checked
    from govcode.history.store import Signer

RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}")
_TAKEN = "latest"  # what `govcode history` calls the newest run

_options = both(
    click.option("--record", is_flag=True, help="Remember this run in the project's history."),
    click.option(
        "--history",
        metavar="URL",
        envvar="GOVCODE_HISTORY",
        help="The history: a file, or postgresql://HOST/DATABASE.  [default: `history` in govcode.yaml]",
    ),
    click.option(
        "--run-id", metavar="NAME", envvar="GOVCODE_RUN_ID", help="What the history calls this run.  [default: a UUID]"
    ),
    click.option(
        "--sign",
        type=click.Path(path_type=Path),
        metavar="KEYFILE",
        envvar="GOVCODE_SIGNING_KEY",
        help="Sign the record with this Ed25519 key (PEM).",
    ),
)


@dataclass(frozen=True, slots=True)
class Recording:
    """How a run is to be remembered; `history` is None for that of the project."""

    run: str
    history: str | None
    key: Path | None


def options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options by which its run is remembered, as one argument `recording`."""

    @wraps(command)
    def with_recording(
        *words: Any,  # noqa: ANN401 - the command's own
        record: bool,
        history: str | None,
        run_id: str | None,
        sign: Path | None,
        **more: Any,  # noqa: ANN401 - as above
    ) -> int:
        if record:
            return command(*words, recording=Recording(_run(run_id), history, sign), **more)
        _refuse_halves()
        return command(*words, recording=None, **more)

    return _options(with_recording)


def _run(written: str | None) -> str:
    run = written or str(uuid4())
    if not RUN.fullmatch(run) or run == _TAKEN:
        message = f"write at most 128 letters, digits and any of . _ : / @ + -, and not '{_TAKEN}'"
        raise click.BadParameter(message, param_hint="--run-id")
    return run


def _refuse_halves() -> None:
    """Refuse words about a run that is not to be remembered; the environment may have them for other runs."""
    context = click.get_current_context()
    for name in ("history", "run_id", "sign"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} is about a run that is remembered; add --record", context)


def remembered(done: Checked, recording: Recording, signer: Signer | None, seconds: float) -> None:
    """Add a run to the history and say where; raise `Refused` if the history cannot be written."""
    from govcode.app.recording import record_of, remember  # noqa: PLC0415 - loads the database

    record = record_of(done, recording.run, now(), seconds)
    kept = remember(done, record, recording.history, signer)
    entry = kept.entry
    click.echo(f"recorded run {record.run} as link {entry.position} of {kept.shown}, head {entry.hash}", err=True)


def ready_for(root: Path, history: str | None) -> None:
    """Refuse a history in a folder that is taken for a slip of the pen, before any work is done."""
    from govcode.app.remembering import kept  # noqa: PLC0415 - loads the database
    from govcode.history.address import address_of  # noqa: PLC0415

    try:
        place = kept(root, history)
        file = address_of(place.address, place.root).file
    except Refused:  # it is told with all that is wrong with the documents, or after the report
        return
    if file is not None and not file.exists():
        placed(file, _written_in(history))


def _written_in(history: str | None) -> str:
    """Return where the address of a history is written, in the words of who wrote it there."""
    if history is None:
        return "history in govcode.yaml"
    context = click.get_current_context()
    sources = {context.get_parameter_source(name) for name in ("history", "address")}
    return "GOVCODE_HISTORY" if ParameterSource.ENVIRONMENT in sources else "--history"


def signer_of(recording: Recording | None) -> Signer | None:
    """Return what signs the record, if one is asked for; raise `Refused` for a file that is no key."""
    if recording is None or recording.key is None:
        return None
    from govcode.history.signing import signing_key  # noqa: PLC0415 - loads the cryptography

    return signing_key(recording.key)
