"""Why a word of SQL is refused, in the author's words."""

from __future__ import annotations

from govcode.expressions.problem import Unreadable, refuse
from govcode.expressions.tokens import Kind, Token

_QUERY = "`{}` belongs to a query; an expression is one condition over the columns of one row"
_STATEMENT = "`{}` is a statement; an expression only reads the columns of one row"
_CAST = "`{}` is not supported; columns have the type their dataset declares"
_WINDOW = "`{}` looks at other rows; an expression sees one row (write a `sequence` or `unique` rule, or a fact)"

_QUERIES = "select from join union intersect except with where having group order limit offset exists values lateral"
_STATEMENTS = (
    "insert update delete create drop alter truncate copy attach detach pragma install load set reset call export "
    "import execute grant vacuum merge explain describe show use begin commit"
)
REFUSED_WORDS = (
    dict.fromkeys(_QUERIES.split(), _QUERY)
    | dict.fromkeys(_STATEMENTS.split(), _STATEMENT)
    | dict.fromkeys(("cast", "try_cast", "convert"), _CAST)
    | dict.fromkeys(("over", "partition", "filter"), _WINDOW)
)
ALWAYS_REFUSED = frozenset({"select", "cast", "try_cast", "exists"})
"""Words that are never taken for a column, unless quoted."""


def forbidden(word: Token) -> Unreadable | None:
    """Return the refusal of a word that begins or continues SQL outside the language, or None."""
    if word.kind is not Kind.NAME or word.value.lower() not in REFUSED_WORDS:
        return None
    message = REFUSED_WORDS[word.value.lower()].format(word.value.lower())
    return refuse("GC202", message, word.start, word.end)


def unexpected(token: Token, wanted: str) -> Unreadable:
    """Return the refusal of a token where something else has to stand."""
    if token.kind is Kind.END:
        return refuse("GC201", f"the expression ends where {wanted} is expected", token.start, token.end)
    refusal = forbidden(token)
    if refusal is not None:
        return refusal
    return refuse("GC201", f"{wanted} is expected here", token.start, token.end)
