"""What govcode costs, measured on the command a user types, beside other tools on the same checks."""
