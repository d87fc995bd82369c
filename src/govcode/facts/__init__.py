"""The facts that events tell: one file each, listed once, in alphabetical order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from govcode.facts.agent_time import AgentTime
from govcode.facts.contact_waits import ContactWaits
from govcode.facts.duplicates import Duplicates
from govcode.facts.escalations import Escalations
from govcode.facts.fact import Fact
from govcode.facts.first_reply import FirstReply
from govcode.facts.follow_ups import FollowUps
from govcode.facts.handle_time import HandleTime
from govcode.facts.handoff_completeness import HandoffCompleteness
from govcode.facts.headcount_days import HeadcountDays
from govcode.facts.ledger import Ledger
from govcode.facts.merges import Merges
from govcode.facts.next_reply import NextReply
from govcode.facts.one_touch import OneTouch
from govcode.facts.open_days import OpenDays
from govcode.facts.owner_ticket import OwnerTicket
from govcode.facts.recontacts import Recontacts
from govcode.facts.resolution import Resolution
from govcode.facts.stalls import Stalls
from govcode.facts.stations import Stations
from govcode.facts.status_times import StatusTimes
from govcode.facts.survey_cohort import SurveyCohort
from govcode.facts.time_in_status import TimeInStatus

AnyFact = Annotated[
    AgentTime
    | ContactWaits
    | Duplicates
    | Escalations
    | FirstReply
    | FollowUps
    | HandleTime
    | HandoffCompleteness
    | HeadcountDays
    | Ledger
    | Merges
    | NextReply
    | OneTouch
    | OpenDays
    | OwnerTicket
    | Recontacts
    | Resolution
    | Stalls
    | Stations
    | StatusTimes
    | SurveyCohort
    | TimeInStatus,
    Field(discriminator="kind"),
]
FACTS: tuple[type[Fact], ...] = (
    AgentTime,
    ContactWaits,
    Duplicates,
    Escalations,
    FirstReply,
    FollowUps,
    HandleTime,
    HandoffCompleteness,
    HeadcountDays,
    Ledger,
    Merges,
    NextReply,
    OneTouch,
    OpenDays,
    OwnerTicket,
    Recontacts,
    Resolution,
    Stalls,
    Stations,
    StatusTimes,
    SurveyCohort,
    TimeInStatus,
)
