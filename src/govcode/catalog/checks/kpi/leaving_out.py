"""The rows a KPI leaves out, each kind by its name, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcode.catalog.bench import Bench
from govcode.documents.kinds.kpi import KpiSpec
from govcode.expressions.phrases import all_of, is_true, negated
from govcode.ir.expression import Expr
from govcode.kpis.measure import Reckoned


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rows that are left out where the condition is true; `of_measure` if the measure itself cannot use them."""

    name: str
    out: Expr
    of_measure: bool = False


def exclusions_of(bench: Bench, spec: KpiSpec, reckoned: Reckoned | None) -> tuple[Exclusion, ...]:
    """Return what an author leaves out, in the order written, then what the measure cannot use."""
    conditions = ((name, bench.condition(text, "exclude", name)) for name, text in spec.exclude.items())
    written = tuple(Exclusion(name, out) for name, out in conditions if out is not None)
    unusable = reckoned.left_out if reckoned else ()
    return (*written, *(Exclusion(name, out, of_measure=True) for name, out in unusable))


def waterfall(exclusions: Sequence[Exclusion]) -> Iterator[Expr]:
    """Yield for each exclusion that a row is the first time left out by it: no row is counted twice."""
    kept: list[Expr] = []
    for exclusion in exclusions:
        out = is_true(exclusion.out)
        yield all_of(*kept, out)
        kept.append(negated(out))
