"""A clock that runs only in promised hours, as a value that expressions can hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Clock:
    """The open hours of a calendar, in microseconds from 1970 on, UTC.

    It is open from each of `opens` up to but not including the same of `closes`, in ascending order and never touching.
    It knows nothing before `first` and from `last` on, which lies a whole number of days of 24 hours later. `digest`
    stands for the calendar as it is written, so two clocks of one calendar are equal, and a definition's hash does not
    change with the years a run looks at.
    """

    name: str
    zone: str
    digest: str
    first: int
    last: int
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    before: tuple[int, ...] = field(init=False)  # open time before each of `opens`

    def __post_init__(self) -> None:
        """Add up the open time."""
        lengths = (end - start for start, end in zip(self.opens, self.closes, strict=True))
        object.__setattr__(self, "before", tuple(accumulate(lengths, initial=0))[:-1])

    def __eq__(self, other: object) -> bool:
        """Return whether both stand for the same calendar."""
        return isinstance(other, Clock) and self.digest == other.digest

    def __hash__(self) -> int:
        """Return the hash of what the calendar says."""
        return hash(self.digest)

    def __repr__(self) -> str:
        """Return the name and what stands for the hours, for definition hashes."""
        return f"Clock({self.name!r}, {self.digest})"
