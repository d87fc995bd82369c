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
        near = closest(name, formats)
        tail = f" (did you mean '{near}'?)" if near else ""
        message = f"there is no format '{name}'{tail}; there is {', '.join(formats)}"
        raise click.BadParameter(message, param_hint="--output")
    if path and Path(path).exists() and Path(path).suffix.lower() in _INPUTS:
        message = f"'{Path(path).name}' is there already and looks like a document or data; choose another name"
        raise click.BadParameter(message, param_hint="--output")
    return Output(name, Path(path) if path else None)


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
            write_whole(output.path, text)


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


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it.

    A link is followed; a device or pipe is written through.
    """
    write_lines(path, [text.encode("utf-8")])


def write_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file in the same way, of parts that are made one after another."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(lines)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
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
