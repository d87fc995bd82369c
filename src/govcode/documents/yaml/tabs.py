"""Tabs: allowed in quotes, text blocks and comments, refused wherever they could be taken for indentation.

The YAML standard allows some of the others, and every parser allows different ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from govcode.core.diagnostic import Diagnostic
from govcode.documents.yaml.node import Scalar
from govcode.documents.yaml.source import Source

_COMMENT = re.compile(r"(?:^|\s)#")
_BLOCK_BEGINS_WITH_TAB = re.compile(r"[|>][-+]?(?:[ \t][^\n]*)?\n(?: *\n)* *\t")


def stray_tab(source: Source, scalars: Sequence[Scalar], until: int) -> int | None:
    """Return the offset of the first tab before `until` that is not allowed; `scalars` are those of the text so far."""
    if "\t" not in source.text:
        return None
    starts = [s.start for s in scalars]
    for found in re.finditer("\t", source.text[:until]):
        offset = found.start()
        before = scalars[at] if (at := bisect_right(starts, offset) - 1) >= 0 else None
        if before is None or not _allows(before, source, offset):
            begin = max(source.line_at(offset)[0], before.end if before and before.end <= offset else 0)
            if not _COMMENT.search(source.text[begin:offset]):
                return offset
    return None


def tab_at(source: Source, offset: int) -> Diagnostic:
    """Return the diagnostic of a tab that is not allowed."""
    message = "a tab stands here; outside quotes YAML allows only spaces"
    return Diagnostic("GC001", message, source.span(offset, offset + 1), "type spaces instead")


def _allows(scalar: Scalar, source: Source, offset: int) -> bool:
    if not scalar.style or offset >= scalar.end:
        return False
    begins = _BLOCK_BEGINS_WITH_TAB.match(source.text, scalar.start)
    return not begins or offset != begins.end() - 1
