"""A process of its own whose children add records until they are killed: PLACE and how often.

Tells for each child, on a line of JSON, the first number it was to write, what it said it had written, and how many
records the chain has then. A process that has loaded everything starts a child in no time, so that many can be killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from random import Random

from govcode.history.seeing import facts_of
from govcode.history.store import open_history
from govcode.history.verifying import examined
from tests.history.making import PROJECT, record


def child(place: str, first: int, out: int) -> None:
    history = open_history(place)
    number = first
    while True:
        history.append(record(number))
        os.write(out, f"{number} ".encode())
        number += 1


def killed(place: str, first: int, random: Random) -> list[int]:
    """Return what a child said it had written before it was killed, at some moment of its work."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(place, first, writing)
    os.close(writing)
    said = os.read(reading, 1_000) if random.random() < 0.8 else b""
    time.sleep(random.random() * 0.05)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    while more := os.read(reading, 1_000):
        said += more
    os.close(reading)
    return [int(word) for word in said.split()]


def main(place: str, times: str) -> None:
    random = Random("kill")
    history = open_history(place)
    first = 1
    for _ in range(int(times)):
        said = killed(place, first, random)
        with history.chain(PROJECT) as chain:
            facts = tuple(facts_of(chain.links(), PROJECT))
            problems = examined(facts, chain.head).problems if facts else ()
        runs = [fact.run for fact in facts]
        told = {"first": first, "said": said, "runs": len(runs), "problems": list(map(str, problems))}
        assert runs == [record(number).run for number in range(1, len(runs) + 1)]
        sys.stdout.write(json.dumps(told) + "\n")
        first = len(runs) + 1


main(*sys.argv[1:])
