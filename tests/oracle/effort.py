"""How many logs are tried: each holds up to five small ones, so that one plan of DuckDB measures five of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_SHARE = 4  # a log costs as much as four ordinary examples
# A whole log is a large example by nature; it is measured, not kept in hand.
_LARGE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


def logs_tried() -> settings:
    """Return the profile that is in force, with fewer examples."""
    return settings(max_examples=settings().max_examples // _SHARE, suppress_health_check=_LARGE)
