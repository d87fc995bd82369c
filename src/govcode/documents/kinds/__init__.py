"""The kinds of document: one file each, listed once, in alphabetical order."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from govcode.documents.kinds.action import Action
from govcode.documents.kinds.cadence import Cadence
from govcode.documents.kinds.calendar import Calendar
from govcode.documents.kinds.data_minimisation import DataMinimisation
from govcode.documents.kinds.dataset import Dataset
from govcode.documents.kinds.dispute import Dispute
from govcode.documents.kinds.escalation_rule import EscalationRule
from govcode.documents.kinds.evidence import Evidence
from govcode.documents.kinds.excused_event import ExcusedEvent
from govcode.documents.kinds.feed import Feed
from govcode.documents.kinds.handoff_checklist import HandoffChecklist
from govcode.documents.kinds.kpi import Kpi
from govcode.documents.kinds.policy import Policy
from govcode.documents.kinds.project import Project
from govcode.documents.kinds.risk import Risk
from govcode.documents.kinds.tension import Tension
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.kinds.waiver import Waiver

Document: TypeAlias = (
    Action
    | Cadence
    | Calendar
    | DataMinimisation
    | Dataset
    | Dispute
    | EscalationRule
    | Evidence
    | ExcusedEvent
    | Feed
    | HandoffChecklist
    | Kpi
    | Policy
    | Project
    | Risk
    | Tension
    | Vendor
    | Waiver
)
AnyDocument = Annotated[Document, Field(discriminator="kind")]
KINDS: dict[str, type[Document]] = {
    "Action": Action,
    "Cadence": Cadence,
    "Calendar": Calendar,
    "DataMinimisation": DataMinimisation,
    "Dataset": Dataset,
    "Dispute": Dispute,
    "EscalationRule": EscalationRule,
    "Evidence": Evidence,
    "ExcusedEvent": ExcusedEvent,
    "Feed": Feed,
    "HandoffChecklist": HandoffChecklist,
    "Kpi": Kpi,
    "Policy": Policy,
    "Project": Project,
    "Risk": Risk,
    "Tension": Tension,
    "Vendor": Vendor,
    "Waiver": Waiver,
}
