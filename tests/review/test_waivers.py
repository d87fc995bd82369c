"""The ledger of waivers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from govcode.history.record import Record, Waiver
from govcode.review.waivers import WaiverLine, WaiverState, waivers_of
from tests.review.making import Q3, merged, rule, run, scene, weekly


def waiver(name: str = "form", **over: Any) -> Waiver:  # noqa: ANN401 - as a test writes it
    given: dict[str, Any] = {
        "rules": ("tickets.reply",),
        "first": date(2026, 7, 1),
        "last": date(2026, 8, 2),
        "approved_by": "coo",
        "reason": "The form is being changed",
        "state": "in force",
        "waived": 0,
    }
    return Waiver(name, **{**given, **over})


def known(*waivers: Waiver, day: date = Q3.weeks[0].end) -> Sequence[Record]:
    return [run(day, waivers=waivers)]


def lines(*records: Sequence[Record], **over: Any) -> tuple[WaiverLine, ...]:  # noqa: ANN401 - as a test writes it
    return waivers_of(scene(merged(*records), **over))


def test_a_waiver_tells_what_is_left_and_what_it_accepted() -> None:
    form = waiver(last=date(2026, 10, 16), waived=5)
    again = replace(form, waived=2)
    (line,) = lines(known(form), known(again, day=Q3.weeks[1].end))
    assert (line.state, line.days_left, line.renewals) == (WaiverState.IN_FORCE, 10, 0)
    assert [(use.day, use.waived) for use in line.uses] == [(date(2026, 7, 13), 5), (date(2026, 7, 20), 2)]
    assert line.findings == ()


def test_states_follow_the_days() -> None:
    unused = waiver("unused", last=date(2026, 10, 6))
    ended = waiver("ended", last=date(2026, 10, 5))
    later = waiver("later", first=date(2026, 10, 7), last=date(2026, 11, 1))
    found = {line.id: line.state for line in lines(known(unused, ended, later))}
    assert found == {"unused": WaiverState.UNUSED, "ended": WaiverState.ENDED, "later": WaiverState.NOT_YET}


def test_the_same_rules_waived_again_soon_are_a_renewal() -> None:
    first = waiver("a", first=date(2026, 4, 1), last=date(2026, 4, 30))
    second = waiver("b", first=date(2026, 5, 30), last=date(2026, 7, 10))
    third = waiver("c", first=date(2026, 7, 11), last=date(2026, 9, 1))
    much_later = waiver("d", first=date(2026, 10, 2), last=date(2026, 11, 1))
    other = waiver("e", rules=("else.where",), first=date(2026, 9, 2), last=date(2026, 10, 1))
    found = {line.id: line.renewals for line in lines(known(first, second, third, much_later, other))}
    assert found == {"a": 0, "b": 1, "c": 2, "d": 0, "e": 0}


def test_a_later_end_of_the_same_waiver_is_a_renewal() -> None:
    (line,) = lines(known(waiver()), known(waiver(last=date(2026, 10, 30)), day=Q3.weeks[5].end))
    assert (line.renewals, line.last) == (1, date(2026, 10, 30))


def test_an_ended_waiver_whose_rule_still_fails_is_a_finding() -> None:
    broken = weekly(rule(), "xxxxxxxxxxxxx")
    (line,) = lines(broken, known(waiver()))
    assert line.needed == (("tickets.reply", ("acme",)),)
    assert [(f.kind, f.vendor, f.severity.value) for f in line.findings] == [
        ("expired waiver still needed", "acme", "high")
    ]
    assert lines(weekly(rule(), "xxxx........."), known(waiver()))[0].findings == ()
    assert lines(broken, known(waiver(last=date(2026, 10, 30))))[0].findings == ()


def test_a_waiver_that_is_replaced_is_not_needed() -> None:
    new = waiver("new", first=date(2026, 8, 3), last=date(2026, 10, 30))
    found = lines(weekly(rule(), "x" * 13), known(waiver(), new))
    assert [line.needed for line in found] == [(), ()]


def test_a_waiver_that_accepts_after_its_end_is_a_finding() -> None:
    (line,) = lines(known(waiver(waived=3), day=Q3.weeks[8].end))
    assert [finding.kind for finding in line.findings] == ["expired waiver used"]


def test_a_waiver_of_one_vendors_rows_is_no_other_vendors_business() -> None:
    from govcode.catalog.catalog import Waiver as Written
    from govcode.expressions.build import apply, text
    from govcode.history.recording import _vendors
    from govcode.ir.expression import Column, Type

    column = Column("vendor", Type.TEXT)
    where = apply("=", column, text("acme"))
    known = ("acme", "borealis")

    def meant(condition: object) -> tuple[str, ...]:
        written = Written.__new__(Written)
        object.__setattr__(written, "where", condition)
        return _vendors(written, known)

    assert meant({"tickets": where}) == ("acme",)
    assert meant({"tickets": apply("=", Column("queue", Type.TEXT), text("billing"))}) == ()
    assert meant(None) == ()
