"""Findings become one decision: waivers in force, then the gate."""
