"""The sections of the review: one file each, listed once, in the order in which they are read."""
