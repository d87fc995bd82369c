"""What the formats need beyond a plain install, loaded where it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(Exception):  # noqa: N818 - it reads as a sentence: an extra is missing
    """A library of the extra `review` is not installed, or not whole; the text says how to install it."""


def loaded(module: str, wanted: str) -> Any:  # noqa: ANN401 - a module of a library without types
    """Return a library that draws or prints; `wanted` names what cannot be made without it.

    Raises:
        MissingExtra: It is not installed, or a system library that it needs is missing.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(f"{wanted} needs more than is installed: pip install 'govcode[review]'") from error
    except OSError as error:  # weasyprint loads Pango when it is imported
        raise MissingExtra(
            f"{wanted} needs the system library Pango, which is not found: install it (Debian and Ubuntu: "
            "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0; macOS: brew install pango)"
        ) from error
