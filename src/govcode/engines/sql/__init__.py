"""Typed expressions as SQL text: one walker, one table of spellings per dialect."""
