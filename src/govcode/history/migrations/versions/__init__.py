"""One step per version of the tables."""
