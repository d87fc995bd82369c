"""The review in OSCAL, NIST's format for assessments: assessment results, and a plan of action and milestones."""

from __future__ import annotations
