"""Governance-as-code for outsourced customer support."""

__version__ = "0.1.0"
