from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from govcode.history.canonical import digest, written
from govcode.history.entry import GENESIS, Entry, Signature, linked
from govcode.history.link import Head, Link, headline_of
from govcode.history.problem import What
from govcode.history.record import Record
from govcode.history.seeing import facts_of
from govcode.history.verifying import Examination, examined
from tests.history.making import PROJECT, record

Change = Callable[[list[Link]], list[Link]]


def chain(number: int = 5) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for i in range(1, number + 1):
        links.append(link(i, record(i), previous))
        previous = links[-1].entry.hash
    return links


def link(position: int, made: Record, previous: str) -> Link:
    body = written(made)
    mark = digest(body)
    entry = Entry(position, mark, previous, linked(position, mark, previous))
    return Link(entry, body, headline_of(entry, made))


def found(links: Sequence[Link], head: Head | None = None, **more: object) -> Examination:
    last = chain()[-1].entry
    facts = tuple(facts_of(links, PROJECT))
    return examined(facts, head or Head(last.position, last.hash), **more)  # type: ignore[arg-type]


def told(examination: Examination) -> set[tuple[str, int | None]]:
    return {(str(problem.what), problem.position) for problem in examination.problems}


def entry(at: int, **parts: object) -> Change:
    def change(links: list[Link]) -> list[Link]:
        links[at] = replace(links[at], entry=replace(links[at].entry, **parts))  # type: ignore[arg-type]
        return links

    return change


def body(at: int, old: bytes, new: bytes) -> Change:
    def change(links: list[Link]) -> list[Link]:
        assert old in links[at].body
        links[at] = replace(links[at], body=links[at].body.replace(old, new))
        return links

    return change


def headline(at: int, **parts: object) -> Change:
    def change(links: list[Link]) -> list[Link]:
        told_ = links[at].headline
        assert told_ is not None
        links[at] = replace(links[at], headline=replace(told_, **parts))  # type: ignore[arg-type]
        return links

    return change


def swapped_contents(links: list[Link]) -> list[Link]:
    """Exchange what the second and the fourth record say, as two updates of a database would."""
    links[1], links[3] = replace(links[1], body=links[3].body), replace(links[3], body=links[1].body)
    return links


def swapped_positions(links: list[Link]) -> list[Link]:
    second, fourth = links[1], links[3]
    links[1] = replace(fourth, entry=replace(fourth.entry, position=2))
    links[3] = replace(second, entry=replace(second.entry, position=4))
    return links


def swapped_lines(links: list[Link]) -> list[Link]:
    links[1], links[3] = links[3], links[1]
    return links


def hashed_anew(links: list[Link]) -> list[Link]:
    """Change the third record and hash it anew, as somebody would who knows how a chain is made."""
    links[2] = link(3, record(3, sentence="Nothing to see here."), links[1].entry.previous and links[1].entry.hash)
    return links


def copied(links: list[Link]) -> list[Link]:
    return [*links[:3], links[2], *links[3:]]


CASES: list[tuple[str, Change, set[tuple[str, int | None]]]] = [
    ("a record is edited", body(2, b"kept", b"Kept"), {("edited record", 3)}),
    ("a record is no JSON any more", body(2, b'"run"', b'"ru'), {("edited record", 3)}),
    ("a digest is edited", entry(2, record="1" * 64), {("edited link", 3)}),
    ("a hash is edited", entry(2, hash="1" * 64), {("edited link", 3)}),
    ("a predecessor is edited", entry(2, previous="1" * 64), {("edited link", 3)}),
    ("the first predecessor is edited", entry(0, previous="1" * 64), {("edited link", 1)}),
    ("the last hash is edited", entry(4, hash="1" * 64), {("edited link", 5), ("head does not match", 5)}),
    ("a headline is edited", headline(2, outcome="fail"), {("edited headline", 3)}),
    ("the vendor of a headline is edited", headline(0, vendor="acme"), {("edited headline", 1)}),
    ("a record is removed", lambda links: [*links[:2], *links[3:]], {("removed", 3)}),
    ("the first is removed", lambda links: links[1:], {("removed", 1)}),
    ("two are removed", lambda links: [links[0], *links[3:]], {("removed", 2)}),
    ("the last two are removed", lambda links: links[:3], {("removed", 4)}),
    ("all are removed", lambda _: [], {("removed", 1)}),
    ("records exchange their contents", swapped_contents, {("re-ordered", 2), ("re-ordered", 4)}),
    ("records exchange their positions", swapped_positions, {("re-ordered", 2), ("re-ordered", 4)}),
    ("lines are exchanged", swapped_lines, {("re-ordered", 2), ("re-ordered", 4)}),
    ("a record is hashed anew", hashed_anew, {("replaced", 3), ("replaced", 4)}),
    ("a line is there twice", copied, {("repeated", 3)}),
    ("a position is edited", entry(2, position=9), {("re-ordered", 9), ("removed", 3), ("removed", 6)}),
]


