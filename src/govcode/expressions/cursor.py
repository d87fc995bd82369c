"""A cursor over the tokens of one expression, which also keeps count of its depth."""

from __future__ import annotations

from govcode.expressions.problem import Unreadable, refuse
from govcode.expressions.refusals import unexpected
from govcode.expressions.slips import slip
from govcode.expressions.syntax import Syntax
from govcode.expressions.tokens import Kind, Token, tokens_of

MAX_NESTING = 50
"""Levels of parentheses, arguments and cases: what the parser recurses into."""
MAX_DEPTH = 64
"""Levels of the tree, which also grow with chains such as `a + b + c`."""


class Cursor:
    """What the parser sees and takes."""

    def __init__(self, text: str) -> None:
        """Start before the first token; raise Unreadable where the text has no tokens."""
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0
        self.nesting = 0

    @property
    def here(self) -> Token:
        """Return the next token."""
        return self.tokens[self.at]

    @property
    def last_end(self) -> int:
        """Return where the last token ended."""
        return self.tokens[self.at - 1].end

    def advance(self) -> Token:
        """Take the next token."""
        token = self.here
        self.at += token.kind is not Kind.END
        return token

    def sees(self, *values: str) -> bool:
        """Return whether the next token is one of these symbols or keywords."""
        token = self.here
        return token.kind in (Kind.SYMBOL, Kind.KEYWORD) and token.value in values

    def takes(self, *values: str) -> bool:
        """Take the next token if it is one of these symbols or keywords."""
        found = self.sees(*values)
        self.at += found
        return found

    def need(self, value: str) -> None:
        """Take this symbol or keyword; raise Unreadable if it is not there."""
        if not self.takes(value):
            raise self.unexpected(f"`{value}`")

    def unexpected(self, wanted: str) -> Unreadable:
        """Return the refusal of the next token: what was meant, if that is plain, else what has to stand here."""
        return slip(self.text, self.tokens, self.at) or unexpected(self.here, wanted)

    def enter(self) -> None:
        """Go one level in; raise Unreadable beyond `MAX_NESTING`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.too_deep(self.here.start)

    def leave(self) -> None:
        """Come one level out."""
        self.nesting -= 1

    def deep(self, start: int, *parts: Syntax) -> int:
        """Return the depth of a node over these parts; raise Unreadable beyond `MAX_DEPTH`."""
        depth = 1 + max((part.depth for part in parts), default=0)
        if depth > MAX_DEPTH:
            raise self.too_deep(start)
        return depth

    def too_deep(self, start: int) -> Unreadable:
        """Return the refusal of what nests too deeply."""
        message = f"this is too deep: at most {MAX_NESTING} levels of parentheses and {MAX_DEPTH} of operators are read"
        return refuse("GC213", message, start, max(start, self.last_end))
