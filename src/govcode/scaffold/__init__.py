"""A new governance repository: the reference pack and what makes it a repository."""