def test_a_chain_as_it_was_written_has_no_problem() -> None:
    examination = found(chain())
    assert examination.problems == ()
    assert (examination.records, examination.head) == (5, chain()[-1].entry.hash)


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_change_is_named(change: Change, expected: set[tuple[str, int | None]]) -> None:
    examination = found(change(chain()))
    assert expected <= told(examination)
    positions = {position for _, position in expected}
    # Neighbours may be named as well, others may not.
    assert {at for _, at in told(examination)} <= positions | {(p or 0) + 1 for p in positions} | {5}


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_sentence_names_the_run(change: Change, expected: set[tuple[str, int | None]]) -> None:
    examination = found(change(chain()))
    said = " ".join(problem.sentence for problem in examination.problems)
    for what, position in expected:
        if what == "removed":
            assert f"record {position}" in said or f"records {position}" in said
        elif position and position <= len(chain()):
            assert f"run-{position:04d}" in said


def test_what_is_said_of_the_end_must_hold() -> None:
    links = chain()
    last = links[-1].entry
    assert told(found(links, Head(5, "1" * 64))) == {("head does not match", 5)}
    assert told(found(links, Head(4, last.previous))) == {("head does not match", 5)}
    assert told(found(links, Head(6, "1" * 64))) == {("removed", 6)}
    facts = tuple(facts_of(links, PROJECT))
    assert {problem.what for problem in examined(facts, None).problems} == {What.HEAD}


@pytest.mark.parametrize("head", [None, Head()])
def test_nothing_is_no_proof(head: Head | None) -> None:
    (problem,) = examined((), head).problems
    assert problem.what is What.EMPTY


def test_a_chain_cut_with_its_head_is_seen_by_a_hash_noted_elsewhere() -> None:
    links = chain()
    cut = links[:3]
    head = Head(3, cut[-1].entry.hash)
    assert found(cut, head).problems == ()
    assert told(found(cut, head, expect=[links[-1].entry.hash])) == {("expected hash missing", None)}
    assert found(links, expect=[links[2].entry.hash, links[-1].entry.hash[:16].upper()]).problems == ()


def test_a_chain_made_anew_is_seen_by_a_hash_noted_elsewhere() -> None:
    anew: list[Link] = []
    for i in range(1, 6):
        anew.append(link(i, record(i, outcome="pass", seconds=9.0), anew[-1].entry.hash if anew else GENESIS))
    head = Head(5, anew[-1].entry.hash)
    assert found(anew, head).problems == ()
    assert told(found(anew, head, expect=[chain()[2].entry.hash])) == {("expected hash missing", None)}


def test_a_record_of_another_project_does_not_belong_here() -> None:
    links = [link(1, record(1, project="other"), GENESIS)]
    assert told(found(links, Head(1, links[0].entry.hash))) == {("edited headline", 1)}


def test_a_record_that_nobody_can_read_is_a_problem_though_its_hashes_hold() -> None:
    plain = json.loads(written(record(1))) | {"format": 99}
    content = json.dumps(plain).encode()
    mark = digest(content)
    only = Link(Entry(1, mark, GENESIS, linked(1, mark, GENESIS)), content)
    assert told(found([only], Head(1, only.entry.hash))) == {("unreadable", 1)}


class Key:
    """Signs with nothing but its name."""

    def keeps(self, hash_: str, signature: Signature) -> bool:
        return signature == Signature("key", hash_)


def signed(links: Sequence[Link]) -> list[Link]:
    return [replace(one, entry=replace(one.entry, signature=Signature("key", one.entry.hash))) for one in links]


def test_signatures_are_held_against_the_keys_that_are_given() -> None:
    links = signed(chain())
    assert found(links, keys=[Key()]).problems == ()
    assert (found(links).signed, found(links).checked, found(links, keys=[Key()]).checked) == (5, False, True)
    links[1] = replace(links[1], entry=replace(links[1].entry, signature=None))
    links[3] = replace(links[3], entry=replace(links[3].entry, signature=Signature("key", "another")))
    assert told(found(links, keys=[Key()])) == {("unsigned", 2), ("signature wrong", 4)}
    assert told(found(links, keys=[])) == {("unsigned", 2), *(("signature wrong", at) for at in (1, 3, 4, 5))}


def test_the_hash_of_a_link_covers_its_place_and_what_it_follows() -> None:
    hashes = {linked(p, r * 64, q * 64) for p in (1, 2) for r in "ab" for q in "cd"}
    assert len(hashes) == 8
    assert all(a.entry.hash == b.entry.previous for a, b in pairwise(chain()))
