"""The words of a command line become an order."""

from __future__ import annotations

from pathlib import Path

import click

from govcode.drops.delivery import Request


def requests_of(written: tuple[str, ...]) -> tuple[Request, ...]:
    """Return the drops of `FEED=PATH` or `FEED@VENDOR=PATH`; paths are relative to where the command runs."""
    return tuple(_request(text) for text in written)


def _request(text: str) -> Request:
    name, equals, path = text.partition("=")
    feed, _, vendor = name.partition("@")
    if not equals or not feed or not path:
        message = f"write FEED=PATH, such as --drop standard=drops/september (not '{text}')"
        raise click.BadParameter(message, param_hint="--drop")
    return Request(feed, str(Path(path).resolve()), vendor or None)
