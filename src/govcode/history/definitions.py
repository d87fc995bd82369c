"""What is remembered of each rule, KPI and tension: told once, however many results it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from govcode.catalog.catalog import Catalog
from govcode.findings.drifting import ID as DRIFT
from govcode.findings.finding import Finding
from govcode.history.record import Definition, Limits
from govcode.ir.check import AtMost, AtMostShare, Check, Claim, Gaps, Limit, Rhythm, Score, Silence
from govcode.ir.limit import Bounds
from govcode.plan.reading import reads


@dataclass(slots=True)
class Definitions:
    """The definitions of the findings seen so far, in the order of their first one."""

    reads: Mapping[str, frozenset[str]]
    places: dict[Definition, int] = field(default_factory=dict)

    def place(self, finding: Finding) -> int:
        """Return the place of a finding's definition."""
        return self.places.setdefault(definition_of(finding, self.reads), len(self.places))


def datasets_read(catalog: Catalog, checks: Iterable[Check]) -> dict[str, frozenset[str]]:
    """Return, by the id of its findings, the delivered datasets that each check, its drift or a tension looks at."""
    found: dict[str, set[str]] = defaultdict(set)
    delivered = {name for name, at in catalog.contracts.items() if at.document.spec.is_delivered}
    for check in checks:
        # What is held against the rows of another subject reads these as well.
        beside = (replace(check, subject=a.subject, measure=a.measure) for a in check.asides if a.subject)
        names = {check.subject.dataset}.union(*map(reads, (check, *beside))) & delivered
        found[check.id] |= names
        found[f"{check.id}.{DRIFT}"] |= names
    for tension in catalog.tensions:
        found[tension.id] |= found[tension.improves] | found[tension.worsens]
    return {id_: frozenset(names) for id_, names in found.items()}


def definition_of(finding: Finding, reads: Mapping[str, frozenset[str]]) -> Definition:
    """Return what a finding was judged by."""
    about, limit = finding.about, finding.limit
    plain = Definition(
        id=finding.id,
        kind=finding.kind,
        title=about.title,
        sentence=about.sentence,
        owner=about.owner,
        severity=str(about.severity),
        enforcement=str(about.enforcement),
        dataset=finding.dataset,
        hash=finding.definition_hash,
        reads=tuple(sorted(reads.get(finding.id, frozenset()))),
        topic=about.topic,
        dimension=about.dimension,
        controls=about.controls,
        vendor=finding.vendor,
        at_most=_at_most(limit),
        why=about.why,
        fix=about.fix,
        file=about.span.file,
        line=about.span.start.line,
    )
    match limit:
        case Score():
            return _with_score(plain, limit)
        case Claim(readings=(reading, *_)):
            period = reading.score.period
            return replace(plain, unit=reading.score.unit, per=str(period) if period else None)
        case _:
            return plain


def _with_score(plain: Definition, score: Score) -> Definition:
    return replace(
        plain,
        figure=str(score.figure),
        unit=score.unit,
        direction=str(score.direction),
        per=str(score.period) if score.period else None,
        rolling=score.rolling,
        target=_limits(score.target),
        minimum=_limits(score.minimum),
        min_n=score.min_n,
        policy=str(score.policy),
        words=score.definition,
    )


def _at_most(limit: Limit | None) -> float | None:
    """Return what a rule lets pass."""
    match limit:
        case AtMost(count):
            return float(count)
        case AtMostShare(share):
            return share
        case Gaps(most=most) | Silence(most=most) | Rhythm(most=most):
            return _at_most(most)
        case _:
            return None


def _limits(bounds: Bounds | None) -> Limits | None:
    return Limits(bounds.low, bounds.high) if bounds else None
