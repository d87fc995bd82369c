"""On random logs, every KPI of the reference pack is the number that loops over the oracle's facts give."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given

from govcode.findings.finding import Finding, Outcome
from tests.oracle.cells import SEASONS, Log, Row, Season
from tests.oracle.delivering import Bench, bench_of, pack_with
from tests.oracle.effort import logs_tried
from tests.oracle.facts import FACTS
from tests.oracle.logs import logs
from tests.oracle.measures import Expected, Part, expected
from tests.oracle.pack import MORE, PACK

KPIS = PACK | MORE


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> dict[Season, Bench]:
    more = (Path(__file__).parent / "more.yaml").read_text("utf-8")
    return {
        season: bench_of(
            pack_with(more, season.as_of),
            season,
            tmp_path_factory.mktemp("drop"),
            lambda check: check.kind == "kpi",
        )
        for season in SEASONS
    }


def said(findings: Iterable[Finding]) -> dict[str, dict[Part, Expected]]:
    """Return what the findings of each KPI say; those without any row say nothing."""
    found: dict[str, dict[Part, Expected]] = {}
    for one in findings:
        known = found.setdefault(one.id, {})
        if one.number is None:
            assert one.outcome is Outcome.NO_DATA, one.reason
            continue
        segment = tuple(value for _, value in one.segment.values) if one.segment else ()
        part = segment, one.period[0] if one.period else None
        assert part not in known
        immature = one.outcome is Outcome.IMMATURE
        assert one.immature == (one.number.n if immature else 0)
        known[part] = Expected(one.number.value, one.number.n, one.details, immature)
    return found


def close(one: Expected, other: Expected) -> bool:
    """Say whether two are the same but for the rounding of the value."""
    if one.value is None or other.value is None:
        return one == other
    value = pytest.approx(other.value, rel=1e-6, abs=1e-6)
    return bool(one.value == value) and (one.n, one.out, one.immature) == (other.n, other.out, other.immature)


def rows_of(season: Season, log: Log) -> dict[str, list[Row]]:
    """Return the rows of each dataset, facts as the oracle finds them."""
    return log | {name: oracle(log, season.as_of) for name, oracle in FACTS.items()}


@logs_tried()
@given(seen=logs())
def test_kpis_are_what_the_oracle_counts(benches: dict[Season, Bench], seen: tuple[Season, Log]) -> None:
    season, log = seen
    rows = rows_of(season, log)
    found = said(benches[season].findings(log))
    assert set(found) == set(KPIS)
    for name, kpi in KPIS.items():
        wanted = expected(kpi, rows[kpi.of], season.as_of)
        assert set(found[name]) == set(wanted), name
        for part, one in wanted.items():
            assert close(found[name][part], one), (name, part, found[name][part], one)
