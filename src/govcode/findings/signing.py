"""What lets a finding be recognised in another run: the hash of its definition, and its fingerprint."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from govcode.findings.finding import Finding

FINGERPRINT = 16  # hexadecimal digits


def signed(finding: Finding, definition: str, whose: str | None = None, **told: Any) -> Finding:  # noqa: ANN401 - fields
    """Return the finding with the hash of its definition and the fingerprint of what, where and when it is.

    `told` are further fields; a run has thousands of findings, and each is made anew only once.
    """
    segment = "" if finding.segment is None else str(finding.segment)
    period = "" if finding.period is None else finding.period[0].isoformat()
    name = f"{finding.id}\0{whose or ''}\0{segment}\0{period}"
    fingerprint = sha256(name.encode()).hexdigest()[:FINGERPRINT]
    return replace(finding, definition_hash=hash_of(definition), fingerprint=fingerprint, **told)


@lru_cache(maxsize=1_024)
def hash_of(definition: str) -> str:
    """Return the hash of a definition; a KPI has many findings and one definition, whose text is long."""
    return sha256(definition.encode()).hexdigest()
