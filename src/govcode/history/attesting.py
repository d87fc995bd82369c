"""A run as a statement for other tools: in-toto Statement v1 with a test result, signed in a DSSE envelope."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

from govcode.history.canonical import canonical
from govcode.history.entry import Remembered
from govcode.history.record import Record

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
PAYLOAD = "application/vnd.in-toto+json"
_KEPT = "pass"


class Signing(Protocol):
    """A key that signs."""

    @property
    def id(self) -> str:
        """Return the SHA-256 of its public key."""
        ...

    def sign_bytes(self, message: bytes) -> bytes:
        """Return the signature over a message."""
        ...


def statement(run: Remembered) -> dict[str, Any]:
    """Return the statement: what was delivered, by which documents it was judged, and what came of each check.

    A check with a broken result that the gate accepts, or one that could not be judged, is a warning, never a pass.
    """
    record = run.record
    passed, warned, failed = _told(record)
    return {
        "_type": STATEMENT,
        "subject": _subjects(run),
        "predicateType": PREDICATE,
        "predicate": {
            "result": _result(record, warned),
            "configuration": _configuration(record),
            "url": f"urn:govcode:run:{record.project}:{record.run}",
            "passedTests": passed,
            "warnedTests": warned,
            "failedTests": failed,
            "annotations": _annotations(run),
        },
    }


def attested(run: Remembered, key: Signing | None) -> str:
    """Return the statement as JSON; with a key, in an envelope that is signed (DSSE 1.0)."""
    payload = canonical(statement(run))
    if key is None:
        return payload.decode("utf-8") + "\n"
    signature = {"keyid": key.id, "sig": _base64(key.sign_bytes(pre_authenticated(PAYLOAD, payload)))}
    envelope = {"payload": _base64(payload), "payloadType": PAYLOAD, "signatures": [signature]}
    return canonical(envelope).decode("utf-8") + "\n"


def pre_authenticated(kind: str, payload: bytes) -> bytes:
    """Return what is signed of a payload (DSSE's PAE)."""
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode("ascii"), len(payload), payload)


def _result(record: Record, warned: list[str]) -> str:
    if record.exit_code:
        return "FAILED"
    return "WARNED" if warned or record.outcome != _KEPT else "PASSED"


def _told(record: Record) -> tuple[list[str], list[str], list[str]]:
    """Return the checks that are kept, to be looked at, and broken so that the gate is closed."""
    blocking = {record.definitions[record.results[place].definition].id for place in record.blocking}
    outcomes: dict[str, set[str]] = defaultdict(set)
    for result in record.results:
        outcomes[record.definitions[result.definition].id].add(result.outcome)
    passed = [check for check, found in outcomes.items() if found == {_KEPT} and check not in blocking]
    warned = [check for check in outcomes if check not in blocking and check not in passed]
    return sorted(passed), sorted(warned), sorted(blocking)


def _subjects(run: Remembered) -> list[dict[str, Any]]:
    """Return the tables that were delivered, by feed, vendor and name; the record itself where there is none."""
    found = [
        {"name": "/".join(filter(None, (drop.feed, drop.vendor, table.name))), "digest": {"sha256": table.sha256}}
        for drop in run.record.drops
        for table in drop.tables
        if table.sha256 and table.missing is None
    ]
    return found or [{"name": f"record of run {run.record.run}", "digest": {"sha256": run.entry.record}}]


def _configuration(record: Record) -> list[dict[str, Any]]:
    documents: dict[str, Any] = {"name": f"{record.project} documents", "digest": {"sha256": record.documents}}
    commit, changed, _ = (record.revision or "").partition("+")
    if not commit:
        return [documents]
    notes = {"annotations": {"changes": "files differ from this revision"}} if changed else {}
    return [documents, {"name": f"{record.project} revision", "digest": {"gitCommit": commit}} | notes]


def _annotations(run: Remembered) -> dict[str, Any]:
    record = run.record
    waived = sorted({waiver.id for waiver in record.waivers if waiver.waived})
    told = {
        "run": record.run,
        "project": record.project,
        "asOf": record.as_of.isoformat(),
        "recordedAt": record.recorded_at.isoformat(),
        "outcome": record.outcome,
        "sentence": record.sentence,
        "tool": record.tool,
        "recordDigest": run.entry.record,
        "chainPosition": run.entry.position,
        "chainHash": run.entry.hash,
    }
    return told | _present((("vendor", record.vendor), ("waivers", waived)))


def _present(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in pairs if value}


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")
