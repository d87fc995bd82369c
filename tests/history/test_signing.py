from __future__ import annotations

import json
import shutil
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from govcode.core.diagnostic import Refused
from govcode.history.attesting import PAYLOAD, attested, pre_authenticated, statement
from govcode.history.entry import Remembered, Signature
from govcode.history.record import Drop, Record, Result, Table
from govcode.history.seeing import facts_of
from govcode.history.signing import public_key, signing_key
from govcode.history.store import open_history
from govcode.history.verifying import examined
from tests.conftest import skip_loudly
from tests.history.keys import pair
from tests.history.making import KPI, PROJECT, RULE, kpi, record, rule


def test_links_are_signed_and_the_signature_holds(file: str, tmp_path: Path) -> None:
    private, public = pair(tmp_path)
    _, other = pair(tmp_path, "other")
    history = open_history(file)
    for i in (1, 2):
        entry = history.append(record(i), signing_key(private))
        assert entry.signature is not None
        assert public_key(public).keeps(entry.hash, entry.signature)
        assert not public_key(public).keeps("0" * 64, entry.signature)
        assert not public_key(other).keeps(entry.hash, entry.signature)
        for value in ("", "zz", "00" * 64, entry.signature.value[:-2]):
            assert not public_key(public).keeps(entry.hash, Signature(entry.signature.key, value))
    with history.chain(PROJECT) as chain:
        facts = tuple(facts_of(chain.links(), PROJECT))
    assert examined(facts, chain.head, keys=[public_key(other), public_key(public)]).problems == ()
    assert len(examined(facts, chain.head, keys=[public_key(other)]).problems) == 2


