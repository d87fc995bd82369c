"""How numbers, moments, limits and outcomes are put into words for people; shared by the formats."""
