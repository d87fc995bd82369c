"""Whether a chain is as it was recorded: each change is named with its place and its run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from govcode.history.entry import GENESIS, Signature, linked
from govcode.history.link import Head
from govcode.history.problem import Problem, What
from govcode.history.seeing import Fact


@dataclass(frozen=True, slots=True)
class Examination:
    """How many records were looked at, the hash of the last, how many are signed, and everything that is wrong."""

    records: int
    head: str
    signed: int
    checked: bool
    problems: tuple[Problem, ...]


class Verifier(Protocol):
    """A public key."""

    def keeps(self, hash_: str, signature: Signature) -> bool:
        """Say whether a signature is of this key and over this hash."""
        ...


def examined(
    facts: Sequence[Fact],
    head: Head | None,
    *,
    expect: Iterable[str] = (),
    keys: Sequence[Verifier] | None = None,
    found: Iterable[Problem] = (),
    alone: bool = False,
) -> Examination:
    """Return what is wrong with a chain whose links are given in the order in which they stand.

    `head` is what is said of its end. `expect` are hashes, or their beginnings, noted elsewhere; `keys` the public
    keys of which one must have signed each link. `found` are problems known already; `alone` means one link of many.
    """
    problems = list(found)
    problems += _own(facts)
    if not alone:
        problems += _sequence(facts, {p.position for p in problems if p.what is What.UNREADABLE})
        problems += _end(facts, head, {p.position for p in problems})
    hashes = [fact.entry.hash for fact in facts]
    problems += [
        Problem(What.EXPECTED, f"no record has the hash {noted} that was noted: the chain was cut or made anew")
        for noted in expect
        if not any(hash_.startswith(noted.lower()) for hash_ in hashes)
    ]
    problems += [problem for fact in facts for problem in _signed(fact, keys)]
    signed = sum(fact.entry.signature is not None for fact in facts)
    order = sorted(dict.fromkeys(problems), key=lambda p: (p.position is None, p.position or 0, p.what, p.sentence))
    return Examination(len(facts), hashes[-1] if hashes else GENESIS, signed, keys is not None, tuple(order))


def _own(facts: Sequence[Fact]) -> Iterator[Problem]:
    """Yield what is wrong with each link by itself."""
    belongs = {fact.entry.record: fact for fact in reversed(facts)}
    for fact in facts:
        entry = fact.entry
        for what, sentence in fact.wrong:
            yield Problem(what, f"{fact} {sentence}", entry.position, fact.run)
        if fact.digest != entry.record:
            yield _bytes(fact, belongs)
        if not fact.holds and not _digest_edited(fact):
            yield _hash(fact, facts)


def _digest_edited(fact: Fact) -> bool:
    entry = fact.entry
    return linked(entry.position, fact.digest, entry.previous) == entry.hash


def _bytes(fact: Fact, belongs: dict[str, Fact]) -> Problem:
    entry = fact.entry
    other = belongs.get(fact.digest)
    if other is not None:
        sentence = f"{fact} holds what was recorded as {other}"
        return Problem(What.MOVED, sentence, entry.position, fact.run)
    if _digest_edited(fact):
        return Problem(What.LINK, f"{fact} has another digest than was recorded", entry.position, fact.run)
    sentence = f"{fact} was changed after it was recorded, or damaged"
    return Problem(What.RECORD, sentence, entry.position, fact.run)


def _hash(fact: Fact, facts: Sequence[Fact]) -> Problem:
    """Tell a link that was made for another place from one that was changed."""
    entry = fact.entry
    for other in facts:
        if linked(other.entry.position, entry.record, entry.previous) == entry.hash:
            sentence = f"{fact} was recorded at position {other.entry.position}"
            return Problem(What.MOVED, sentence, entry.position, fact.run)
        if linked(entry.position, other.entry.record, entry.previous) == entry.hash:
            return Problem(What.MOVED, f"{fact} took the place of {other}", entry.position, fact.run)
    return Problem(
        What.LINK, f"{fact} has another position, predecessor or hash than was recorded", entry.position, fact.run
    )


def _sequence(facts: Sequence[Fact], unreadable: set[int | None]) -> Iterator[Problem]:
    """Yield what is wrong with the order: what stands elsewhere, twice, or is not there."""
    inorder = sorted(facts, key=lambda fact: fact.entry.position)
    for fact, other in zip(facts, inorder, strict=True):
        if fact.entry.position != other.entry.position:
            yield Problem(What.MOVED, f"{fact} stands where {other} belongs", fact.entry.position, fact.run)
    last: Fact | None = None
    marks: dict[str, Fact] = {}
    for fact in inorder:
        yield from _after(last, fact, unreadable)
        if fact.digest in marks:
            sentence = f"{fact} is the same as {marks[fact.digest]}"
            yield Problem(What.REPEATED, sentence, fact.entry.position, fact.run)
        marks.setdefault(fact.digest, fact)
        last = fact


def _after(last: Fact | None, fact: Fact, unreadable: set[int | None]) -> Iterator[Problem]:
    """Yield what is wrong between a link and the one before."""
    at, before = fact.entry.position, last.entry.position if last else 0
    if last is not None and at == before:
        yield Problem(What.REPEATED, f"position {at} is taken twice", at, fact.run)
    elif at > before + 1:
        where = f"before {fact}" if last is None else f"between {last} and {fact}"
        yield from _gap(before + 1, at - 1, where, unreadable)
    elif at <= before or at < 1:
        yield Problem(What.LINK, f"{fact} has no position that a record can have", at, fact.run)
    elif last is None and fact.entry.previous != GENESIS and fact.holds:
        yield Problem(What.REPLACED, f"{fact} follows a record, and should be the first", at, fact.run)
    elif last is not None and fact.entry.previous != last.entry.hash and fact.holds and last.holds:
        sentence = f"{fact} does not follow {last}: one of them was changed and hashed anew"
        yield Problem(What.REPLACED, sentence, at, fact.run)
        yield Problem(What.REPLACED, sentence, before, last.run)


def _gap(first: int, last: int, where: str, unreadable: set[int | None]) -> Iterator[Problem]:
    if first == last and first in unreadable:
        return
    named = f"record {first} is" if first == last else f"records {first} to {last} are"
    yield Problem(What.REMOVED, f"{named} missing {where}", first)


def _end(facts: Sequence[Fact], head: Head | None, known: set[int | None]) -> Iterator[Problem]:
    """Yield what is wrong with the end."""
    last = max(facts, key=lambda fact: fact.entry.position) if facts else None
    at = last.entry.position if last else 0
    if head is None:
        if last is None:
            yield Problem(What.EMPTY, "there is no record, so nothing is shown")
            return
        yield Problem(What.HEAD, f"nothing says where the chain ends; after {last} records may be missing", at + 1)
    elif head.length > at:
        where = f"after {last}" if last else "from the beginning on"
        yield from _gap(at + 1, head.length, where, known)
    elif head.length < at or (last is not None and head.hash != last.entry.hash):
        yield Problem(What.HEAD, f"the chain should end with another link than {last}", at, last.run if last else None)
    elif last is None:
        yield Problem(What.EMPTY, "there is no record, so nothing is shown")


def _signed(fact: Fact, keys: Sequence[Verifier] | None) -> Iterator[Problem]:
    entry = fact.entry
    if keys is None:
        return
    if entry.signature is None:
        yield Problem(What.UNSIGNED, f"{fact} is not signed", entry.position, fact.run)
    elif not any(key.keeps(entry.hash, entry.signature) for key in keys):
        yield Problem(What.SIGNATURE, f"{fact} is not signed by a key that was given", entry.position, fact.run)
