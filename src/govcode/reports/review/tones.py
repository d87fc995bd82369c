"""How something is meant, as a sign and a word: no format tells it by colour alone."""

from __future__ import annotations

from typing import NamedTuple

from govcode.reports.review.blocks import Tone


class Meant(NamedTuple):
    """The sign and the word of a tone; both are empty for a plain one."""

    sign: str
    word: str


TONES: dict[Tone, Meant] = {
    Tone.GOOD: Meant("✓", "good"),
    Tone.WATCH: Meant("!", "watch"),
    Tone.BAD: Meant("✗", "bad"),
    Tone.UNKNOWN: Meant("?", "unknown"),
    Tone.PLAIN: Meant("", ""),
}


def signed(text: str, tone: Tone) -> str:
    """Return a text after the sign of its tone."""
    sign = TONES[tone].sign
    return f"{sign} {text}" if sign else text
