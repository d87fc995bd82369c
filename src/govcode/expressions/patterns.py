r"""Regular expressions with one meaning: the subset of Python `re`, RE2 and Java that can be written for all three.

A pattern is read into normal text in which every construct means the same everywhere: `.` is any character but a
line feed, `\s` the five ASCII blanks (tab, line feed, form feed, carriage return, space), `\d \w \b` are ASCII, `$` is
the very end, and a leading `(?i)` concerns only the letters A to Z. What the engines disagree about is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_PATTERN = 500
MAX_REPEAT = 1_000
MAX_SIZE = 1_000

_END, _EDGE = "\ue000", "\ue001"  # placeholders (private use) for what is spelled differently per engine
_WORD = "0-9A-Za-z_"
_CLASSES = {"d": "0-9", "w": _WORD, "s": r"\t\n\f\r "}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_JAVA_EDGE = rf"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
_GROUP = re.compile(r"\((?:\?:|\?P?<[A-Za-z_][A-Za-z0-9_]*>|(?!\?))", re.ASCII)
_REPEAT = re.compile(r"\{(\d{1,6})(?:(,)(\d{1,6})?)?\}", re.ASCII)
_HEX = re.compile(r"x([0-9A-Fa-f]{2})", re.ASCII)
_NO_WAY = {
    "A": "write `^` for the beginning",
    "z": "write `$` for the end",
    "Z": "write `$` for the end",
    "B": r"`\B` means different things to different engines",
    "p": "Unicode classes are not supported; list the characters",
    "P": "Unicode classes are not supported; list the characters",
    "Q": "write a backslash before each special character",
    "k": "back-references are not supported",
}


class BadPattern(ValueError):  # noqa: N818 - raised where a pattern is bad, shown as a problem
    """A regular expression outside the subset; `start` and `end` are offsets into the pattern."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """Keep the sentence and the place."""
        self.start, self.end = start, end
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression in the spelling of each engine; `needed` is text every match contains, if any is known."""

    python: str
    re2: str
    java: str
    needed: str


@lru_cache(maxsize=1_024)
def pattern(source: str) -> Pattern:
    """Return a regular expression for every engine; raise BadPattern where the engines would not agree on it."""
    if len(source) > MAX_PATTERN:
        message = f"the pattern has {len(source)} characters; at most {MAX_PATTERN} are allowed"
        raise BadPattern(message, 0, len(source))
    reader = _Reader(source)
    text, size = reader.alternatives(0)
    if reader.at < len(source):
        raise reader.bad("this `)` closes nothing", reader.at)
    if size > MAX_SIZE:
        raise BadPattern(f"the repetitions multiply to more than {MAX_SIZE:,} steps", 0, len(source))
    return Pattern(
        python=text.replace(_END, r"\Z").replace(_EDGE, r"\b"),
        re2=text.replace(_END, r"\z").replace(_EDGE, r"\b"),
        java=text.replace(_END, r"\z").replace(_EDGE, _JAVA_EDGE),
        needed=reader.needed(),
    )


def _spelled(char: str) -> str:
    """Return one character so that every engine takes it for itself."""
    if char.isalnum() or char in "_ " or ord(char) > 127:
        return char
    return rf"\x{ord(char):02x}" if ord(char) < 32 or char == "\x7f" else f"\\{char}"


def _folded(low: str, high: str) -> str:
    """Return the ranges of the other case that a range of characters covers."""
    ranges = ""
    for first, last, shift in (("a", "z", -32), ("A", "Z", 32)):
        a, b = max(low, first), min(high, last)
        if a <= b:
            ranges += f"{chr(ord(a) + shift)}-{chr(ord(b) + shift)}"
    return ranges


