"""The catalog of controls that ships with govcode: ids that have been confirmed at a source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def shipped_controls() -> dict[str, str]:
    """Return the id and title of each shipped control."""
    text = files("govcode.catalog").joinpath("controls.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as fast, where PyYAML was built with it
    return {str(key): str(title) for key, title in yaml.load(text, loader).items()}  # noqa: S506 - both are safe
