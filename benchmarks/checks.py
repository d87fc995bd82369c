"""The checks every tool is asked for, in no tool's words, and the rows they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NotNull:
    """A column is never empty."""

    column: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A column holds listed texts, or nothing."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies between two ends, or is missing."""

    column: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Matches:
    """A text has a form, or is missing."""

    column: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """One column is at most another, where both are there."""

    first: str
    second: str


Check: TypeAlias = NotNull | OneOf | Between | Matches | Ordered

VENDORS, QUEUES = ("acme", "bolt", "cora"), ("billing", "refunds", "tech", "vip")
CHANNELS, PRIORITIES = ("chat", "email", "phone"), ("high", "low", "normal", "urgent")
STATES, COUNTRIES = ("closed", "open", "solved"), ("BE", "DE", "FR", "NL")
LANGUAGES, CURRENCIES = ("de", "en", "fr", "nl"), ("CHF", "EUR", "GBP")
LISTED = {
    "vendor": VENDORS,
    "queue": QUEUES,
    "channel": CHANNELS,
    "priority": PRIORITIES,
    "status": STATES,
    "country": COUNTRIES,
    "language": LANGUAGES,
    "currency": CURRENCIES,
}
NUMBERS = {
    "amount": (0, 5_000),
    "credit": (0, 500),
    "csat": (1, 5),
    "seats": (1, 200),
    "handle_s": (60, 7_200),
    "hold_s": (0, 60),
}
FORMS = {
    "ticket_id": "^T-[0-9]{8}$",
    "agent_id": "^A-[0-9]{5}$",
    "approval_id": "^P-[0-9]{6}$",
    "language": "^[a-z]{2}$",
    "country": "^[A-Z]{2}$",
    "currency": "^[A-Z]{3}$",
}
MOMENTS = ("opened_at", "replied_at", "resolved_at")

FORTY: tuple[Check, ...] = (
    *(NotNull(column) for column in ("ticket_id", *LISTED, "agent_id", "opened_at")),
    *(OneOf(column, values) for column, values in LISTED.items()),
    *(Between(column, *ends) for column, ends in NUMBERS.items()),
    *(
        Between(column, low, high - 1)
        for column, (low, high) in NUMBERS.items()
        if column in {"amount", "handle_s", "seats"}
    ),
    Between("csat", 2, 5),
    *(Matches(column, pattern) for column, pattern in FORMS.items()),
    *(Ordered(a, b) for a, b in (MOMENTS[:2], MOMENTS[1:], MOMENTS[::2], ("hold_s", "handle_s"), ("credit", "amount"))),
)
FIFTY: tuple[Check, ...] = (
    *FORTY,
    *(NotNull(column) for column in ("amount", "handle_s", "seats", "hold_s")),
    *(Between(column, low + 1, high) for column, (low, high) in NUMBERS.items()),
)


def rows_sql(rows: int) -> str:
    """Return DuckDB's query of that many tickets; of each thing that can be wrong, about one row in 200 has it."""
    number = iter(range(1, 1_000))

    def chance() -> str:
        return f"(hash(i * 64 + {next(number)}) % 1000000)::bigint"

    def spoiled(value: str, wrong: str) -> str:
        return f"case when {chance()} < 2500 then null when {chance()} < 2500 then {wrong} else {value} end"

    def form(letter: str, digits: int) -> str:
        return spoiled(f"'{letter}-' || lpad(({chance()} % {10 ** min(digits, 5)})::varchar, {digits}, '0')", "'?'")

    columns = {
        name: spoiled(f"{list(values)}[1 + {chance()} % {len(values)}]", "'other'") for name, values in LISTED.items()
    }
    columns |= {
        name: spoiled(
            f"({low} + {chance()} % {high - low + 1})::{'double' if name in {'amount', 'credit'} else 'bigint'}",
            str(high + 1),
        )
        for name, (low, high) in NUMBERS.items()
    }
    columns |= {"agent_id": form("A", 5), "approval_id": form("P", 6)}
    columns["ticket_id"] = spoiled("'T-' || lpad(i::varchar, 8, '0')", "'?'")
    columns["opened_at"] = f"timestamp '2026-01-01' + to_seconds({chance()} * 20)"
    columns["replied_at"] = f"{columns['opened_at']} + to_seconds({chance()} % 9000 - 40)"
    columns["resolved_at"] = f"{columns['opened_at']} + to_seconds({chance()} % 90000)"
    listed = ", ".join(f"{sql} as {name}" for name, sql in sorted(columns.items()))
    return f"select {listed} from range(1, {rows + 1}) as t(i)"
