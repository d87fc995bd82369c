"""What a parser says about broken YAML, in the words of somebody who does not program.

The parsers name what they expected; this names what was typed. It looks at the text around the error more than at the
parser's phrase, so that both parsers lead to the same sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from govcode.core.diagnostic import Diagnostic
from govcode.documents.yaml.source import NO_SPACE, Source
from govcode.documents.yaml.tabs import tab_at

_EARLIER_KEY = re.compile(r"\s*(?:- +)*(?:[^\s:#'\"][^:#]*|'[^']*'\s*|\"[^\"]*\"\s*):\s")
_NO_SPACE = re.compile(r"\s*(?:- +)*[\w-]+:\S")
_OF_A_TAG = re.compile(r"tag handle|(scanning|parsing) a tag\b(?! directive)")
_LONGEST_KEY = 1_024  # of the YAML standard
_QUOTE = "put the text in quotes"


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where a parser stopped (`at`), where the construct it was in began (`since`), and its phrase."""

    source: Source
    phrase: str
    since: int
    at: int

    def character(self) -> str:
        return self.source.text[self.at : self.at + 1]

    def line(self, offset: int) -> str:
        start, end = self.source.line_at(offset)
        return self.source.text[start:end]

    def before(self) -> str:
        """Return what stands in the line before the place."""
        return self.source.text[self.source.line_at(self.at)[0] : self.at]

    def says(self, message: str, suggestion: str | None = None, *, at: int | None = None) -> Diagnostic:
        start = self.at if at is None else at
        length = 1 if self.source.text[start : start + 1].strip() else 0
        return Diagnostic("GC001", message, self.source.span(start, start + length), suggestion)


def explained(error: yaml.YAMLError, source: Source) -> Diagnostic:
    """Return the diagnostic of a text that is not YAML."""
    failure = _failure(error, source)
    if _OF_A_TAG.search(failure.phrase):
        return _tag(failure)
    if failure.character() == "\t" or ("\t" in failure.before() and not failure.before().strip()):
        tab = (failure.before() + failure.character()).index("\t")
        return tab_at(source, failure.at - len(failure.before()) + tab)
    for pattern, explain in _EXPLANATIONS:
        if pattern.search(failure.phrase):
            return explain(failure)
    return failure.says("the YAML cannot be understood from here on")


def _failure(error: yaml.YAMLError, source: Source) -> _Failure:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _Failure(source, "", 0, 0)
    phrase = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    since = error.context_mark.index if error.context_mark else at
    return _Failure(source, phrase, min(since, len(source.text)), min(at, len(source.text)))


def _tag(failure: _Failure) -> Diagnostic:
    start = max(failure.source.text.rfind("!", 0, failure.at + 1), failure.since)
    found = re.compile(r"\S*").match(failure.source.text, start)
    end = found.end() if found else start
    message = f"'{failure.source.text[start:end]}' is a YAML tag; tags are not allowed"
    suggestion = "delete it, or put the text in quotes if it was meant as text"
    return Diagnostic("GC003", message, failure.source.span(start, end), suggestion)


def _quote(failure: _Failure) -> Diagnostic:
    mark = failure.source.text[failure.since : failure.since + 1]
    return failure.says(f"the quote {mark} that opens here is never closed", "close it", at=failure.since)


def _escape(failure: _Failure) -> Diagnostic:
    start = max(failure.source.text.rfind("\\", 0, failure.at + 1), 0)
    message = "a backslash in double quotes starts a code, and this one is not known"
    return failure.says(message, "use single quotes, in which a backslash is just a backslash", at=start)


def _colon(failure: _Failure) -> Diagnostic:
    if len(failure.before()) > _LONGEST_KEY:
        return failure.says(f"a key can have at most {_LONGEST_KEY:,} characters")
    if _EARLIER_KEY.match(failure.before()):
        return failure.says("a second ': ' in the same line cannot be told from a key", f"{_QUOTE} after the first ':'")
    start, _ = failure.source.line_at(failure.at)
    above = failure.source.text[:start].rstrip().rpartition("\n")[2]
    if _EARLIER_KEY.match(above):
        message = "this line is indented further than the line above, which already has a value"
        return failure.says(message, "give both lines the same indentation")
    return failure.says("this key follows a line that has no ':'", "write 'key: value' in the line above")


