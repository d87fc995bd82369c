"""What became of each excused event in a run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from govcode.catalog.catalog import Excuse
from govcode.findings.judging import Answers
from govcode.ir.check import SideKind
from govcode.ir.measure import Grouped
from govcode.plan.plan import Planned
from govcode.verdict.decision import ExcuseState, ExcuseUse


def excuse_uses(
    excuses: Iterable[Excuse], planned: Iterable[Planned], answers: Answers, as_of: datetime
) -> tuple[ExcuseUse, ...]:
    """Return each event of a KPI that was asked for, with the rows that each KPI left out because of it."""
    checks = list(planned)
    asked = {one.check.id for one in checks}
    rows = _rows(checks, answers)
    return tuple(
        ExcuseUse(
            excuse.id,
            excuse.start,
            excuse.end,
            excuse.last,
            excuse.approved_by,
            excuse.reason,
            excuse.evidence,
            _state(excuse, as_of, rows.get(excuse.id, {})),
            tuple(sorted(rows.get(excuse.id, {}).items())),
        )
        for excuse in excuses
        if asked & {*excuse.kpis}
    )


def _rows(planned: Iterable[Planned], answers: Answers) -> dict[str, dict[str, int]]:
    """Return how many rows each event takes from each KPI; of a vendor with an override they are counted apart."""
    found: dict[str, dict[str, int]] = {}
    for one in planned:
        for aside, at in one.asides:
            answer = answers[at.scan][at.measure] if at and aside.kind is SideKind.EXCUSED and aside.name else None
            if isinstance(answer, Grouped):
                count = sum(int(str(group.terms[0] or 0)) for group in answer.groups)
                own = found.setdefault(aside.name, {})
                own[one.check.id] = own.get(one.check.id, 0) + count
    return found


def _state(excuse: Excuse, as_of: datetime, rows: dict[str, int]) -> ExcuseState:
    if excuse.approved_by is None:
        return ExcuseState.NOT_APPROVED
    if not excuse.in_force(as_of):
        return ExcuseState.EXPIRED
    return ExcuseState.IN_FORCE if any(rows.values()) else ExcuseState.UNUSED
