"""Every document with every name resolved."""
