"""Vendor drops as they were delivered: which files, which columns, which digest."""
