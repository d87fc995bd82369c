"""The waist of the hourglass: relations, typed expressions, checks and measurements."""
