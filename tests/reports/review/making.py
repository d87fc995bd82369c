"""A page made by hand that has every block, every chart and every tone, and texts that try to break out."""

from __future__ import annotations

from datetime import date, timedelta

from govcode.reports.review.blocks import (
    Bars,
    Calendar,
    Cell,
    Column,
    ControlChart,
    Facts,
    Figure,
    Flow,
    Group,
    HeatMap,
    HeatSpot,
    Keys,
    Note,
    Page,
    Point,
    Prose,
    Section,
    Table,
    Tone,
    Trend,
)

HOSTILE = "<script>alert(1)</script>|`*_[x](javascript:alert(1))\"'&\u202e\u0000#1"
WEEKS = tuple(date(2026, 6, 29) + timedelta(days=7 * week) for week in range(13))
LEVELS = (
    ("very low", "very low", "very low", "low", "low"),
    ("very low", "low", "low", "low", "moderate"),
    ("very low", "low", "moderate", "moderate", "high"),
    ("very low", "low", "moderate", "high", "very high"),
    ("very low", "low", "moderate", "high", "very high"),
)


def table(name: str, caption: str, titles: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    columns = tuple(Column(title.lower().replace(" ", "_"), title, numeric=i > 0) for i, title in enumerate(titles))
    return Table(name, caption, columns, rows, "There are no rows.")


def _cover() -> Section:
    facts = Facts(
        (
            ("Period", Cell("2026-07-01 to 2026-09-30", note="days of Europe/Berlin")),
            ("Newest run", Cell("run-2026-10-02", href="run-2026-10-02")),
            ("Hostile", Cell(HOSTILE)),
        )
    )
    signing = table("signing", "Sign-off", ("Role", "Name", "Date"), ((Cell("Owner"), Cell("–"), Cell("–")),))
    group = Group("cover-scope", "What was looked at", (facts, signing))
    return Section(0, "cover", "Cover", "Two vendors, 14 runs, one quarter.", Tone.PLAIN, (group,))


def _ratings() -> Table:
    columns = (
        Column("vendor", "Vendor", filtered=True),
        Column("rating", "Rating", filtered=True),
        Column("last", "Last quarter"),
        Column("broken", "Broken weeks", numeric=True),
    )
    rows = (
        (
            Cell("Acme", "acme"),
            Cell("Requires improvement", 2.0, Tone.BAD, "kpi-first_reply.acme", "minimum missed in August"),
            Cell("Good", 4.0, Tone.GOOD),
            Cell("5", 5.0, Tone.BAD),
        ),
        (
            Cell("Birch", "birch"),
            Cell("Other", 0.0, Tone.UNKNOWN, "nowhere", "a third of the weeks has no data"),
            Cell("Approaching target", 3.0, Tone.WATCH),
            Cell("no data", None, Tone.UNKNOWN),
        ),
        (
            Cell("Cedar & Söhne", "cedar"),
            Cell("Good", 4.0, Tone.GOOD),
            Cell("Good", 4.0, Tone.GOOD),
            Cell("0", 0.0, Tone.GOOD),
        ),
    )
    return Table("ratings", "Rating per vendor", columns, rows, "No vendor.", ("rating-acme", None, "rating-cedar"))


def _decision() -> Section:
    notes = (
        Note(Tone.BAD, "A non-negotiable is broken: refunds above 500 euros without approval."),
        Note(Tone.WATCH, "Two certificates expire within 90 days."),
        Note(Tone.UNKNOWN, "Birch delivered no surveys in July."),
        Note(Tone.GOOD, "All evidence of Cedar is in date."),
        Note(Tone.PLAIN, "Figures are those of the newest run."),
    )
    asked = Prose("Decide on one: extend the improvement plan of Acme to December, or stop the transition of chat.")
    groups = (
        Group("ratings-of-vendors", "Rating per vendor", (_ratings(),)),
        Group("requests", "Decisions requested", (asked, *notes)),
    )
    return Section(1, "decision", "Decision page", "One vendor requires improvement.", Tone.BAD, groups)


def _scorecard() -> Section:
    columns = (
        Column("kpi", "KPI", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("month", "Month"),
        Column("value", "Value", numeric=True),
        Column("n", "n", numeric=True),
    )
    values = ((0.741, 1530), (0.8, 1404), (None, 0), (0.66, 12_034))
    rows = tuple(
        (
            Cell("First reply", "first_reply", href="definition-first_reply"),
            Cell(vendor, vendor.lower()),
            Cell(f"2026-0{7 + month}", f"2026-0{7 + month}"),
            Cell("no data", None, Tone.UNKNOWN)
            if value is None
            else Cell(f"{value:.1%}", value, Tone.GOOD if value > 0.7 else Tone.BAD, note="70 % – 76 %"),
            Cell(f"{n:,}", float(n)),
        )
        for vendor in ("Acme", "Birch", "Cedar")
        for month, (value, n) in enumerate(values)
    )
    anchors = ("kpi-first_reply.acme", *(None,) * (len(rows) - 1))
    card = Table("scorecard-table", "KPI by month and vendor", columns, rows, "No KPI.", anchors)
    keys = Keys("Tickets answered late", ("T-1001", "T-1002", HOSTILE), 240)
    none = Table("nothing", "Claims", columns[:2], (), "No vendor made a claim.")
    groups = (
        Group("scorecard-months", "Months", (card, keys)),
        Group("claims", "Claims", (none, Keys("Withheld", (), 0))),
    )
    return Section(2, "scorecard", "Scorecard", "Eight of twelve months are kept.", Tone.WATCH, groups)


def _trend() -> Figure:
    values = (0.74, 0.76, 0.75, 0.71, None, 0.69, 0.66, 0.7, 0.73, 0.75, 0.78, 0.81, 0.83)
    points = tuple(
        Point(at, v, None if v is None else v - 0.02, None if v is None else v + 0.02, v is not None and v < 0.7)
        for at, v in zip(WEEKS, values, strict=True)
    )
    rows = tuple((Cell(str(p.at)), Cell("–" if p.value is None else f"{p.value:.0%}", p.value)) for p in points)
    return Figure(
        "trend-first_reply",
        "First reply within an hour, Acme",
        "The share falls from 74 % to 66 % in the middle of August and rises to 83 % at the end of September.",
        Trend("%", points, target=0.8, minimum=0.7),
        table("trend-first_reply-data", "First reply by week", ("Week", "Value"), rows),
    )


def _control() -> Figure:
    values = (12.0, 11.0, 13.0, 12.5, 11.8, 12.2, 19.0, 12.0, 11.5, 12.1, 12.6, 12.0, 11.9)
    points = tuple(
        Point(at, v, 9.0 - i % 3 / 4, 15.0 + i % 3 / 4, v > 16)
        for i, (at, v) in enumerate(zip(WEEKS, values, strict=True))
    )
    rows = tuple((Cell(str(p.at)), Cell(f"{p.value:g}", p.value)) for p in points)
    return Figure(
        "control-handle_time",
        "Handle time, Birch",
        "One week, that of 10 August, lies above the upper limit.",
        ControlChart("minutes", points, 12.0),
        table("control-handle_time-data", "Handle time by week", ("Week", "Minutes"), rows),
    )


def _heat() -> Figure:
    spots = (
        HeatSpot("Data leak, Acme", 3, 4, (1, 4), "rating-acme"),
        HeatSpot("Escalations lost, Acme", 2, 3, (3, 3)),
        HeatSpot("Card data, Birch", 2, 3, None),
        HeatSpot("Attrition", 2, 3, (2, 3)),
        HeatSpot("Knowledge", 2, 3, (2, 2)),
        HeatSpot("Exit", 2, 3, (3, 3)),
        HeatSpot("Brand", 0, 0, (1, 1)),
    )
    rows = tuple((Cell(s.label), Cell(str(s.likelihood), float(s.likelihood))) for s in spots)
    return Figure(
        "heat",
        "Risks by likelihood and impact",
        "One risk is very high: data leak at Acme.",
        HeatMap(spots, LEVELS),
        table("heat-data", "Risks", ("Risk", "Likelihood"), rows),
    )


def _flow() -> Figure:
    counts = (
        ("Tier 1", "Tier 2", 1204),
        ("Tier 1", "Billing", 220),
        ("Tier 2", "Tier 1", 310),
        ("Billing", "Tier 2", 12),
    )
    rows = tuple((Cell(f"{a} to {b}"), Cell(f"{n:,}", float(n))) for a, b, n in counts)
    return Figure(
        "flow",
        "Hand-offs between teams",
        "Most go from tier 1 to tier 2.",
        Flow(counts, "tickets"),
        table("flow-data", "Hand-offs", ("Way", "Tickets"), rows),
    )


def _bars() -> Figure:
    bars = (
        ("Retrain the night shift", 61.0, Tone.BAD),
        ("Close the export", 20.0, Tone.WATCH),
        ("Rotate the keys", 4.0, Tone.GOOD),
        ("Rotate the keys", 0.0, Tone.UNKNOWN),
    )
    rows = tuple((Cell(label), Cell(f"{days:g}", days, tone)) for label, days, tone in bars)
    return Figure(
        "ageing",
        "Age of open actions",
        "One action is older than 45 days.",
        Bars("days", bars, 45.0),
        table("ageing-data", "Actions", ("Action", "Days"), rows),
    )


def _calendar() -> Figure:
    states = ("on time", "late", "blank", "partial", "not due yet")
    tones = (Tone.GOOD, Tone.WATCH, Tone.BAD, Tone.UNKNOWN, Tone.PLAIN)
    lines = tuple(
        (
            f"{vendor}, {data}",
            tuple((states[k := (i * shift) % 5 if i % 4 == 3 else 0], tones[k]) for i in range(13)),
        )
        for shift, vendor, data in ((1, "Acme", "tickets"), (2, "Acme", "surveys"), (3, "Birch", "tickets"))
    )
    rows = tuple((Cell(line), *(Cell(word, None, tone) for word, tone in told)) for line, told in lines)
    titles = ("Delivery", *(f"W{week}" for week in range(27, 40)))
    return Figure(
        "deliveries",
        "Deliveries by week",
        "Acme is late once; Birch is blank once.",
        Calendar(titles[1:], lines),
        table("deliveries-data", "Deliveries", titles, rows),
    )


def _charts() -> Section:
    figures = (_trend(), _control(), _heat(), _flow(), _bars(), _calendar())
    groups = tuple(Group(f"{figure.id}-group", figure.title, (figure,)) for figure in figures)
    return Section(5, "charts", "Drift and tension", "One chart signals.", Tone.UNKNOWN, groups)


def _appendices() -> Section:
    meaning = Prose("Share of tickets with a first reply by a person within an hour of business time.")
    runs = Table(
        "runs",
        "Runs",
        (Column("run", "Run"), Column("hash", "Hash")),
        ((Cell("run-2026-10-02"), Cell("9f" * 32)),),
        "No run.",
        ("run-2026-10-02",),
    )
    groups = (Group("definition-first_reply", "First reply", (meaning,)), Group("made", "Reproduction", (runs,)))
    return Section(17, "appendices", "Appendices", "Definitions and how this was made.", Tone.GOOD, groups)


PAGE = Page(
    "Quarterly risk review, Q3 2026",
    "Example support · as of 2026-10-02 · confidential <internal>",
    "en",
    (_cover(), _decision(), _scorecard(), _charts(), _appendices()),
)


def long_page(vendors: int = 10, kpis: int = 60, weeks: int = 13) -> Page:
    """Give a page whose appendix has a row per vendor, KPI and week."""
    columns = (
        Column("kpi", "KPI", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("week", "Week"),
        Column("value", "Value", numeric=True),
        Column("low", "From", numeric=True),
        Column("high", "To", numeric=True),
        Column("n", "n", numeric=True),
        Column("state", "State", filtered=True),
    )
    rows = []
    for kpi in range(kpis):
        for vendor in range(vendors):
            for week in range(weeks):
                part = (kpi * 7919 + vendor * 104_729 + week * 1_299_709) % 1000 / 1000
                tone = Tone.GOOD if part > 0.3 else Tone.BAD
                at = date(2026, 6, 29) + timedelta(days=7 * week)
                rows.append(
                    (
                        Cell(f"KPI {kpi}", f"kpi-{kpi}", href="definition-first_reply"),
                        Cell(f"Vendor {vendor}"),
                        Cell(str(at), str(at)),
                        Cell(f"{part:.1%}", part),
                        Cell(f"{part / 2:.1%}", part / 2),
                        Cell(f"{part / 2 + 0.5:.1%}", part / 2 + 0.5),
                        Cell(f"{week * 100:,}", week * 100.0),
                        Cell("kept" if tone is Tone.GOOD else "broken", None, tone),
                    )
                )
    full = Table("full", "Every KPI, vendor and week", columns, tuple(rows), "No data.")
    section = Section(18, "full-data", "Full data", "Everything.", Tone.PLAIN, (Group("a", "A", (full,)),))
    return Page(PAGE.title, PAGE.subtitle, PAGE.language, (*PAGE.sections, section))
