"""Everything an author writes can be explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from govcode.app.explaining import everything, explained, nearest
from govcode.documents.kinds import KINDS
from govcode.expressions import FUNCTIONS
from govcode.kpis import MEASURES
from govcode.rules import RULES
from tests.trials import AS_OF


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_document_names_every_field(kind: str) -> None:
    page = explained(kind, Path(), AS_OF) or ""
    spec = KINDS[kind].model_fields["spec"].annotation
    assert isinstance(spec, type)
    assert issubclass(spec, BaseModel)
    missing = [f.alias or name for name, f in spec.model_fields.items() if f"  {f.alias or name}: " not in page]
    assert missing == []
    assert "see the schema" not in page


def test_kinds_of_rule_measures_and_functions_have_a_page() -> None:
    kinds = [str(rule.model_fields["kind"].annotation).split("'")[1] for rule in RULES]
    names = [*kinds, *MEASURES, *FUNCTIONS]
    assert [name for name in names if not explained(name, Path(), AS_OF)] == []
    assert [name for name in names if name not in everything()] == []


def test_the_nearest_name_may_be_one_of_the_project() -> None:
    assert nearest("refunds.aproval", Path(), AS_OF) == "refunds.approval"
    assert nearest("GC11", Path(), AS_OF) is not None
    assert nearest("nothing at all like it", Path(), AS_OF) is None
