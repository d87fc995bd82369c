"""The columns by which a KPI is told, drilled into, and standardised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from govcode.catalog.bench import Bench
from govcode.catalog.contracts import shown
from govcode.core.diagnostic import closest
from govcode.documents.kinds.kpi import KpiSpec, Stratum, WrittenMix
from govcode.documents.wording import short
from govcode.expressions.wording import undeclared
from govcode.ir.check import Mix
from govcode.ir.expression import Value
from govcode.ir.limit import Period, Segment

WHOLE = 1e-6  # how far the shares of a mix may be from adding up to 1
_PERIODS = frozenset(period.value for period in Period)


def columns_told(bench: Bench, names: Sequence[str], *field: str | int) -> tuple[Segment, ...] | None:
    """Return columns by whose values a KPI can be told, or None after reporting one by which it cannot."""
    segments: list[Segment] = []
    for i, name in enumerate(names):
        if name in _PERIODS and name not in bench.contract.columns and name not in bench.contract.doubtful:
            message = f"unknown column '{name}' in dataset '{bench.name}'; a KPI has one value per period by `period`"
            bench.report("GC114", message, *field, i, suggestion=f"write period: {name}")
            return None
        if bench.column(name, *field, i) is None:
            return None
        if not shown(bench.contract, name):
            message = f"`{name}` has no declared values, so a KPI cannot be told by it"
            bench.report("GC102", message, *field, i, suggestion=f"give {name} `values` or a `pattern` in its dataset")
            return None
        segments.append(bench.contract.segment(name))
    return tuple(segments)


def mix_of(bench: Bench, spec: KpiSpec) -> Mix | None:
    """Return the reference mix, or None without one or after reporting what is wrong with it."""
    if spec.mix is None:
        return None
    by = columns_told(bench, spec.mix.by, "mix", "by")
    if by is None:
        return None
    told = [_fits(bench, spec.mix, by, i) for i in range(len(spec.mix.reference))]
    fine = all(told)
    weights = tuple((_words(by, stratum), stratum.share) for stratum in spec.mix.reference)
    whole = fsum(share for _, share in weights)
    if abs(whole - 1) > WHOLE:
        message = f"the shares add up to {whole * 100:.6g} %, not to 100 %"
        bench.report("GC109", message, "mix", "reference", suggestion="correct the shares")
        fine = False
    return Mix(by, weights) if fine else None


def _fits(bench: Bench, mix: WrittenMix, by: Sequence[Segment], i: int) -> bool:
    """Say whether a stratum names each column once, with a value it can have, and is written once."""
    stratum, at = mix.reference[i], ("mix", "reference", i, "of")
    if set(stratum.of) != set(mix.by):
        message = f"a part has a value of each of {', '.join(mix.by)}, and of nothing else"
        bench.report("GC102", message, *at)
        return False
    if any(stratum.of == earlier.of for earlier in mix.reference[:i]):
        bench.report("GC319", "this part stands here twice", *at, suggestion="write it once, with one share")
        return False
    unknown = list(_unknown(by, stratum))
    for segment, value in unknown:
        _report(bench, segment, value, *at, segment.name)
    return not unknown


def _unknown(by: Sequence[Segment], stratum: Stratum) -> Iterator[tuple[Segment, str]]:
    for segment in by:
        value = stratum.of[segment.name]
        if segment.values is not None and isinstance(value, str) and value not in segment.values:
            yield segment, value


def _report(bench: Bench, segment: Segment, value: str, *field: str | int) -> None:
    near = closest(value, segment.values or ())
    message = undeclared(segment.name, short(value), frozenset(segment.values or ()), known=near is not None)
    bench.report("GC211", message, *field, suggestion=None if near is None else f"'{near}'")


def _words(by: Sequence[Segment], stratum: Stratum) -> tuple[str, ...]:
    """Return the values of a stratum as findings show them."""
    return tuple(_word(stratum.of.get(segment.name)) for segment in by)


def _word(value: Value) -> str:
    match value:
        case None:
            return "(empty)"
        case bool():
            return "yes" if value else "no"
        case other:
            return str(other)
