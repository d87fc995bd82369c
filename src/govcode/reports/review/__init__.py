"""The quarterly review in the forms people and programs read: sections of blocks, and formats that render any block."""