def _no_colon(failure: _Failure) -> Diagnostic:
    if _NO_SPACE.match(failure.line(failure.since)):
        return failure.says(NO_SPACE, "write 'key: value' with a space after the colon", at=failure.since)
    return failure.says("this line has no ':'", "write 'key: value', or '- item' in a list", at=failure.since)


def _glued(failure: _Failure) -> Diagnostic:
    return failure.says(NO_SPACE, "write 'key: value' with a space after the colon")


def _bracket(failure: _Failure) -> Diagnostic:
    opening = failure.source.text[failure.since : failure.since + 1]
    closing = "]" if opening == "[" else "}"
    message = f"the '{opening}' that opens here is not closed, or a ',' is missing between two entries"
    return failure.says(message, f"add '{closing}' or the comma", at=failure.since)


def _misplaced(failure: _Failure) -> Diagnostic:
    if failure.character() in ("]", "}"):
        return failure.says(f"this '{failure.character()}' closes nothing", "delete it")
    if failure.before().strip(" -"):
        message = "there is text after the end of the value"
        return failure.says(message, "put the whole value in quotes; inside '…' write an apostrophe twice")
    if re.match(r"-\s", failure.source.text[failure.at : failure.at + 2]):
        return failure.says("a list item stands where there is no list", "check the indentation of this line")
    return failure.says("the indentation of this line fits no line above it", "align it with its neighbours")


def _in_list(failure: _Failure) -> Diagnostic:
    if failure.before().strip(" -"):
        return _misplaced(failure)
    return failure.says("this line stands in a list but does not begin with '- '", "check the indentation")


def _start(failure: _Failure) -> Diagnostic:
    character = failure.character()
    return failure.says(f"a text cannot begin with '{character}' unless it is in quotes", _QUOTE)


def _anchor(failure: _Failure) -> Diagnostic:
    mark = failure.source.text[failure.since : failure.since + 1]
    return failure.says(f"a text cannot begin with '{mark}' unless it is in quotes", _QUOTE, at=failure.since)


def _block(failure: _Failure) -> Diagnostic:
    message = "after '|' or '>' the text has to begin in the next line"
    return failure.says(message, "start a new line, indented further", at=failure.since)


def _blank_lines(failure: _Failure) -> Diagnostic:
    message = "the first lines of this text block are indented further than the text itself"
    return failure.says(message, "delete the spaces in the empty lines at its beginning", at=failure.since)


def _directive(failure: _Failure) -> Diagnostic:
    start, _ = failure.source.line_at(failure.since)
    message = "a line that begins with '%' gives orders to the YAML reader; there are none here"
    return failure.says(message, "delete the line, or put the text in quotes", at=start)


def _document(failure: _Failure) -> Diagnostic:
    return failure.says("the document above has ended; the next one has to begin with a line '---'")


def _content(failure: _Failure) -> Diagnostic:
    return failure.says("a value is missing here, or a bracket is not closed")


# In this order; libyaml and PyYAML word most of them differently.
_EXPLANATIONS = tuple(
    (re.compile(pattern), explain)
    for pattern, explain in (
        (r"escape (character|sequence|code)|hexdecimal|Unicode character", _escape),
        (r"quoted scalar", _quote),
        (r"directive|incompatible YAML|%YAML", _directive),
        (r"mapping values are not allowed", _colon),
        (r"find expected ':'", _no_colon),
        (r"unexpected ':'", _glued),
        (r"',' or '[\]}]'", _bracket),
        (r"flow (node|sequence|mapping)", _content),
        (r"cannot start any token", _start),
        (r"scanning an? (alias|anchor)", _anchor),
        (r"leading empty lines|leading space", _blank_lines),
        (r"block scalar", _block),
        (r"<?document start>?", _document),
        (r"^while parsing a block (collection|sequence)", _in_list),
        (r"block mapping", _misplaced),
    )
)
