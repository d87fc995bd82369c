"""Where a report goes: each format to a file or to the screen; a file is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from govcode.core.diagnostic import closest
from govcode.reports import FORMATS, renderer
from govcode.verdict.decision import Report

_ENDINGS = {"htm": "html", "md": "markdown", "txt": "text"}  # of files, where it is not the name of the format
# A report never takes the place of a file that a run reads.
_INPUTS = {".yaml", ".yml", ".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".gz", ".zst"}


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file it goes to; None is the screen."""

    format: str
    path: Path | None


def outputs_of(written: Sequence[str], formats: Iterable[str] = FORMATS) -> tuple[Output, ...]:
    """Return the outputs that are asked for, each in one of the formats; two cannot go to the same place."""
    known = tuple(formats)
    found = tuple(_output(text, known) for text in written)
    places = [output.path for output in found]
    if len(set(places)) < len(places):
        message = "two outputs cannot go to the same place; give one of them a path: -o json=out.json"
        raise click.BadParameter(message, param_hint="--output")
    return found


def _output(text: str, formats: Sequence[str]) -> Output:
    name, _, path = text.partition("=")
    if name not in formats:
        near = _meant(name, path, formats)
        tail = f" (did you mean '{near}'?)" if near else ""
        message = f"there is no format '{name}'{tail}; there is {', '.join(formats)}"
        raise click.BadParameter(message, param_hint="--output")
    if path and Path(path).exists() and Path(path).suffix.lower() in _INPUTS:
        message = f"'{path}' is there already and looks like a document or data; choose another name"
        raise click.BadParameter(message, param_hint="--output")
    return Output(name, file_at(Path(path)) if path else None)


def _meant(name: str, path: str, formats: Sequence[str]) -> str | None:
    """Return what may have been meant: a file alone is one of the format that its ending says."""
    ending = (Path(name).suffix or f".{name}")[1:].lower()
    by_ending = _ENDINGS.get(ending, ending)
    if by_ending not in formats:
        return closest(name, formats)
    if Path(name).suffix and not path:
        return f"{by_ending}={name}"
    return f"{by_ending}={path}" if path else by_ending


def file_at(path: Path) -> Path:
    """Return a path if a file can be written there; refuse a folder, and a path of folders that are not there."""
    if path.is_dir():
        raise click.BadParameter(f"'{path}' is a folder; name a file in it", param_hint="--output")
    return placed(path, "--output")


def placed(path: Path, hint: str) -> Path:
    """Return a path if its folder is there, or lies in one that is: more missing folders are a slip of the pen."""
    parent = path.resolve().parent
    above = parent if parent.exists() else parent.parent
    if above.is_dir():
        return path
    near = next((one for one in path.parents if one.exists()), path.parent)
    if near.is_dir():
        shown = "the current folder" if near == Path() else f"'{near}'"
        message = f"'{path}' cannot be written: there is no folder '{path.parent}', the nearest that exists is {shown}"
    else:
        message = f"'{path}' cannot be written: '{near}' is a file and no folder"
    raise click.BadParameter(message, param_hint=hint)


def written(report: Report, outputs: Sequence[Output], width: int | None) -> None:
    """Write the report in each format, none before all are made."""
    texts = [
        _for_screen(report, output.format, width) if output.path is None else renderer(output.format)(report)
        for output in outputs
    ]
    for output, text in zip(outputs, texts, strict=True):
        if output.path is None:
            to_screen(text)
        else:
            write_whole(output.path, text, output.format)


def _for_screen(report: Report, name: str, width: int | None) -> str:
    if name != "text":
        return renderer(name)(report)
    from govcode.reports.text import render  # noqa: PLC0415 - rich is slow to load

    color = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return render(report, width=width or min(shutil.get_terminal_size((100, 24)).columns, 120), color=color)


def to_screen(text: str) -> None:
    """Write to standard output; if its reader has gone (`govcode … | head`), the exit code still says the verdict."""
    if sys.stdout is None:  # closed by the caller: the exit code says the verdict
        return
    try:
        click.echo(text, nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_whole(path: Path, text: str, what: str) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it, and say that it is there.

    A link is followed; a device or pipe is written through. `what` says what the file is.
    """
    write_lines(path, [text.encode("utf-8")], what)


def write_lines(path: Path, lines: Iterable[bytes], what: str) -> None:
    """Write a file in the same way, of parts that are made one after another."""
    try:
        _write(path, lines)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        message = f"'{path}' cannot be written: {reason}"
        raise click.ClickException(message) from None
    click.echo(f"wrote {click.format_filename(path)} ({what})", err=True)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(lines)
        return
    path = path.resolve()
    path.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile("wb", dir=path.parent, delete=False) as stream:
        temporary = Path(stream.name)
        try:
            stream.writelines(lines)
            stream.flush()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
