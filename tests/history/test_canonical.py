from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.core.diagnostic import Refused
from govcode.history.canonical import canonical, digest, read, schema, written
from govcode.history.record import FORMAT, Record
from tests.history.making import kpi, record, rule

PUBLISHED = Path(__file__).resolve().parents[2] / "schema" / "record-v1.json"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def changed(made: Record, **parts: object) -> bytes:
    return json.dumps(json.loads(written(made)) | parts).encode()


def test_the_bytes_of_a_record_never_change() -> None:
    # A new digest means that every history written before can no longer be verified: make a new format instead.
    assert digest(written(record())) == "2c197648a0a08c477317176aa74e026852d113284a420d64f573f1ceb1037c62"


def test_a_record_is_written_in_one_way_and_read_back() -> None:
    made = record(3, rule("fail", 2, keys=("T-1", "T-2"), keys_total=2), kpi(0.75, "fail"))
    body = written(made)
    assert read(body) == made
    plain = json.loads(body)
    assert body == json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert plain["format"] == FORMAT
    assert "excuses" not in plain
    assert plain["revision"] == "c" * 40


@given(sentence=TEXTS, value=NUMBERS, seconds=NUMBERS, keys=st.lists(TEXTS, max_size=3))
def test_any_text_and_number_is_read_back(sentence: str, value: float, seconds: float, keys: list[str]) -> None:
    result = rule("fail", 1, value=value, keys=tuple(keys))
    body = written(record(1, result, sentence=sentence, seconds=seconds))
    found = read(body)
    assert found.sentence == sentence
    assert found.results[0].keys == tuple(keys)
    assert found.seconds == pytest.approx(seconds, rel=1e-11)
    assert found.results[0].value == pytest.approx(value, rel=1e-11)
    assert written(found) == body


def test_numbers_have_twelve_digits_so_that_machines_agree() -> None:
    assert written(record(1, kpi(0.1 + 0.2))) == written(record(1, kpi(0.3)))
    assert canonical({"b": 1.0, "a": 1e21, "c": -0.0}) == b'{"a":1e+21,"b":1,"c":0}'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_without_a_word_in_json_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match=r"."):
        written(record(1, replace(kpi(None), value=number)))


@pytest.mark.parametrize(
    "parts",
    [
        {"verdict": "pass"},
        {"exit_code": "0"},
        {"results": None},
        {"as_of": "yesterday"},
        {"definitions": [{"id": "x"}]},
    ],
    ids=str,
)
def test_what_is_no_record_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read(changed(record(), **parts))
    assert [problem.code for problem in refused.value.problems] == ["GC422"]


def test_a_record_of_a_newer_format_is_refused_as_such() -> None:
    with pytest.raises(Refused) as refused:
        read(changed(record(), format=FORMAT + 1, promises=[]))
    with pytest.raises(Refused, match="GC423"):
        read(changed(record(), format=FORMAT + 1))
    with pytest.raises(Refused, match="GC422"):
        read(changed(record(), format=0))
    (problem,) = refused.value.problems
    assert problem.code == "GC423"
    assert str(FORMAT + 1) in problem.message


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        read(body)


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_records_are_valid_by_the_schema_and_others_are_not() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    made = record(3, rule("fail", 2, keys=("T-1",)), kpi(0.75, "fail"), kpi(None, "no_data"))
    validator.validate(json.loads(written(made)))
    for parts in ({"extra": 1}, {"format": FORMAT + 1}, {"exit_code": "0"}, {"drops": [{"feed": "x"}]}):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(json.loads(changed(made, **parts)))
