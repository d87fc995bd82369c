"""A review of one vendor has nothing that is another's in its waivers, flows, keys and shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govcode.reports.review.blocks import Keys
from govcode.reports.review.sections import (
    actions,
    ai,
    cadence,
    contract,
    escalation,
    knowledge,
    privacy,
    quality,
    risks,
    waivers,
    workforce,
)
from govcode.reports.review.topic_tables import topic_group
from govcode.review.discretion import others_of
from govcode.review.review import Review, review_of
from govcode.review.scene import Scene
from tests.review.full import full_scene
from tests.review.making import Q3, result, rule, run
from tests.review.test_sections import texts

SECTIONS = (actions, ai, cadence, contract, escalation, knowledge, privacy, quality, risks, waivers, workforce)


def alone(scene: Scene, vendor: str) -> Review:
    return review_of(replace(scene, vendor=vendor, vendors=(vendor,)))


def words(review: Review) -> Iterator[str]:
    for module in SECTIONS:
        yield from texts(module.section(review))


def test_the_other_vendors_are_known_by_id_and_name() -> None:
    scene = replace(full_scene(), vendor="borealis", vendors=("borealis",))
    assert others_of(scene) == {"acme"}
    assert others_of(full_scene()) == frozenset()


def test_no_section_names_another_vendor() -> None:
    told = [text for text in words(alone(full_scene(), "borealis")) if "acme" in text.casefold()]
    assert told == []
    assert any("Acme" in text for text in words(review_of(full_scene())))


def test_keys_of_a_result_over_all_vendors_are_not_told_to_one() -> None:
    broken = result("fail", violations=2, population=9, keys=("t-1", "t-2"), keys_total=2)
    week = Q3.weeks[3]
    runs = [run(week.end, [(rule(), broken)])]
    from tests.review.making import scene

    everybody = review_of(scene(runs, vendors=("acme", "borealis")))
    blocks = topic_group(everybody, everybody.topics["service"], "Checks", "None.").blocks
    assert [block.label for block in blocks if isinstance(block, Keys)] == ["tickets.reply, rows of all vendors"]
    one = alone(scene(runs), "acme")
    assert not [b for b in topic_group(one, one.topics["service"], "Checks", "None.").blocks if isinstance(b, Keys)]