class _Reader:
    """A cursor over one pattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.ignore_case = source.startswith("(?i)")
        self.at = 4 if self.ignore_case else 0
        self.runs: list[str] = [""]

    def bad(self, message: str, start: int, end: int | None = None) -> BadPattern:
        return BadPattern(message, start, end if end is not None else min(start + 1, len(self.source)))

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def needed(self) -> str:
        """Return the longest run of plain characters outside groups and alternatives that every match contains."""
        return max(self.runs, key=len)

    def alternatives(self, depth: int) -> tuple[str, int]:
        if depth > 20:
            raise self.bad("the groups nest too deeply", self.at)
        text, size = self.sequence(depth)
        while self.peek() == "|":
            self.at += 1
            if depth == 0:
                self.runs = [""]
            more, added = self.sequence(depth)
            text, size = f"{text}|{more}", size + added
            if depth == 0:
                self.runs = [""]
        return text, size

    def sequence(self, depth: int) -> tuple[str, int]:
        text, size = "", 0
        while self.peek() not in ("", "|", ")"):
            start = self.at
            atom, weight, plain = self.atom(depth)
            repeat, times, least = self.repeat(start, zero_width=atom in ("^", _END, _EDGE))
            text, size = text + atom + repeat, size + weight * times
            if depth == 0:
                self.note(plain, repeat, least)
        return text, size

    def note(self, plain: str, repeat: str, least: int) -> None:
        if plain and not repeat:
            self.runs[-1] += plain
        elif plain and least:
            self.runs[-1] += plain
            self.runs.append("")
        else:
            self.runs.append("")

    def atom(self, depth: int) -> tuple[str, int, str]:
        """Return the next atom as normal text, its size, and the character it is if it is a plain one."""
        start, char = self.at, self.peek()
        self.at += 1
        match char:
            case "(":
                return (*self.group(start, depth), "")
            case "[":
                return self.bracket(start), 1, ""
            case "\\":
                return self.escape(start)
            case ".":
                return r"[^\n]", 1, ""
            case "^":
                return "^", 1, ""
            case "$":
                return _END, 1, ""
            case "*" | "+" | "?":
                raise self.bad(f"`{char}` repeats nothing", start)
            case "{" | "}" | "]":
                raise self.bad(f"`{char}` has to be written `\\{char}`", start)
            case _:
                return self.plain(char)

    def plain(self, char: str) -> tuple[str, int, str]:
        if char in ("\0", _END, _EDGE) or "\ud800" <= char <= "\udfff":
            raise self.bad("this character is not supported", self.at - 1)
        other = _folded(char, char)[:1] if self.ignore_case else ""
        return (f"[{char}{other}]", 1, "") if other else (_spelled(char), 1, char)

    def group(self, start: int, depth: int) -> tuple[str, int]:
        opening = _GROUP.match(self.source, start)
        if opening is None:
            message = "look-around, flags, comments and conditions are not supported; `(?i)` may stand at the beginning"
            raise self.bad(message, start, start + 3)
        self.at = opening.end()
        text, size = self.alternatives(depth + 1)
        if self.peek() != ")":
            raise self.bad("this group has no closing `)`", start)
        self.at += 1
        return f"(?:{text})", size

    def escape(self, start: int) -> tuple[str, int, str]:
        char = self.peek()
        if char == "b":
            self.at += 1
            return _EDGE, 1, ""
        if char.lower() in _CLASSES and char:
            self.at += 1
            return f"[{'^' if char.isupper() else ''}{_CLASSES[char.lower()]}]", 1, ""
        return self.plain(self.escaped(start))

    def escaped(self, start: int) -> str:
        """Return the character that a backslash and what follows it stand for."""
        char = self.peek()
        code = _HEX.match(self.source, self.at)
        self.at += len(code[0]) if code else 1
        if code:
            return chr(int(code[1], 16))
        if char in _CONTROLS:
            return _CONTROLS[char]
        if not char or char.isalnum() or not char.isascii():
            reason = _NO_WAY.get(char, "this escape is not supported")
            raise self.bad(f"`\\{char}`: {reason}", start, min(self.at, len(self.source)))
        return char

    def bracket(self, start: int) -> str:
        negated = self.peek() == "^"
        self.at += negated
        text = ""
        while self.peek() != "]":
            if not self.peek():
                raise self.bad("this `[` has no closing `]`", start)
            text += self.item()
        if not text:
            raise self.bad("an empty class; a literal `]` is written `\\]`", start, self.at + 1)
        self.at += 1
        return f"[{'^' if negated else ''}{text}]"

    def item(self) -> str:
        start = self.at
        if self.source.startswith("[:", start):
            raise self.bad("POSIX classes are not supported; write `0-9` or `A-Za-z`", start, start + 2)
        if self.peek() == "\\" and self.source[start + 1 : start + 2].lower() in ("d", "w", "s"):
            return self.shorthand(start)
        low = self.member()
        high = low
        if self.peek() == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            high = self.member()
        if high < low:
            raise self.bad("this range runs backwards", start, self.at)
        text = _spelled(low) if low == high else f"{_spelled(low)}-{_spelled(high)}"
        return text + (_folded(low, high) if self.ignore_case else "")

    def shorthand(self, start: int) -> str:
        char = self.source[start + 1]
        self.at += 2
        if char.isupper():
            raise self.bad(f"`\\{char}` inside a class is not supported; negate the class", start, self.at)
        if self.peek() == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", ""):
            raise self.bad("a range cannot begin with a class", start, self.at + 1)
        return _CLASSES[char]

    def member(self) -> str:
        start, char = self.at, self.peek()
        self.at += 1
        member = self.escaped(start) if char == "\\" else char
        if not member or member in ("\0", _END, _EDGE) or "\ud800" <= member <= "\udfff":
            raise self.bad("this character is not supported", start)
        return member

    def repeat(self, start: int, *, zero_width: bool) -> tuple[str, int, int]:
        """Return the repetition after an atom, the most and the least times it asks for."""
        begin, char = self.at, self.peek()
        if char not in ("*", "+", "?", "{") or not char:
            return "", 1, 1
        if zero_width:
            raise self.bad("a position cannot be repeated", start, begin + 1)
        text, most, least = self.counted(begin) if char == "{" else (char, 1, int(char == "+"))
        self.at = self.at if char == "{" else begin + 1
        if self.peek() == "?":
            self.at += 1  # lazy or greedy: what is found is the same
        if self.peek() in ("*", "+", "?", "{") and self.peek():
            raise self.bad("one repetition follows another; use parentheses", begin, self.at + 1)
        return text, most, least

    def counted(self, begin: int) -> tuple[str, int, int]:
        found = _REPEAT.match(self.source, begin)
        if found is None:
            raise self.bad("a repetition is written `{3}`, `{3,}` or `{3,5}`; a literal `{` is written `\\{`", begin)
        self.at = found.end()
        least = int(found[1])
        most = int(found[3]) if found[3] else least
        if most < least or most > MAX_REPEAT:
            raise self.bad(f"the counts have to rise and stay within {MAX_REPEAT}", begin, self.at)
        return found[0], max(most, 1), least
