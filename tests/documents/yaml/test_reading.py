from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from govcode.core.place import Position, Span
from govcode.core.show import show
from govcode.documents.yaml import Reading, read, read_file

PARSERS = pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "python"])
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("problems.yaml").read_text("utf-8"))


def test_libyaml_is_there() -> None:
    assert yaml.__with_libyaml__, "without it these tests would compare a parser with itself"


@PARSERS
@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_problems(case: dict[str, Any], fast: bool) -> None:
    found = read(case["text"], "f", fast=fast)
    assert [show(p).removeprefix("f:").replace(" error ", " ") for p in found.problems] == case["says"]


@PARSERS
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nULL", "nULL"), ("none", "none"),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("tRue", "tRue"),
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"),
        ("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("-3", -3), ("0o17", 15), ("0x1F", 31), ("0xg", "0xg"),
        ("0123", "0123"), ("-0123", "-0123"), ("00", "00"), ("01.5", "01.5"), ("1_000", "1_000"), ("0b11", "0b11"),
        ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("-1.5e3", -1500.0), ("1e3", 1000.0), ("1e", "1e"), ("0.10", 0.1),
        ("17:30", "17:30"), ("190:20:30", "190:20:30"), ("2026-10-01", "2026-10-01"), ("2026-10-01 10:00:00Z",) * 2,
        ("95%", "95%"), ("7d", "7d"), ("1.2.3", "1.2.3"), ("+", "+"), (".", "."), ("\u0661", "\u0661"),
        ("9223372036854775807", 2**63 - 1), ("'12'", "12"), ('"true"', "true"), ("'~'", "~"), ("|-\n  12", "12"),
    ],
)  # fmt: skip
def test_values(written: str, meant: object, fast: bool) -> None:
    (document,) = read(f"a: {written}\n", "f", fast=fast).documents
    assert document.data == {"a": meant}
    assert type(document.data["a"]) is type(meant)


@PARSERS
def test_documents_and_the_empty_ones_between_them(fast: bool) -> None:
    found = read("---\n# nothing\n---\na: 1\n---\n---\nb: {c: [x, {d: }]}\n", "f", fast=fast)
    assert [d.data for d in found.documents] == [{"a": 1}, {"b": {"c": ["x", {"d": None}]}}]
    assert found.problems == ()


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_nothing_is_no_problem(text: str) -> None:
    assert read(text, "f") == Reading()


def test_the_parts_that_are_understood_are_kept() -> None:
    found = read("a: 1\na: 2\n1: x\n[b]: y\n---\nc: 3\n---\nd: [\n", "f")
    assert [d.data for d in found.documents] == [{"a": 1, "1": "x"}, {"c": 3}]


@PARSERS
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 'x\ty' # c\td\n", {"a": "x\ty"}),
        ("a: |\n  x\ty\n", {"a": "x\ty\n"}),
        ("# c\td\na: 1\n", {"a": 1}),
        ("a: {q: Is it so?, why?: no}\n", {"a": {"q": "Is it so?", "why?": "no"}}),
        ("a: [b :c, b:c, -]\n", {"a": ["b :c", "b:c", "-"]}),
    ],
)
def test_texts_on_which_parsers_could_differ(text: str, data: object, fast: bool) -> None:
    found = read(text, "f", fast=fast)
    assert found.problems == ()
    assert found.documents[0].data == data


@PARSERS
def test_deep_nesting_stops(fast: bool) -> None:
    assert read("a: " + "[" * 39 + "]" * 39, "f", fast=fast).problems == ()
    for deep in ("a: " + "[" * 40, "a: " + "[" * 200_000, "? " * 50_000, "- " * 50_000):
        (problem,) = read(deep, "f", fast=fast).problems
        assert problem.code == "GC006"


@PARSERS
def test_aliases_are_copies_within_bounds(fast: bool) -> None:
    (document,) = read("a: &x [1, {k: v}]\nb: *x\nc: [*x, *x]\n", "f", fast=fast).documents
    assert document.data["b"] == [1, {"k": "v"}]
    assert document.data["b"] is not document.data["a"]
    laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    (problem,) = read(laughs, "f", fast=fast).problems
    assert (problem.code, problem.span.start.line) == ("GC004", 4)


def test_2400_lines_are_quick() -> None:
    rule = "- id: rule-{}\n  kind: require\n  when: topic = 'refund' and amount > {}\n  that: approval is not null\n"
    text = "rules:\n" + "".join(rule.format(i, i) for i in range(600))
    took = []
    for _ in range(5):
        start = time.perf_counter()
        (document,) = read(text, "f").documents
        took.append(time.perf_counter() - start)
    rules = document.data["rules"]
    assert isinstance(rules, list)
    assert len(rules) == 600
    assert min(took) < 0.5, f"{min(took):.3f} s"  # a tenth of it on an idle machine


def at(line: int, column: int) -> Span:
    return Span("shown.yaml", Position(line, column), Position(line, column))


def test_files_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    for content, code, span, words in (
        (b"a: 1\nb\xc3\xa9: \xff\n", "GC005", at(2, 5), "the file is not UTF-8 text"),
        ("a: 1\n".encode("utf-16"), "GC005", at(1, 1), "the file is not UTF-8 text but UTF-16"),
        (b"# " + b"x" * 1_000_000, "GC006", at(1, 1), "the file is larger than 1 MB, the limit for one file"),
        (b"# " + b"x" * 2_000_000, "GC006", at(1, 1), "the file is larger than 1 MB, the limit for one file"),
    ):
        file.write_bytes(content)
        (problem,) = read_file(file, "shown.yaml").problems
        assert (problem.code, problem.span, problem.message) == (code, span, words)
    (problem,) = read_file(tmp_path / "none.yaml", "shown.yaml").problems
    assert (problem.code, str(tmp_path) in problem.message) == ("GC005", False)


def test_a_file_is_read_with_its_byte_order_mark_and_line_breaks(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n")
    (document,) = read_file(file, "f.yaml").documents
    assert document.data == {"a": 1, "b": "x\ny\n"}
    assert str(document.span(("a",))) == "f.yaml:1:4"
    assert str(document.key_span(("b",))) == "f.yaml:2:1"
