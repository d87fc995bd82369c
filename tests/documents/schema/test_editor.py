"""What an author is shown while typing, by the language server that VS Code, JetBrains, Neovim and Emacs use.

It runs where `yaml-language-server` (npm) is on the path, or where GOVCODE_YAML_LANGUAGE_SERVER says it is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from govcode.documents.kinds import KINDS
from tests.conftest import skip_loudly
from tests.documents.schema.editor import Editor

DOCUMENT = """\
apiVersion: govcode/v1
kind: Policy
metadata: {id: refunds, title: Refund rules, owner: cx}
spec:
  rules:
    - id: approval
      title: Refunds above 500 need an approver
      kind: require
      dataset: tickets
"""
KPI = """\
apiVersion: govcode/v1
kind: Kpi
metadata: {id: handled, title: Tickets handled, owner: cx}
spec:
  of: tickets
  dimension: outcome
"""


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[Editor]:
    server = os.environ.get("GOVCODE_YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if not server:
        skip_loudly("editor", "there is no yaml-language-server on this machine")
    with Editor([str(server)], root / "schema" / "govcode-v1.json") as session:
        yield session


def test_kinds_are_offered_with_what_they_are(editor: Editor) -> None:
    offered = editor.completions("apiVersion: govcode/v1\nkind: |")
    assert offered["Policy"] == "The promises a vendor keeps."
    assert set(offered) == set(KINDS)


def test_a_rule_offers_its_fields(editor: Editor) -> None:
    offered = editor.completions(DOCUMENT + "      |")
    assert offered["that"] == "What must hold for each of those rows"
    assert {"when", "severity", "at_most", "why", "fix", "examples"} <= set(offered)
    assert not {"pattern", "within", "declared", "title", "kind"} & set(offered)


def test_choices_are_offered(editor: Editor) -> None:
    assert list(editor.completions(DOCUMENT + "      severity: |")) == ["info", "low", "medium", "high", "critical"]
    assert "quarter" in editor.completions(KPI + "  period: |")
    assert {"text", "timestamp"} <= set(
        editor.completions("apiVersion: govcode/v1\nkind: Dataset\nspec:\n  columns:\n    topic: |")
    )


def test_a_measure_offers_its_own_fields(editor: Editor) -> None:
    assert "q" not in editor.completions(KPI + "  measure:\n    |")
    assert editor.completions(KPI + "  measure:\n    percentile: amount\n    |")["q"] == "The part, such as 90%"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (DOCUMENT + "      sev|erity: high\n", "How bad a failure is"),
        (DOCUMENT + "      at_mo|st: 2%\n", "a share of those"),
        (DOCUMENT.replace("sp|ec", "spec").replace("spec:", "sp|ec:"), "The rules and the part of the data"),
        (DOCUMENT.replace("kind: require", "kind: req|uire"), "Rows selected by `when` satisfy `that`."),
        (DOCUMENT.replace("owner", "own|er"), "The person or team accountable"),
        (KPI + "  measure:\n    sha|re: ok\n", "The part of the population"),
    ],
)
def test_hovering_explains(editor: Editor, text: str, shown: str) -> None:
    assert shown in editor.hover(text)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (DOCUMENT + "      that: ok\n", []),
        (DOCUMENT, [(7, 'Missing property "that".')]),
        (DOCUMENT + "      that: ok\n      sevrity: low\n", [(12, "Property sevrity is not allowed.")]),
        (
            DOCUMENT + "      that: ok\n      at_most: 120%\n",
            [(12, "Write a whole number of rows, or a share below 100%: 0, 25, 0.02 or 2%.")],
        ),
        (
            DOCUMENT + "      that: ok\n      severity: urgent\n",
            [(12, 'Value is not accepted. Valid values: "info", "low", "medium", "high", "critical".')],
        ),
        (KPI + "  measure: {share: ok}\n  period: week\n", [(5, 'Missing property "cohort".')]),
        (KPI + "  measure: {share: ok, q: 90%}\n", [(8, "Property q is not allowed.")]),
    ],
)
def test_mistakes_are_underlined_once_and_of_the_right_kind(
    editor: Editor, text: str, problems: list[tuple[int, str]]
) -> None:
    assert editor.problems(text) == problems
