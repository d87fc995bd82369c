from __future__ import annotations

import re
from pathlib import Path

import pytest

from govcode.documents.yaml import read
from govcode.explanations import codes, explain

PAGES = codes()
FOUND_BY_THE_READER = [c for c in PAGES if c < "GC100" and c != "GC005"]
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_code_in_the_program_has_a_page(root: Path) -> None:
    used: dict[str, str] = {}
    for file in sorted((root / "src").rglob("*.py")):
        used |= dict.fromkeys(re.findall(r"\bGC\d{3}\b", file.read_text("utf-8")), file.name)
    assert "GC002" in used
    assert {code: file for code, file in used.items() if code not in PAGES} == {}
    assert [code for code in PAGES if code not in used] == [], "pages of codes that nothing reports"


@pytest.mark.parametrize("code", PAGES)
def test_a_page_has_its_form(code: str) -> None:
    page = explain(code)
    assert page is not None
    lines = page.splitlines()
    assert lines[0] == f"# {code} {PAGES[code]}"
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["What it means", "Example (bad)", "How to fix"]
    assert 8 <= len([line for line in lines if line.strip()]) <= 20
    assert max(map(len, lines)) <= 125


def test_titles_are_told_apart() -> None:
    assert len(set(PAGES.values())) == len(PAGES)


@pytest.mark.parametrize("code", FOUND_BY_THE_READER)
def test_the_bad_example_has_the_problem(code: str) -> None:
    (example,) = EXAMPLE.findall(explain(code) or "")
    assert code in {p.code for p in read(example, "f").problems}


@pytest.mark.parametrize("code", [c for c in PAGES if c > "GC100" and c != "GC109"])
def test_other_examples_are_yaml(code: str) -> None:
    for example in EXAMPLE.findall(explain(code) or ""):
        problems = read(example, "f").problems
        assert [p for p in problems if p.code != "GC008"] == []  # a list may be part of a document


@pytest.mark.parametrize("asked", ["GC114", "gc114", " GC114\n"])
def test_a_page_is_found_however_it_is_typed(asked: str) -> None:
    assert (explain(asked) or "").startswith("# GC114 unknown column")


@pytest.mark.parametrize(
    "asked", ["", "GC999", "GC1", "__init__", "../GC114", "GC\u0661\u0661\u0661", "refunds.approval"]
)
def test_no_page(asked: str) -> None:
    assert explain(asked) is None
