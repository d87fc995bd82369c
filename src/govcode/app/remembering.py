"""What is done with the history of a project: list, show, compare, verify, carry, attest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.documents.kinds.project import ProjectSpec
from govcode.documents.reading import PROJECT_FILE, read_project
from govcode.documents.shape import shaped
from govcode.documents.yaml import read_file
from govcode.history.attesting import attested
from govcode.history.canonical import read, written
from govcode.history.choosing import chosen
from govcode.history.comparing import Comparison, compared
from govcode.history.entry import Headline, Remembered
from govcode.history.lines import Carried, carried, exported
from govcode.history.link import Link
from govcode.history.problem import Problem, What
from govcode.history.record import Record
from govcode.history.seeing import facts_of
from govcode.history.signing import SigningKey
from govcode.history.store import History, open_history
from govcode.history.verifying import Examination, Verifier, examined

_UNNAMED = "project"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many records were added, how many were there already, and the hash in which the chain ends."""

    new: int
    known: int
    head: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose history it is, and where it is kept; a path is relative to `root`."""

    project: str
    address: str
    root: Path | None

    def opened(self, *, create: bool = False) -> History:
        """Return the history; raise `Refused` if it cannot be used."""
        return open_history(self.address, self.root, create=create)


def kept(root: Path, address: str | None) -> Kept:
    """Return whose history a project has and where; only its govcode.yaml has to be in order."""
    if not (root / PROJECT_FILE).is_file():
        documents = read_project(root)
        if documents.problems:
            raise Refused(documents.problems)
        return Kept(_UNNAMED, address or ProjectSpec().history, None if address else root)
    reading = read_file(root / PROJECT_FILE, PROJECT_FILE)
    problems = list(reading.problems)
    for tree in reading.documents:
        document, wrong = shaped(tree)
        if document is not None and isinstance(document.document.spec, ProjectSpec):
            return Kept(document.id, address or document.document.spec.history, None if address else root)
        problems += wrong
    if problems:
        raise Refused(problems)
    return Kept(_UNNAMED, address or ProjectSpec().history, None if address else root)


def listed(root: Path, address: str | None) -> tuple[Headline, ...]:
    """Return what is told of the runs of a project, in the order of the chain."""
    place = kept(root, address)
    return place.opened().headlines(place.project)


def shown(root: Path, address: str | None, run: str) -> Remembered:
    """Return a run; raise `Refused` if there is none of this name, or its record was changed."""
    place = kept(root, address)
    history = place.opened()
    return history.run(place.project, chosen(run, history.headlines(place.project)).entry.position)


def difference(root: Path, address: str | None, old: str, new: str) -> Comparison:
    """Return what has changed from one run to another."""
    place = kept(root, address)
    history = place.opened()
    headlines = history.headlines(place.project)
    first, second = (history.run(place.project, chosen(run, headlines).entry.position) for run in (old, new))
    return compared(first.record, second.record)


def verified(root: Path, address: str | None, expect: Sequence[str], keys: Sequence[Verifier] | None) -> Examination:
    """Return what is wrong with the history of a project; one that cannot be used is wrong too."""
    place = kept(root, address)
    try:
        with place.opened().chain(place.project) as chain:
            facts = tuple(facts_of(chain.links(), place.project))
            head = chain.head
    except Refused as refused:
        return _unusable(refused)
    return examined(facts, head, expect=expect, keys=keys)


def verified_file(file: Path, expect: Sequence[str], keys: Sequence[Verifier] | None) -> Examination:
    """Return what is wrong with an exported history."""
    try:
        content = _content(file)
    except Refused as refused:
        return _unusable(refused)
    return _examined(carried(content), expect, keys)


@contextmanager
def exporting(root: Path, address: str | None) -> Iterator[Iterator[bytes]]:
    """Give the lines of a history to be written; raise `Refused` if the history is broken."""
    place = kept(root, address)
    history = place.opened()
    with history.chain(place.project) as chain:
        _whole(examined(tuple(facts_of(chain.links(), place.project)), chain.head), history.shown)
        # Read twice, in one state: a long history is never held whole.
        yield exported(place.project, chain.links())


def imported(
    root: Path,
    address: str | None,
    files: Sequence[Path],
    signer: SigningKey | None = None,
    keys: Sequence[Verifier] | None = None,
) -> Imported:
    """Return what became of the records of exported files, added to the history of a project: all or none.

    Raises `Refused` if a file is broken, of another project, or holds another record of a known run.
    """
    place = kept(root, address)
    links: list[Link] = []
    for file in files:
        found = carried(_content(file))
        _an_export(found, file)
        if found.project is not None and found.project != place.project:
            message = f"'{file}' is of the project '{found.project}', not of '{place.project}'"
            raise Refused([Diagnostic("GC425", message, named("import"), "import it where its project is")])
        _whole(_examined(found, (), keys), str(file))
        links += found.links
    history = place.opened(create=True)
    joined = history.join(map(_again, links), signer)
    return Imported(len(joined.new), joined.known, history.head(place.project).hash)


def attestation(root: Path, address: str | None, run: str, key: SigningKey | None) -> str:
    """Return a run as an in-toto statement; with a key, in a signed envelope."""
    return attested(shown(root, address, run), key)


def _again(link: Link) -> tuple[Record, bytes]:
    """Return a record with its bytes, if they are those that govcode writes."""
    record = read(link.body)
    if written(record) != link.body:
        message = f"the record of the run '{record.run}' is not written as govcode writes it"
        raise Refused([Diagnostic("GC425", message, named("import"), "export it anew where it was recorded")])
    return record, link.body


def _an_export(found: Carried, file: Path) -> None:
    for problem in found.problems:
        if problem.what is What.NO_EXPORT:
            ways = "name a file that `govcode history export` wrote; nothing was added"
            raise Refused([Diagnostic("GC425", f"'{file}' is {problem}", named("import"), ways)])


def _examined(found: Carried, expect: Sequence[str], keys: Sequence[Verifier] | None) -> Examination:
    if any(problem.what is What.NO_EXPORT for problem in found.problems):
        return Examination(0, "", 0, checked=False, problems=found.problems)
    facts = tuple(facts_of(found.links, found.project))
    return examined(facts, found.head, expect=expect, keys=keys, found=found.problems)


def _whole(examination: Examination, where: str) -> None:
    problems = [problem for problem in examination.problems if problem.what is not What.EMPTY]
    if problems:
        ways = "`govcode history verify` names every place; nothing was written"
        message = f"{where} is not as it was recorded: {problems[0]}"
        raise Refused([Diagnostic("GC422", message, named("history"), ways)])


def _unusable(refused: Refused) -> Examination:
    problems = tuple(Problem(What.UNREADABLE, problem.message) for problem in refused.problems)
    return Examination(0, "", 0, checked=False, problems=problems)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        message, ways = f"'{file}' cannot be read: {reason}", "name a file that `govcode history export` wrote"
        raise Refused([Diagnostic("GC425", message, named("import"), ways)]) from None