def test_a_key_has_the_id_that_openssl_shows(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        skip_loudly("openssl", "there is no openssl on this machine")
        return
    private, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    subprocess.run([openssl, "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
    subprocess.run([openssl, "pkey", "-in", private, "-pubout", "-out", public], check=True)
    der = subprocess.run([openssl, "pkey", "-pubin", "-in", public, "-outform", "DER"], check=True, capture_output=True)
    assert signing_key(private).id == public_key(public).id == sha256(der.stdout).hexdigest()
    signature = signing_key(private).sign("ab" * 32)
    (tmp_path / "hash").write_text("ab" * 32)
    (tmp_path / "signature").write_bytes(bytes.fromhex(signature.value))
    words: list[str | Path] = [
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        public,
        "-rawin",
        "-in",
        "hash",
        "-sigfile",
        "signature",
    ]
    subprocess.run([openssl, *words], check=True, cwd=tmp_path, stdout=subprocess.DEVNULL)


def other_keys(folder: Path) -> dict[str, bytes]:
    rsa = generate_private_key(65_537, 2_048)
    private, _ = pair(folder)
    key = load_pem_private_key(private.read_bytes(), None)
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    return {
        "rsa": rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "rsa public": rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "locked": locked,
        "empty": b"",
        "rubbish": b"-----BEGIN PRIVATE KEY-----\nrubbish\n-----END PRIVATE KEY-----\n",
    }


def test_other_files_are_no_keys(tmp_path: Path) -> None:
    files = other_keys(tmp_path) | {"missing": None}
    for name, content in files.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        for reads in (signing_key, public_key):
            with pytest.raises(Refused) as refused:
                reads(path)
            (problem,) = refused.value.problems
            assert problem.code == "GC424"
            assert name in problem.message
            assert str(tmp_path) not in problem.message
    private, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    with pytest.raises(Refused, match="no Ed25519 private key"):
        signing_key(public)
    with pytest.raises(Refused, match="no Ed25519 public key"):
        public_key(private)


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    private, _ = pair(tmp_path)
    key = signing_key(private)
    assert repr(key) == f"SigningKey({key.id})"


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private, public = pair(tmp_path)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for reads, path in ((signing_key, private), (public_key, public)):
        with pytest.raises(Refused) as refused:
            reads(path)
        (problem,) = refused.value.problems
        assert problem.code == "GC424"
        assert "govcode[sign]" in (problem.suggestion or "")


# ---------------------------------------------------------------------------------------------------------- attestation


def remembered(file: str, made: Record) -> Remembered:
    return Remembered(open_history(file).append(made), made)


def test_a_run_is_told_as_a_test_result(file: str) -> None:
    results = (rule("fail", 2), kpi(0.8), kpi(0.9, vendor="borealis"))
    run = remembered(file, record(1, *results, outcome="fail", exit_code=1, blocking=(0,)))
    told = statement(run)
    assert told["_type"] == "https://in-toto.io/Statement/v1"
    assert told["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1"
    assert told["subject"] == [{"name": "standard/tickets", "digest": {"sha256": "9" * 64}}]
    predicate = told["predicate"]
    assert predicate["result"] == "FAILED"
    assert (predicate["failedTests"], predicate["passedTests"], predicate["warnedTests"]) == (
        ["refunds.approval"],
        ["csat"],
        [],
    )
    documents, revision = predicate["configuration"]
    assert documents["digest"] == {"sha256": "d" * 64}
    assert revision["digest"] == {"gitCommit": "c" * 40}
    assert predicate["annotations"]["chainHash"] == run.entry.hash


@pytest.mark.parametrize(
    ("results", "changes", "expected"),
    [
        ((rule(), kpi(0.9)), {}, "PASSED"),
        ((rule(), kpi(0.9, "fail")), {}, "WARNED"),
        ((rule(), kpi(0.9), kpi(None, "no_data", vendor="borealis")), {}, "WARNED"),
        ((rule(), kpi(None, "inconclusive")), {"outcome": "inconclusive"}, "WARNED"),
        ((rule("no_data"),), {"outcome": "no_data", "exit_code": 3}, "FAILED"),
    ],
)
def test_what_is_not_known_has_not_passed(
    file: str, results: tuple[Result, ...], changes: dict[str, Any], expected: str
) -> None:
    predicate = statement(remembered(file, record(1, *results, **changes)))["predicate"]
    assert predicate["result"] == expected
    judged = {RULE.id, KPI.id} & {record(1, *results).definitions[result.definition].id for result in results}
    told = [*predicate["passedTests"], *predicate["warnedTests"], *predicate["failedTests"]]
    assert sorted(told) == sorted(judged)


def test_a_table_that_did_not_come_is_no_subject(file: str) -> None:
    tables = (Table("tickets", "tickets", None, 0, "", "no such file"),)
    run = remembered(file, record(1, drops=(Drop("standard", "acme", tables),)))
    assert statement(run)["subject"] == [{"name": "record of run run-0001", "digest": {"sha256": run.entry.record}}]


def test_changed_documents_are_no_commit(file: str) -> None:
    run = remembered(file, record(1, revision="c" * 40 + "+changes"))
    assert "differ" in statement(run)["predicate"]["configuration"][1]["annotations"]["changes"]
    run = remembered(file, record(2, revision=None))
    assert len(statement(run)["predicate"]["configuration"]) == 1


def test_an_envelope_is_signed_over_kind_and_payload(file: str, tmp_path: Path) -> None:
    private, public = pair(tmp_path)
    run = remembered(file, record(1))
    envelope = json.loads(attested(run, signing_key(private)))
    payload = b64decode(envelope["payload"])
    assert json.loads(payload) == statement(run) == json.loads(attested(run, None))
    assert envelope["payloadType"] == PAYLOAD
    (signature,) = envelope["signatures"]
    assert signature["keyid"] == public_key(public).id
    value = b64decode(signature["sig"])
    assert public_key(public).keeps_bytes(pre_authenticated(PAYLOAD, payload), value)
    assert not public_key(public).keeps_bytes(pre_authenticated(PAYLOAD, payload + b" "), value)


def test_the_encoding_is_the_one_of_dsse() -> None:
    # The example of the specification.
    assert pre_authenticated("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
