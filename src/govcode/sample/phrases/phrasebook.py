"""What people write in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Lines: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Sentences of one language, by who says them and about what."""

    language: str
    greetings: Lines
    asks: Mapping[str, Lines]
    details: Lines
    nudges: Lines
    again: Lines
    hellos: Lines
    answers: Mapping[str, Lines]
    progress: Lines
    solved: Lines
    closings: Lines
    spam: Lines
