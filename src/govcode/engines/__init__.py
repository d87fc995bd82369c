"""Engines answer measures: they turn a scan into integers, exact quantiles and keys."""
