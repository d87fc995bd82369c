"""How a row is named in evidence: by its key if that cannot be anything else, otherwise by its position.

The key of a row is the only cell that may reach an output, and a feed may deliver anything in the column that was
declared to be the key: an address, a card number, a formula. Such a text is replaced by `row N`.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import chain

from govcode.ir.expression import Value

# No `@` (addresses), no leading `+` (telephone numbers) and none of the characters by which a sheet starts a formula.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,63}")
_DIGITS = re.compile(r"[0-9]+")
_SPACED_DIGITS = re.compile(r"[0-9](?:[ ._:/#-]?[0-9])*")
_CARD_LENGTHS = range(13, 20)
NAMELESS = "row ?"


def key_text(value: Value) -> str | None:
    """Return a key as text, the form by which keys are sorted; None if the row has none.

    Booleans are written in lower case, dates and moments as ISO with a space and no idle zeros, numbers as Python does.
    """
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case datetime():
            text = value.isoformat(" ")
            return text.rstrip("0") if value.microsecond else text
        case _:
            return str(value)


def safe_key(text: str | None, row: int | None) -> str:
    """Return the text if it can be shown as the key of a row, else `row N` with the position of the row.

    A row of a derived relation has no position; it is then told only that there is such a row.
    """
    if text is not None and _PLAIN.fullmatch(text) and not _may_be_a_card(text):
        return text
    return NAMELESS if row is None else f"row {row}"


def _may_be_a_card(text: str) -> bool:
    """Say whether the digits of the text, or a run of them, are a payment card number."""
    runs = chain(_DIGITS.findall(text), _SPACED_DIGITS.findall(text), (text,))
    return any(map(_is_card, {re.sub(r"[^0-9]", "", run) for run in runs}))


def _is_card(digits: str) -> bool:
    """Say whether the digits have the length of a card number and the check digit of Luhn (ISO/IEC 7812-1, annex B)."""
    if len(digits) not in _CARD_LENGTHS:
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0
