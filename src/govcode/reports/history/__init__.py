"""What is remembered of runs, as text for people and as JSON for programs."""
