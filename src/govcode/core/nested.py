"""Where a value lies inside a nested one: `via.source`, `custom_fields[id=360001].value`, `comments[0]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

RECORD = "/"
ELEMENT = "."
_STEP = re.compile(r'"(?P<quoted>[^"]+)"|(?P<name>[^.\[\]"]+)|\[(?P<bracket>[^\[\]]*)\]')
_INDEX = re.compile(r"-?[0-9]{1,6}", re.ASCII)
_MATCH = re.compile(r'\s*(?P<field>[^=\[\]"]+?)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^"]*?))\s*')


@dataclass(frozen=True, slots=True)
class Field:
    """The value under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Position:
    """The element of a list at a position: 0 is the first, -1 the last."""

    at: int


@dataclass(frozen=True, slots=True)
class Matching:
    """The first element of a list whose field is this text."""

    field: str
    text: str


Step: TypeAlias = Field | Position | Matching


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a delivered record, or from the element of a list that is a row (then `absolute` is false)."""

    steps: tuple[Step, ...]
    absolute: bool = False

    @property
    def is_plain(self) -> bool:
        """Say whether the path is one name, as every format has them."""
        return not self.absolute and len(self.steps) == 1 and isinstance(self.steps[0], Field)


class BadPath(ValueError):  # noqa: N818 - raised where a path is bad, shown as a problem
    """A text that is no path."""


def path_of(written: str) -> Path:
    """Return the path that a text writes; raise `BadPath` with the reason.

    `.` alone is the element itself; `/` in front starts from the delivered record.
    """
    if written == ELEMENT:
        return Path(())
    absolute = written.startswith(RECORD)
    rest = written.removeprefix(RECORD)
    steps: list[Step] = []
    at = 0
    while at < len(rest):
        if steps and rest[at] != "[":
            if rest[at] != ".":
                raise BadPath("between two steps stands a point")
            at += 1
        found = _STEP.match(rest, at)
        if found is None or (not steps and found["bracket"] is not None):
            raise BadPath("a path is names with points between them, as in `via.source` or `fields[id=7].value`")
        steps.append(_step(found))
        at = found.end()
    if not steps:
        raise BadPath("a path needs at least one name")
    return Path(tuple(steps), absolute)


def _step(found: re.Match[str]) -> Step:
    if found["bracket"] is None:
        return Field(found["quoted"] or found["name"])
    if _INDEX.fullmatch(found["bracket"]):
        return Position(int(found["bracket"]))
    match = _MATCH.fullmatch(found["bracket"])
    if match is None:
        raise BadPath("in brackets stands a position, or a field and its text: `[0]`, `[-1]`, `[id=360001]`")
    return Matching(match["field"], match["quoted"] if match["quoted"] is not None else match["plain"])


def names_of(written: str) -> tuple[str, ...]:
    """Return the names of a path that has nothing but names; raise `BadPath` with the reason."""
    path = path_of(written)
    names = tuple(step.name for step in path.steps if isinstance(step, Field))
    if path.absolute or len(names) < len(path.steps) or not names:
        raise BadPath("here stand names with points between them, as in `participants.sessions`")
    return names


def first_name(written: str) -> str | None:
    """Return the outermost name of a path, or None where the text is no path or starts elsewhere."""
    try:
        path = path_of(written)
    except BadPath:
        return None
    return path.steps[0].name if path.steps and isinstance(path.steps[0], Field) else None


def last_name(written: str) -> str:
    """Return the innermost name of a path, or the text itself."""
    try:
        names = [step.name for step in path_of(written).steps if isinstance(step, Field)]
    except BadPath:
        return written
    return names[-1] if names else written
