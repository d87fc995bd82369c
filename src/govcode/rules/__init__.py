"""The kinds of rule: one file each, listed once, in alphabetical order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from govcode.rules.clock_changes import ClockChanges
from govcode.rules.daily_rhythm import DailyRhythm
from govcode.rules.expectation import Expectation
from govcode.rules.fresh import Fresh
from govcode.rules.in_order import InOrder
from govcode.rules.in_range import InRange
from govcode.rules.matches import Matches
from govcode.rules.no_gaps import NoGaps
from govcode.rules.no_silence import NoSilence
from govcode.rules.one_of import OneOf
from govcode.rules.reconcile import Reconcile
from govcode.rules.refers_to import RefersTo
from govcode.rules.require import Require
from govcode.rules.required import Required
from govcode.rules.rule import Rule
from govcode.rules.stable_mix import StableMix
from govcode.rules.unique import Unique
from govcode.rules.volume import Volume

AnyRule = Annotated[
    ClockChanges
    | DailyRhythm
    | Expectation
    | Fresh
    | InOrder
    | InRange
    | Matches
    | NoGaps
    | NoSilence
    | OneOf
    | Reconcile
    | RefersTo
    | Require
    | Required
    | StableMix
    | Unique
    | Volume,
    Field(discriminator="kind"),
]
RULES: tuple[type[Rule], ...] = (
    ClockChanges,
    DailyRhythm,
    Expectation,
    Fresh,
    InOrder,
    InRange,
    Matches,
    NoGaps,
    NoSilence,
    OneOf,
    Reconcile,
    RefersTo,
    Require,
    Required,
    StableMix,
    Unique,
    Volume,
)
