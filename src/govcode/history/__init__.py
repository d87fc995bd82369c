"""History: what is remembered of runs, in a chain that shows what was changed."""
