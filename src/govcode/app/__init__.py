"""The whole program as one sentence."""
