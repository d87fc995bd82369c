"""A process of its own that adds records to a history: PLACE, first number, how many; tells each on a line."""

from __future__ import annotations

import sys
import time

from govcode.history.store import open_history
from tests.history.making import record


def main(place: str, first: str, number: str) -> None:
    history = open_history(place)
    for i in range(int(first), int(first) + int(number)):
        entry = history.append(record(i))
        sys.stdout.write(f"{record(i).run} {entry.position}\n")
        sys.stdout.flush()
        time.sleep(0.002)  # SQLite is not fair: whoever has just written would be the next to write again


main(*sys.argv[1:])
