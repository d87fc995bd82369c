"""A check and its measurement become a finding: an outcome with evidence."""
