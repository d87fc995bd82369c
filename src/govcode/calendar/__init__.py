"""Promised hours: from weeks, time zones and holidays to a clock, and what it says about moments."""
