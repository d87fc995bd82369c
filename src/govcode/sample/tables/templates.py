"""templates: the approved wording for high-risk topics, by version."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import stamp
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("template_id", "version", "topic", "approved_by", "approved_at", "expires_at")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [
        {
            "template_id": template.template_id,
            "version": template.version,
            "topic": template.topic,
            "approved_by": "content-board",
            "approved_at": stamp(template.approved),
            "expires_at": stamp(template.expires),
        }
        for template in world.library.templates
    ]


TEMPLATES = TableKind("templates", _COLUMNS, _rows)
