"""YAML text becomes typed, located documents."""
