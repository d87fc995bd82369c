"""The words of an expression, and the refusal of every character that belongs to another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from govcode.expressions.problem import refuse

MAX_TEXT = 4_000


class Kind(StrEnum):
    """What a token is."""

    NAME = "name"
    QUOTED = "quoted"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DURATION = "duration"
    KEYWORD = "keyword"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `value` is the content of a quoted one, the lower-case word of a keyword, else the source."""

    kind: Kind
    value: str
    start: int
    end: int


KEYWORDS = frozenset(
    {"and", "or", "not", "in", "between", "like", "is", "null", "true", "false", "case", "when", "then", "else", "end"}
)

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)(?P<suffix>%|[^\W\d]\w*)?
    |(?P<refused>--|/\*|::|==|&&|\|\||->>?|=[<>]|:=|!(?!=)|[;\[\]{}?$:@#.&|^~`\\%‘’“”≥≤≠€£¥])
    |(?P<text>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*")
    |(?P<name>[^\W\d]\w*)
    |(?P<symbol><=|>=|<>|!=|[=<>+\-*/(),])
    """,
    re.VERBOSE | re.ASCII,
)
_NAME = re.compile(r"(?P<name>[^\W\d]\w*)")  # letters beyond ASCII
_FORBIDDEN = "GC202"
_REFUSED = {
    "--": (_FORBIDDEN, "a comment has no place in an expression; two minus signs need a space between them", None),
    "/*": (_FORBIDDEN, "a comment has no place in an expression", None),
    "::": (_FORBIDDEN, "a value cannot be cast; columns have the type their dataset declares", None),
    ";": (_FORBIDDEN, "an expression is one condition, not a list of statements", None),
    "==": ("GC201", "equality is written with one `=`", "="),
    "=>": ("GC201", "this is written `>=`", ">="),
    "=<": ("GC201", "this is written `<=`", "<="),
    "≥": ("GC201", "this is written `>=`", ">="),
    "≤": ("GC201", "this is written `<=`", "<="),
    "≠": ("GC201", "this is written `<>`", "<>"),
    "€": ("GC201", "an amount is written without its currency", None),
    "£": ("GC201", "an amount is written without its currency", None),
    "¥": ("GC201", "an amount is written without its currency", None),
    "&&": ("GC201", "conditions are joined with `and`", "and"),
    "||": ("GC201", "texts are joined with `concat(a, b)` (alternatives with `or`)", "or"),
    "!": ("GC201", "negation is written `not`", "not"),
    "->": ("GC201", "lambdas and JSON paths are not supported", None),
    "->>": ("GC201", "lambdas and JSON paths are not supported", None),
    "[": ("GC201", "lists are written in round brackets", "("),
    "]": ("GC201", "lists are written in round brackets", ")"),
    "{": ("GC201", "templates are not supported", None),
    "}": ("GC201", "templates are not supported", None),
    "?": ("GC201", "parameters are not supported; write the value itself", None),
    "$": ("GC201", "parameters are not supported; write the value itself", None),
    ".": ("GC201", "a column is named alone, without its dataset", None),
    "`": ("GC201", "a column name with blanks is written in double quotes", '"'),
    "%": ("GC201", "`%` stands right after a number, as in `95%`; there is no remainder operator", None),
    "‘": ("GC201", "this is a typographic quote; text is written between straight single quotes", "'"),
    "’": ("GC201", "this is a typographic quote; text is written between straight single quotes", "'"),
    "“": ("GC201", "this is a typographic quote; text is written between straight single quotes", "'"),
    "”": ("GC201", "this is a typographic quote; text is written between straight single quotes", "'"),
}


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of an expression, the last of kind END; raise Unreadable at the first that is none."""
    if len(text) > MAX_TEXT:
        message = f"the expression has {len(text):,} characters; at most {MAX_TEXT:,} are read"
        raise refuse("GC213", message, MAX_TEXT, len(text))
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position) or _NAME.match(text, position)
        if match is None:
            raise _stray(text, position)
        position = match.end()
        if match.lastgroup != "blank":
            found.append(_token(match))
    found.append(Token(Kind.END, "", len(text), len(text)))
    return found


def _token(match: re.Match[str]) -> Token:
    source, start, end = match[0], match.start(), match.end()
    match match.lastgroup:
        case "refused":
            raise _refused(source, start)
        case "number":
            return Token(Kind.NUMBER, source, start, end)
        case "suffix":
            return _suffixed(source, start, end)
        case "text":
            return Token(Kind.TEXT, _content(source, start), start, end)
        case "quoted":
            return Token(Kind.QUOTED, _content(source, start), start, end)
        case "symbol":
            return Token(Kind.SYMBOL, "<>" if source == "!=" else source, start, end)
        case _:
            return _word(source, start, end)


def _word(source: str, start: int, end: int) -> Token:
    folded = source.lower()
    return Token(Kind.KEYWORD, folded, start, end) if folded in KEYWORDS else Token(Kind.NAME, source, start, end)


def _suffixed(source: str, start: int, end: int) -> Token:
    if source.endswith("%"):
        return Token(Kind.PERCENT, source[:-1], start, end)
    if re.fullmatch(r"\d+(?:_\d+)+", source, re.ASCII):
        raise refuse("GC201", "a number is written without separators", start, end, source.replace("_", ""))
    return Token(Kind.DURATION, source, start, end)


def _content(source: str, start: int) -> str:
    quote = source[0]
    content = source[1:-1].replace(quote * 2, quote)
    if "\0" in content or any("\ud800" <= c <= "\udfff" for c in content):
        raise refuse("GC201", "this text contains a character that no data can hold", start, start + len(source))
    return content


def _refused(symbol: str, start: int) -> Exception:
    code, message, suggestion = _REFUSED.get(symbol, ("GC201", f"`{symbol}` has no meaning here", None))
    return refuse(code, message, start, start + len(symbol), suggestion)


def _stray(text: str, start: int) -> Exception:
    if text[start] in "'\"":
        what = "text" if text[start] == "'" else "name"
        return refuse("GC209", f"the {what} that begins here has no closing quote", start, len(text))
    return refuse("GC201", "this character has no meaning here", start, start + 1)
