"""Five hundred documents are linted in about a second; the limit leaves room for a busy machine, not for squares."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from govcode.app.linting import lint
from tests.documents.invalid.cases import AS_OF, HERE

RULE = """\
    - id: r{j}
      title: Refunds above {j}00 need an approver
      kind: require
      dataset: tickets
      when: topic = 'refund' and amount > {j}00
      that: approval_id is not null and length(reason) > {j}
      at_most: 2%
      examples: {{keeps: [{{topic: refund, amount: 1}}], breaks: [{{topic: refund, amount: 99999}}]}}
"""
HEAD = "apiVersion: govcode/v1\nkind: {kind}\nmetadata: {{id: {id}, title: Number {id}, owner: cx}}\nspec:\n"
KPI = """\
  of: tickets
  measure: {{share: resolved_at - created_at < {i}h}}
  cohort: created_at
  period: week
  by: [topic]
  target: {{at_least: 80%}}
  dimension: outcome
  example: {{rows: [{{topic: other}}], gives: 0}}
"""


def test_five_hundred_documents(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(HERE / "base", project)
    (project / "kpis").mkdir()
    for i in range(250):
        rules = "".join(RULE.format(j=j) for j in range(3))
        policy = f"{HEAD.format(kind='Policy', id=f'p{i}')}  rules:\n{rules}"
        (project / f"policies/p{i}.yaml").write_text(policy, encoding="utf-8")
        kpi = HEAD.format(kind="Kpi", id=f"k{i}") + KPI.format(i=i + 1)
        (project / f"kpis/k{i}.yaml").write_text(kpi, encoding="utf-8")
    start = time.process_time()
    linted = lint(project, AS_OF)
    assert (linted.documents, linted.problems) == (505, ())
    assert time.process_time() - start < 6
