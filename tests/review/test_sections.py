"""Sections 4, 6 to 15: what the chapters find is told, in blocks, with nothing left blank in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module

import pytest

from govcode.reports.review.blocks import (
    Bars,
    Calendar,
    Cell,
    Figure,
    Flow,
    Group,
    HeatMap,
    Keys,
    Note,
    Section,
    Table,
    Tone,
)
from govcode.review.review import Review, review_of
from tests.review.full import full_scene
from tests.review.making import scene

NUMBERS = {
    "risks": 4,
    "escalation": 6,
    "quality": 7,
    "ai": 8,
    "knowledge": 9,
    "privacy": 10,
    "workforce": 11,
    "contract": 12,
    "cadence": 13,
    "waivers": 14,
    "actions": 15,
}


@cache
def full() -> Review:
    return review_of(full_scene())


def section(name: str, review: Review | None = None) -> Section:
    found = import_module(f"govcode.reports.review.sections.{name}").section(review or full())
    assert isinstance(found, Section)
    return found


def group(name: str, id_: str) -> Group:
    return next(g for g in section(name).groups if g.id == id_)


def tables(part: Section | Group) -> Iterator[Table]:
    for one in part.groups if isinstance(part, Section) else (part,):
        for block in one.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure):
                yield block.table


def texts(thing: object) -> Iterator[str]:
    """Yield all texts inside blocks."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))


def table(name: str, id_: str) -> list[dict[str, Cell]]:
    found = next(t for t in tables(section(name)) if t.id == id_)
    return [{c.id: cell for c, cell in zip(found.columns, row, strict=True)} for row in found.rows]


@pytest.mark.parametrize("name", NUMBERS)
def test_each_section_has_its_number_and_whole_tables(name: str) -> None:
    found = section(name)
    assert (found.number, found.id) == (NUMBERS[name], name)
    assert found.summary.endswith((".", "with `agreement`."))
    for one in tables(found):
        assert all(len(row) == len(one.columns) for row in one.rows)
        assert not one.anchors or len(one.anchors) == len(one.rows)
        assert one.empty


@pytest.mark.parametrize("name", NUMBERS)
def test_without_runs_and_documents_each_section_says_so_and_none_is_good(name: str) -> None:
    found = section(name, review_of(scene()))
    if name not in {"waivers", "actions"}:  # nothing was accepted, nothing failed: there is nothing to miss
        assert found.tone is Tone.UNKNOWN
        assert any(isinstance(b, Note) and b.tone is Tone.UNKNOWN for g in found.groups for b in g.blocks) or any(
            t.empty for t in tables(found)
        )


def test_ids_are_given_once() -> None:
    ids = [one for name in NUMBERS for s in (section(name),) for one in (s.id, *(g.id for g in s.groups))]
    ids += [t.id for name in NUMBERS for t in tables(section(name))]
    ids += [b.id for name in NUMBERS for g in section(name).groups for b in g.blocks if isinstance(b, Figure)]
    assert len(ids) == len(set(ids))


def test_the_heat_map_has_an_arrow_from_last_quarter() -> None:
    figure = next(b for b in group("risks", "heat-map").blocks if isinstance(b, Figure))
    assert isinstance(figure.chart, HeatMap)
    spots = {spot.label: spot for spot in figure.chart.spots}
    spot = spots["slow-replies, Acme"]
    assert (spot.before, spot.likelihood, spot.impact) == ((0, 3), 3, 3)
    assert figure.chart.levels[4] == ("very low", "low", "moderate", "high", "very high")


def test_the_register_tells_level_move_and_cause() -> None:
    row = next(r for r in table("risks", "register-table") if r["vendor"].text == "Acme" and "wait" in r["risk"].text)
    assert (row["residual"].text, row["before"].text, row["way"].text) == ("high", "low", "up")
    assert row["residual"].tone is Tone.BAD
    assert (row["actions"].note, row["actions"].href) == (
        "second-shift: ops, due 2026-08-15, overdue",
        "action-tickets.reply-acme",
    )
    assert "tickets.reply: 0 of 13 judged weeks broken → 5 of 13" in (row["way"].note or "")
    words = next(r["because"].text for r in table("risks", "likelihood-table") if r["vendor"].text == "Acme")
    assert words.startswith("broken in ")
    assert {r["kind"].text for r in table("risks", "risk-findings-table")} >= {"expired override", "beyond appetite"}


