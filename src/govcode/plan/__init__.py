"""Checks become the fewest scans over what was delivered."""
