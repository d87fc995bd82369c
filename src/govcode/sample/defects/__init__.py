"""The defects of the sample, one file per group; those with the fewest rows to choose from come first."""

from __future__ import annotations

from govcode.sample.defects.contacts import CONTACTS
from govcode.sample.defects.escalation import ESCALATION
from govcode.sample.defects.events import EVENTS
from govcode.sample.defects.handoffs import HANDOFFS
from govcode.sample.defects.knowledge import KNOWLEDGE
from govcode.sample.defects.privacy import FREE_TEXT, PRIVACY
from govcode.sample.defects.quality import QUALITY
from govcode.sample.defects.refunds import REFUNDS
from govcode.sample.defects.tickets import TICKETS
from govcode.sample.planting import Defect

DEFECTS: tuple[Defect, ...] = (
    *REFUNDS,
    *ESCALATION,
    *KNOWLEDGE,
    *HANDOFFS,
    *TICKETS,
    *EVENTS,
    *CONTACTS,
    *PRIVACY,
    *QUALITY,
)
# What no rule kind can find yet: a text that names a card, an account or an address. Planted on request only.
LATER: tuple[Defect, ...] = FREE_TEXT
