"""One report with everything in it: each outcome, each kind of limit, waivers, KPIs over time, hostile keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from govcode.core.diagnostic import Diagnostic, Level
from govcode.core.place import Position, Span
from govcode.findings.finding import Finding, Number, Outcome, Place, Spot
from govcode.ir.check import (
    About,
    AtMost,
    AtMostShare,
    Bounds,
    Enforcement,
    Figure,
    JudgePolicy,
    Limit,
    Met,
    Period,
    Recent,
    Rows,
    Score,
    Severity,
)
from govcode.verdict.decision import Decision, DeliveredDrop, DeliveredTable, Report, WaiverState, WaiverUse

HOSTILE = (
    "<script>alert('key')</script>",
    '"><img src=https://evil.example/x onerror=alert(1)>',
    "\x1b[31mT-00019\x1b[0m",
    "T-\u202e00021",
    "[bold red]T-00022[/]",
    "{{ 7 * 7 }}",
)
AS_OF = datetime(2026, 11, 22)
WEEK = timedelta(days=7)
FIRST_WEEK = datetime(2026, 9, 28)


def about(id_: str, title: str, severity: Severity = Severity.MEDIUM, **more: object) -> About:
    values = {
        "sentence": f"{title}; written as {id_}.",
        "owner": "cx-governance",
        "enforcement": Enforcement.WAIVABLE,
        "why": None,
        "fix": None,
        "controls": (),
        "span": span(f"policies/{id_.partition('.')[0]}.yaml", 10 + len(id_), 5),
        "definition": id_,
    } | more
    return About(title=title, severity=severity, **values)  # type: ignore[arg-type]


def span(file: str, line: int, column: int) -> Span:
    return Span(file, Position(line, column), Position(line, column + 8))


def place(**values: str) -> Place:
    return Place(tuple(values.items()))


def rule(id_: str, outcome: Outcome, title: str, limit: Limit, **more: object) -> Finding:
    facts = {
        name: more.pop(name) for name in ("severity", "owner", "enforcement", "why", "fix", "controls") if name in more
    }
    finding = Finding(
        id=id_,
        kind=str(more.pop("kind", "require")),
        outcome=outcome,
        about=about(id_, title, **facts),  # type: ignore[arg-type]
        dataset=str(more.pop("dataset", "tickets")),
        limit=limit,
        definition_hash=f"{sum(map(ord, id_)):064x}",
        fingerprint=f"{id_}-{outcome}",
    )
    return replace(finding, **more)  # type: ignore[arg-type]


REFUNDS = rule(
    "refunds.approval",
    Outcome.FAIL,
    "Refunds above 500 need a named approver",
    AtMost(0),
    severity=Severity.CRITICAL,
    enforcement=Enforcement.NON_NEGOTIABLE,
    owner="billing-governance",
    controls=("000-R028", "<b>SOC 2</b> CC6.1"),
    why="Refund fraud is the largest loss category in outsourced billing.\nOne unapproved refund is one too many.",
    fix="Attach the approval in the refund form; team leads hold the list of approvers.",
    violations=1_042,
    population=24_918,
    keys=HOSTILE + tuple(f"T-{n:05d}" for n in range(23, 37)),
    keys_total=1_042,
    spots=(
        Spot(place(vendor="acme", queue="billing"), 811, 4_120),
        Spot(place(vendor="acme", queue="<i>retention</i>"), 200, 2_044),
        Spot(place(vendor="northwind", queue="billing"), 31, 6_002),
        Spot(place(vendor="(undeclared)", queue="billing"), 0, 14),
    ),
    details=(("approver left the company before the refund", 37),),
    immature=12,
)
HANDOFFS = rule(
    "handoffs.context",
    Outcome.FAIL,
    "Handoffs carry what was tried, the error, the environment and when",
    AtMostShare(0.02),
    severity=Severity.HIGH,
    dataset="handoffs",
    fix="Use the handoff form; it does not close without the four fields.",
    violations=60,
    population=1_810,
    keys=tuple(f"H-{n}" for n in range(1, 21)),
    keys_total=60,
    spots=(Spot(place(vendor="acme"), 60, 900), Spot(place(vendor="northwind"), 0, 910)),
    waived=14,
    accepted=(("acme-legacy-queue", 14),),
)
ADVICE = rule(
    "tone.greeting",
    Outcome.FAIL,
    "Agents greet the customer by name",
    AtMost(5),
    severity=Severity.LOW,
    enforcement=Enforcement.ADVISORY,
    kind="wording",
    violations=6,
    population=77,
    keys=("C-1",),
    keys_total=6,
)
WAIVED = rule(
    "access.roster",
    Outcome.FAIL,
    "Every agent who touches a ticket is on the roster",
    AtMost(0),
    severity=Severity.HIGH,
    kind="refers_to",
    violations=3,
    population=24_918,
    keys=("T-00017", "T-00018", "T-00400"),
    keys_total=3,
    waived=3,
    waived_by="roster-migration",
)
OTHERS = (
    rule(
        "deliveries.on-time",
        Outcome.NO_DATA,
        "The conversation log arrives every day",
        Recent(26 * 3_600_000_000),
        kind="fresh",
        severity=Severity.HIGH,
        dataset="conversations",
        reason="the drop holds no table 'conversations'",
    ),
    rule(
        "surveys.language",
        Outcome.ERROR,
        "Surveys name their language",
        Met(),
        kind="expectation",
        dataset="surveys",
        reason="Great Expectations could not evaluate expect_column_values_to_be_in_set (TypeError)",
    ),
    rule(
        "refunds.second-look",
        Outcome.IMMATURE,
        "Large refunds get a second look within 14 days",
        AtMost(0),
        violations=0,
        population=0,
        immature=23,
        reason="23 rows are younger than 14 days",
    ),
    rule(
        "deliveries.volume",
        Outcome.PASS,
        "A week holds a plausible number of tickets",
        Rows(Bounds(500, 5_000), Period.WEEK),
        kind="volume",
        violations=0,
        population=8,
    ),
    rule(
        "tickets.key", Outcome.PASS, "Ticket ids are unique", AtMost(0), kind="unique", violations=0, population=24_918
    ),
    rule("agents.language", Outcome.PASS, "Agents name a language", Met(), kind="expectation", dataset="agents"),
)

FCR = about(
    "first-contact-resolution",
    "First contact resolution",
    Severity.HIGH,
    why="A customer who has to come back is a customer who may leave.",
    fix="Read the ten newest recontacts with the vendor; look for the article that was missing.",
    span=span("kpis/first-contact-resolution.yaml", 1, 1),
)
HANDLE = about("handle-time", "Handle time of the median contact", span=span("kpis/handle-time.yaml", 1, 1))
CSAT = about("satisfaction", "Customers who are satisfied", span=span("kpis/satisfaction.yaml", 1, 1))


def score(unit: str, target: Bounds | None, minimum: Bounds | None, period: Period | None) -> Score:
    return Score(Figure.SHARE, unit, 1.0, (), period, 0, target, minimum, JudgePolicy.CONFIDENT_FAIL, 30)


def kpi(
    facts: About, outcome: Outcome, limit: Score, segment: Place | None, week: int | None, **more: object
) -> Finding:
    value, n = more.pop("value", None), int(str(more.pop("n", 0)))
    half = more.pop("half", None)
    assert value is None or isinstance(value, float)
    ends = (value - half, value + half) if value is not None and isinstance(half, float) else None
    start = None if week is None else FIRST_WEEK + week * WEEK
    met = None if value is None or limit.target is None else limit.target.keeps(value)
    number = Number(value, n, ends, limit.unit, limit.target, limit.minimum, 0.95 if ends else None, met)
    finding = Finding(
        id=facts.definition,
        kind="kpi",
        outcome=outcome,
        about=facts,
        dataset="tickets",
        limit=limit,
        segment=segment,
        period=(start, start + WEEK) if start else None,
        number=number,
        definition_hash=f"{sum(map(ord, facts.definition)):064x}",
        fingerprint=f"{facts.definition}-{segment}-{week}",
    )
    return replace(finding, **more)  # type: ignore[arg-type]


FCR_LIMIT = score("%", Bounds(0.70, 0.85), Bounds(low=0.65), Period.WEEK)
ACME, NORTHWIND, CHAT = place(vendor="acme"), place(vendor="northwind"), place(vendor="<u>chat & co</u>")


def _fcr() -> tuple[Finding, ...]:
    acme = (0.741, 0.738, 0.702, 0.688, 0.6342, 0.6011, 0.583)
    steady = (0.772, 0.781, 0.76, 0.7999, 0.79, 0.801, 0.81)
    found = []
    for week, value in enumerate(acme):
        outcome = Outcome.FAIL if value + 0.024 < 0.65 else Outcome.INCONCLUSIVE if value < 0.65 else Outcome.PASS
        reason = "the interval reaches across the minimum" if outcome is Outcome.INCONCLUSIVE else None
        found.append(kpi(FCR, outcome, FCR_LIMIT, ACME, week, value=value, n=1_530, half=0.024, reason=reason))
    for week, value in enumerate(steady):
        found.append(kpi(FCR, Outcome.PASS, FCR_LIMIT, NORTHWIND, week, value=value, n=2_010, half=0.019))
    found.append(kpi(FCR, Outcome.PASS, FCR_LIMIT, CHAT, 3, value=0.78, n=88, half=0.09))
    few = "12 rows are fewer than the 30 asked for"
    found.append(kpi(FCR, Outcome.INCONCLUSIVE, FCR_LIMIT, CHAT, 5, value=0.5, n=12, half=0.25, reason=few))
    found.extend(
        kpi(
            FCR, Outcome.IMMATURE, FCR_LIMIT, segment, 7, reason="the recontact window ends on 2026-11-29", immature=900
        )
        for segment in (ACME, NORTHWIND)
    )
    return tuple(found)


KPIS = (
    *_fcr(),
    kpi(HANDLE, Outcome.PASS, score("h", Bounds(high=12.5), None, None), ACME, None, value=9.374, n=1_200, half=0.4),
    kpi(
        HANDLE,
        Outcome.FAIL,
        score("h", Bounds(high=12.5), None, None),
        NORTHWIND,
        None,
        value=12.5004,
        n=950,
        half=0.0003,
    ),
    kpi(
        CSAT, Outcome.NO_DATA, score("%", Bounds(low=0.9), None, Period.MONTH), None, None, reason="no surveys arrived"
    ),
)
FINDINGS = (REFUNDS, HANDOFFS, ADVICE, WAIVED, *OTHERS, *KPIS)
BLOCKING = tuple(
    i
    for i, f in enumerate(FINDINGS)
    if (f.outcome is Outcome.FAIL and f not in {ADVICE, WAIVED}) or f.outcome in {Outcome.ERROR, Outcome.NO_DATA}
)

CANONICAL = Report(
    project="acme-support",
    title="Outsourced support <governance> & control",
    tool_version="0.1.0",
    as_of=AS_OF,
    documents_digest="9f2c4e" + "0" * 58,
    revision="4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    drops=(
        DeliveredDrop(
            "servicenow",
            "acme",
            (
                DeliveredTable("tickets", "tickets", 24_918, 2, "ab" * 32),
                DeliveredTable("chat_log", "conversations", None, 0, "", "the drop holds no file chat_log*.csv"),
            ),
        ),
        DeliveredDrop("workforce", None, (DeliveredTable("roster <v2>", "agents", 412, 1, "cd" * 32),)),
    ),
    findings=FINDINGS,
    decision=Decision(
        Outcome.FAIL,
        1,
        "The gate is closed: 4 promises are broken, among them one that is not negotiable; 3 could not be judged.",
        BLOCKING,
    ),
    waivers=(
        WaiverUse(
            "roster-migration",
            ("access.roster",),
            "2026-12-01",
            "coo",
            "The roster moves to the new system; change CH-1182 <approved>",
            WaiverState.IN_FORCE,
            3,
        ),
        WaiverUse(
            "acme-legacy-queue", ("handoffs.context",), "2026-11-30", "coo", "Legacy queue", WaiverState.IN_FORCE, 14
        ),
        WaiverUse("old-crm", ("tickets.key",), "2026-10-31", "cfo", "Migration of the old CRM", WaiverState.ENDED, 0),
    ),
    warnings=(
        Diagnostic(
            "GC118",
            "the review of 'refunds' is overdue since 2026-11-01",
            span("policies/refunds.yaml", 4, 3),
            level=Level.WARNING,
        ),
        Diagnostic(
            "GC114",
            "rule 'tone.<greeting>' is written twice",
            span("policies/tone.yaml", 9, 7),
            "tone.greeting",
            Level.WARNING,
        ),
    ),
)
