"""How a history of an earlier version becomes one of this version."""
