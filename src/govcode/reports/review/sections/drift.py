"""Section 5: what left its usual range, what got better at the cost of something else, and what is only mix."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.history.record import Drift
from govcode.reports.format.intervals import limit_ends, reachable, sure_told
from govcode.reports.review.blocks import (
    Block,
    Cell,
    Column,
    ControlChart,
    Figure,
    Group,
    Note,
    Point,
    Prose,
    Section,
    Table,
    Tone,
)
from govcode.reports.review.cells import (
    SHARED,
    amount,
    check_cell,
    difference,
    ends,
    part,
    period,
    plural,
    prose,
    visible,
)
from govcode.review.charts import Charted, Plotted
from govcode.review.mixes import Mixed, Side
from govcode.review.review import Review

_SHOWN = {"ewma": "moving average (EWMA)", "laney": "value (Laney chart)"}


def section(review: Review) -> Section:
    """Return drift, tensions and mix."""
    signalled, fired = len(review.charts.signalled), len(review.tensions.fired)
    reversals = sum(line.opposite for line in review.mixes.lines)
    summary = (
        f"{plural(signalled, 'control chart')} signalled, {plural(fired, 'tension')} fired, "
        f"{plural(reversals, 'KPI')} changed the other way at the same mix."
    )
    tone = Tone.WATCH if signalled or fired or reversals else Tone.PLAIN
    return Section(5, "drift", "Drift and tension", summary, tone, (_charts(review), _tensions(review), _mixes(review)))


def _who(review: Review, vendor: str | None, segment: tuple[tuple[str, str], ...]) -> str:
    return visible(review.named(vendor) if vendor else SHARED) + (f", {part(segment)}" if segment else "")


def _charts(review: Review) -> Group:
    charts = review.charts
    blocks: list[Block] = [_figure(review, one) for one in charts.signalled]
    if not blocks:
        blocks.append(Prose("No control chart signalled in the quarter."))
    if charts.quiet:
        blocks.append(Prose(f"{plural(charts.quiet, 'further chart')} stayed within the usual range."))
    blocks += [
        Note(Tone.UNKNOWN, f"{plural(count, 'chart')} cannot signal: {prose(why)}.") for why, count in charts.without
    ]
    return Group("control-charts", "Control charts", tuple(blocks))


def _figure(review: Review, one: Charted) -> Figure:
    unit, title = one.definition.unit or "", f"{one.definition.title}, {_who(review, one.vendor, one.segment)}"
    points = tuple(_point(point) for point in one.points)
    weeks = ", ".join(stretch.start.isoformat() for stretch in one.signals)
    newest = one.points[-1].drift
    usual = _usual(one, newest) or "not told"
    described = (
        f"{_SHOWN.get(newest.chart, newest.chart).capitalize()} of {title} over {plural(len(points), 'period')}; "
        f"usual is {usual}. Outside it in the quarter: {weeks}."
    )
    name = f"control-{one.check}-{one.vendor or 'shared'}" + "".join(f"-{value}" for _, value in one.segment)
    chart = ControlChart(unit, points, newest.centre)
    return Figure(name, visible(title), visible(described), chart, _points(one, name, visible(title)))


def _point(point: Plotted) -> Point:
    drift = point.drift
    return Point(point.stretch.start, drift.plotted, drift.low, drift.high, marked=drift.signal)


def _points(one: Charted, name: str, title: str) -> Table:
    columns = (
        Column("period", "Period"),
        Column("value", "Value", numeric=True),
        Column("plotted", "On the chart", numeric=True),
        Column("usual", "Usual"),
        Column("signal", "Signal"),
    )
    return Table(f"{name}-table", title, columns, tuple(tuple(_cells(one, point)) for point in one.points), "no points")


def _cells(one: Charted, point: Plotted) -> Iterator[Cell]:
    unit, drift = one.definition.unit, point.drift
    yield Cell(period(point.stretch), point.stretch.start.isoformat())
    yield Cell(amount(point.value, unit), point.value)
    yield Cell(amount(drift.plotted, unit), drift.plotted)
    yield Cell(_usual(one, drift) or "–")
    yield Cell("signal", tone=Tone.WATCH) if drift.signal else Cell("–")


def _usual(one: Charted, drift: Drift) -> str | None:
    """Return what is usual, as far as the quantity can reach it."""
    if drift.low is None or drift.high is None:
        return None
    of = one.definition
    return ends(reachable((drift.low, drift.high), of.figure, of.unit, (drift.plotted, *limit_ends(of))), of.unit)


def _tensions(review: Review) -> Group:
    columns = (
        Column("tension", "Tension"),
        Column("vendor", "Vendor", filtered=True),
        Column("weeks", "Fired in"),
        Column("says", "What moved"),
        Column("why", "Why it matters"),
    )
    rows = tuple(
        (
            check_cell(one.check, one.definition.title),
            Cell(_who(review, one.vendor, one.segment)),
            Cell(", ".join(week.start.isoformat() for week in one.weeks), len(one.weeks)),
            Cell(prose(one.says) or "", tone=Tone.WATCH),
            Cell(prose(one.definition.why) or "–"),
        )
        for one in review.tensions.fired
    )
    judged = review.tensions.judged
    empty = (
        f"none of {plural(judged, 'tension')} fired" if judged else "no tension could be judged, or none is declared"
    )
    blocks: list[Block] = [Table("tensions", "Tensions that fired", columns, rows, empty)]
    blocks += [
        Note(Tone.UNKNOWN, visible(f"{check} could not be judged: {prose(reason)}."))
        for check, reason in review.tensions.unjudged
    ]
    return Group("tensions-group", "Better here, worse there", tuple(blocks))


def _mixes(review: Review) -> Group:
    columns = (
        Column("kpi", "KPI"),
        Column("vendor", "Vendor", filtered=True),
        Column("crude", "As it is", numeric=True),
        Column("standardised", "At the reference mix", numeric=True),
        Column("rate", "Change by itself", numeric=True),
        Column("mix", "Change by mix", numeric=True),
        Column("reversal", "Same way"),
    )
    rows = tuple(tuple(_mixed(review, line)) for line in review.mixes.lines)
    blocks: list[Block] = [_reversal(review, line) for line in review.mixes.lines if line.reversal]
    blocks.append(Table("mixes", "Change and mix", columns, rows, "no KPI with a reference mix can be compared"))
    blocks += [
        Note(Tone.UNKNOWN, visible(f"{check}, {_who(review, vendor, ())}: {reason}."))
        for check, vendor, reason in review.mixes.unable
    ]
    return Group("mixes-group", "What is change, and what is only mix", tuple(blocks))


def _mixed(review: Review, line: Mixed) -> Iterator[Cell]:
    unit = line.definition.unit
    yield check_cell(line.check, line.definition.title)
    compared = f"{period(line.before.stretch)} against {period(line.after.stretch)}"
    yield Cell(_who(review, line.vendor, line.segment), note=compared)
    yield _sides(line, line.before, line.after, at_mix=False)
    yield _sides(line, line.before, line.after, at_mix=True)
    yield Cell(difference(line.rate_effect, unit), line.rate_effect)
    yield Cell(difference(line.mix_effect, unit), line.mix_effect)
    if line.opposite:
        bad = line.sure and line.reversal
        yield Cell("no, beyond noise" if line.sure else "no, within noise", tone=Tone.BAD if bad else Tone.WATCH)
    else:
        yield Cell("yes")


def _sides(line: Mixed, before: Side, after: Side, *, at_mix: bool) -> Cell:
    unit = line.definition.unit
    old, new = ((one.standardised if at_mix else one.crude) for one in (before, after))
    note = f"before {amount(old.value, unit, old.n)}; now {sure_told(line.definition, new)}"
    return Cell(amount(new.value, unit, new.n), new.value, note=note)


def _reversal(review: Review, line: Mixed) -> Note:
    unit, crude = line.definition.unit, (line.before.crude, line.after.crude)
    at_mix = (line.before.standardised, line.after.standardised)
    rose = (crude[1].value or 0) > (crude[0].value or 0)
    better = rose == (line.definition.direction == "higher")
    told, other = ("better", "worse") if better else ("worse", "better")
    old, new, old_at_mix, new_at_mix = (amount(one.value, unit, one.n) for one in (*crude, *at_mix))
    noise = (
        "both by more than noise: the change comes from who was asked"
        if line.sure
        else "though not both by more than noise"
    )
    text = (
        f"{line.definition.title}, {_who(review, line.vendor, line.segment)}: it got {told} as it is ({old} to {new}) "
        f"and {other} at the same mix ({old_at_mix} to {new_at_mix}), {noise}."
    )
    return Note(Tone.BAD if line.sure else Tone.WATCH, visible(text))
