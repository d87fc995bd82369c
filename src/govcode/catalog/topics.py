"""Which chapter of the quarterly review tells what a document promises, and which side of the service a KPI shows."""

from __future__ import annotations

from govcode.documents.envelope import Topic
from govcode.documents.kinds import Document
from govcode.documents.kinds.kpi import Kpi

_OF_KINDS: dict[str, Topic] = {
    "DataMinimisation": "privacy",
    "Dataset": "delivery",
    "EscalationRule": "escalation",
    "Feed": "delivery",
    "HandoffChecklist": "escalation",
}
_OF_DIMENSIONS: dict[str | None, Topic] = {"people": "workforce", "quality": "quality"}


def topic_of(document: Document) -> Topic:
    """Return the topic that a document names, else that of its kind or of its dimension."""
    by_kind = _OF_KINDS.get(document.kind) or _OF_DIMENSIONS.get(dimension_of(document))
    return document.metadata.topic or by_kind or "service"


def dimension_of(document: Document) -> str | None:
    """Return the side of the service that a KPI shows; None for what is no KPI."""
    return document.spec.dimension if isinstance(document, Kpi) else None
