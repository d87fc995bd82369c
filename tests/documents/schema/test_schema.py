"""The published schema agrees with the program about the shape of documents, whether they are right or wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from govcode.cli import govcode
from govcode.documents.kinds import KINDS
from govcode.documents.schema import DIALECT, schema, schema_text
from govcode.documents.shape import shaped
from govcode.documents.yaml import Tree, read
from govcode.kpis import MEASURES
from govcode.rules import RULES
from tests.documents.invalid.cases import HERE, cases

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "schema" / "govcode-v1.json"
FOLDERS = ("examples", "policies", "kpis", "escalation_rules", "tests/documents/invalid/base")
SHIPPED = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def complaints(tree: Tree) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in validator().iter_errors(tree.data)]


def trees(text: str) -> tuple[Tree, ...]:
    return read(text, "f").documents


def wrong() -> Iterator[tuple[str, Tree]]:
    for case in cases():
        for name, text in case.files.items():
            for i, tree in enumerate(trees(text)):
                yield f"{case.name}:{name}:{i}", tree


def test_the_published_file_is_what_the_program_prints() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run: govcode schema > schema/govcode-v1.json"


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert govcode.main(["schema"], standalone_mode=False) == 0
    assert capsys.readouterr().out == schema_text()


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == DIALECT


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_document_is_valid(path: Path) -> None:
    documents = trees(path.read_text(encoding="utf-8"))
    assert documents
    assert [complaints(tree) for tree in documents] == [[]] * len(documents)


@pytest.mark.parametrize(("name", "tree"), [pytest.param(name, tree, id=name) for name, tree in wrong()])
def test_the_schema_and_the_program_agree_about_shape(name: str, tree: Tree) -> None:
    _, problems = shaped(tree)
    if problems:
        assert complaints(tree), [problem.message for problem in problems]
    elif complaints(tree):
        # Some shapes the program looks at only when it knows the datasets: it refuses them all the same.
        (case,) = (case for case in cases() if case.name == name.partition(":")[0])
        assert {" error GC101 ", " error GC102 "} & set(re.findall(r" error GC\d{3} ", case.problems))


def test_what_is_wrong_by_meaning_has_the_right_shape() -> None:
    meanings = [(name, tree) for name, tree in wrong() if name.startswith(("gc11", "gc20", "gc21", "gc30", "gc31"))]
    assert len(meanings) > 40
    assert [(name, complaints(tree)) for name, tree in meanings if complaints(tree)] == []


def _nodes(node: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any part of a schema
    if isinstance(node, dict):
        yield at, node
        for key, inner in node.items():
            yield from _nodes(inner, f"{at}/{key}")
    elif isinstance(node, list):
        for i, inner in enumerate(node):
            yield from _nodes(inner, f"{at}/{i}")


def test_every_field_is_described_and_none_has_a_title() -> None:
    bare = []
    for at, node in _nodes(schema()["$defs"]):
        if at.rpartition("/")[2] == "properties" and "/if" not in at and "/then" not in at:
            bare += [f"{at}/{name}" for name, field in node.items() if field is not True and "description" not in field]
        else:
            assert not isinstance(node.get("title"), str), at
    assert bare == []


def test_examples_and_defaults_are_valid_where_they_stand() -> None:
    whole = schema()
    seen = 0
    for at, node in _nodes(whole["$defs"]):
        values = [*node["examples"]] if isinstance(node.get("examples"), list) else []
        values += [node["default"]] if "default" in node and not isinstance(node["default"], dict) else []
        for value in values:
            seen += 1
            alone = {"$defs": whole["$defs"]} | {key: node[key] for key in node if key not in {"examples", "default"}}
            assert list(Draft202012Validator(alone).iter_errors(value)) == [], (at, value)
    assert seen > 50


def test_every_kind_rule_and_measure_is_offered() -> None:
    whole = schema()
    assert whole["properties"]["kind"]["enum"] == list(KINDS)
    rules = whole["$defs"]["PolicySpec"]["properties"]["rules"]["items"]
    assert len(rules["properties"]["kind"]["enum"]) == len(rules["allOf"]) == len(RULES)
    assert list(whole["$defs"]["KpiSpec"]["properties"]["measure"]["properties"]) == list(MEASURES)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"kind": "Policy"}, ["apiVersion", "metadata", "spec"]),
        ({"kind": "Polcy", "apiVersion": "govcode/v1", "metadata": {}, "spec": {}}, ["kind"]),
    ],
)
def test_complaints_are_about_the_kind_that_is_meant(document: dict[str, Any], place: list[str]) -> None:
    said = [error.message for error in validator().iter_errors(document)]
    for word in place:
        assert any(word in message or "Polcy" in message for message in said)
    assert not any("Feed" in message and "Polcy" not in message for message in said)


def test_published_json_has_one_form() -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_the_base_project_is_part_of_the_test() -> None:
    assert (HERE / "base" / "govcode.yaml") in SHIPPED