def test_the_flow_is_a_matrix_and_tells_what_came_back() -> None:
    figure = next(b for b in group("escalation", "flow").blocks if isinstance(b, Figure))
    assert isinstance(figure.chart, Flow)
    assert figure.chart.counts == (("tier1", "tier2", 65), ("tier2", "tier1", 26))
    assert any("tier1 and tier2: 26" in text for text in texts(group("escalation", "flow")))


def test_a_flow_is_told_below_its_row_and_what_has_no_limit_is_told() -> None:
    verdicts = [row["verdict"] for row in table("escalation", "table-escalation")]
    assert [(cell.text, cell.href) for cell in verdicts] == [("told below", "flow")]


def test_without_a_flow_kpi_it_is_said_how_to_declare_one() -> None:
    told = " ".join(texts(section("escalation", review_of(scene()))))
    assert "by: [vendor, from_team, to_team]" in told


def test_agreement_and_sessions_are_told() -> None:
    (row,) = table("quality", "agreement")
    assert row["value"].text == "0.810"
    assert row["n"].text == "40"
    (held,) = table("quality", "sessions")
    assert held["blank"].tone is Tone.BAD


def test_the_contract_matrix_holds_paper_against_operation() -> None:
    row = next(
        r
        for r in table("contract", "article-28-table")
        if (r["clause"].value, r["vendor"].text) == ("gdpr-28-3-a", "Acme")
    )
    assert (row["paper"].text, row["operating"].text) == ("in date", "kept")
    assert len(table("contract", "article-28-table")) == 2 * (6 + 8)
    shares = {r["vendor"].text: r["share"].text for r in table("contract", "concentration-table")}
    assert shares == {"Acme": "75.0 %", "Borealis <b>": "25.0 %"}
    assert {r["vendor"].text: r["day"].text for r in table("contract", "exit-table")} == {
        "Acme": "2025-01-01",
        "Borealis <b>": "none",
    }


def test_the_calendar_is_a_figure_with_each_cell_in_its_table() -> None:
    figure = next(b for b in group("cadence", "calendar").blocks if isinstance(b, Figure))
    assert isinstance(figure.chart, Calendar)
    assert len(figure.chart.columns) == 13
    rows = dict(figure.chart.rows)
    assert rows["Acme, tickets"][4] == ("blank", Tone.UNKNOWN)
    assert rows["Acme, tickets"][3] == ("on time", Tone.GOOD)
    assert len(figure.table.rows) == 39
    assert len(table("cadence", "calendar-findings-table")) == 14


def test_waivers_excuses_and_disputes_are_told_with_what_is_wrong() -> None:
    (row,) = table("waivers", "waiver-table")
    assert (row["left"].text, row["needed"].text) == ("over", "tickets.reply: Acme")
    assert [r["rows"].text for r in table("waivers", "excuse-table")] == ["12"]
    assert table("waivers", "dispute-table")[0]["findings"].note == "0000000000000000: in no run"
    assert table("waivers", "overturn-table")[0]["rate"].text == "0.0 %"


def test_actions_are_told_with_their_age() -> None:
    row = next(r for r in table("actions", "plan-table") if r["finding"].value == "tickets.reply")
    assert (row["state"].text, row["due"].tone) == ("overdue", Tone.BAD)
    figure = next(b for b in group("actions", "ageing").blocks if isinstance(b, Figure))
    assert isinstance(figure.chart, Bars)
    assert [age for _, age, _ in figure.chart.bars] == sorted((age for _, age, _ in figure.chart.bars), reverse=True)


def test_keys_of_what_broke_are_named() -> None:
    keys = [b for t in ("service",) for b in _topic_blocks(t) if isinstance(b, Keys)]
    assert [(k.label, k.keys, k.total) for k in keys] == [("tickets.reply, Acme", ("t-1", "t-2", "t-3"), 3)]


def _topic_blocks(topic: str) -> tuple[object, ...]:
    from govcode.reports.review.topic_tables import topic_group

    return topic_group(full(), full().topics[topic], "Checks", "Nothing.").blocks


def test_the_sections_are_the_same_each_time() -> None:
    again = review_of(full_scene())
    assert all(section(name) == section(name, again) for name in NUMBERS)
