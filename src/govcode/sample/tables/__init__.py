"""The tables of the sample, one file per table; a table may read those before it in the list."""

from __future__ import annotations

from govcode.sample.tables.access_log import ACCESS_LOG
from govcode.sample.tables.agent_time import AGENT_TIME
from govcode.sample.tables.agents import AGENTS
from govcode.sample.tables.calibrations import CALIBRATIONS
from govcode.sample.tables.contacts import CONTACTS
from govcode.sample.tables.export_log import EXPORT_LOG
from govcode.sample.tables.handoffs import HANDOFFS
from govcode.sample.tables.invoices import INVOICES
from govcode.sample.tables.kb_articles import KB_ARTICLES
from govcode.sample.tables.kind import TableKind
from govcode.sample.tables.kpi_claims import KPI_CLAIMS
from govcode.sample.tables.messages import MESSAGES
from govcode.sample.tables.policy_changes import POLICY_CHANGES
from govcode.sample.tables.qa_items import QA_ITEMS
from govcode.sample.tables.qa_reviews import QA_REVIEWS
from govcode.sample.tables.recordings import RECORDINGS
from govcode.sample.tables.surveys import SURVEYS
from govcode.sample.tables.templates import TEMPLATES
from govcode.sample.tables.ticket_events import TICKET_EVENTS
from govcode.sample.tables.tickets import TICKETS
from govcode.sample.tables.training_records import TRAINING_RECORDS

TABLES: tuple[TableKind, ...] = (
    AGENTS,
    TICKETS,
    TICKET_EVENTS,
    MESSAGES,
    HANDOFFS,
    CONTACTS,
    RECORDINGS,
    SURVEYS,
    CALIBRATIONS,
    QA_REVIEWS,
    QA_ITEMS,
    AGENT_TIME,
    KB_ARTICLES,
    TEMPLATES,
    ACCESS_LOG,
    EXPORT_LOG,
    TRAINING_RECORDS,
    POLICY_CHANGES,
    KPI_CLAIMS,
    INVOICES,
)
