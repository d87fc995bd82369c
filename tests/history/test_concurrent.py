"""Several processes write at once, and some are killed: one chain, no record lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from govcode.history.entry import GENESIS
from govcode.history.seeing import facts_of
from govcode.history.store import open_history
from govcode.history.verifying import examined
from tests.history.making import PROJECT

SCRIPT = Path(__file__).with_name("appending.py")
EACH = 500
KILLS = 40


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def started(place: str, first: int, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), place, str(first), str(number)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def assert_whole(place: str) -> list[str]:
    """Verify the chain and return its runs in order."""
    history = open_history(place, create=False)
    with history.chain(PROJECT) as chain:
        facts = tuple(facts_of(chain.links(), PROJECT))
        assert examined(facts, chain.head).problems == ()
    entries = [fact.entry for fact in facts]
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]
    return [fact.run or "" for fact in facts]


def test_two_processes_that_write_at_once_lose_nothing(place: str) -> None:
    # The history is not there yet: both make it as well.
    processes = [started(place, 1, EACH), started(place, 1_001, EACH)]
    told = [process.communicate(timeout=300)[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    runs = assert_whole(place)
    assert len(runs) == len(set(runs)) == 2 * EACH
    positions = sorted(int(line.split()[1]) for lines in told for line in lines)
    assert positions == list(range(1, 2 * EACH + 1))
    # They did write at once, and not one after the other.
    first = {line.split()[0] for line in told[0]}
    changes = sum((a in first) != (b in first) for a, b in pairwise(runs))
    assert changes > 1


def test_a_process_that_is_killed_leaves_a_whole_chain(place: str) -> None:
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, str(script), place, str(KILLS)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
        check=True,
    )
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == KILLS
    for told in rounds:
        assert told["problems"] == []
        # What was told as written is there; at most one record more was written and not told any more.
        written = told["runs"] - (told["first"] - 1)
        assert told["said"] == list(range(told["first"], told["first"] + len(told["said"])))
        assert written - len(told["said"]) in {0, 1}
    assert len(assert_whole(place)) == rounds[-1]["runs"] > KILLS / 2
