"""Strict YAML: text to plain data in which every value and key knows its place."""

from govcode.documents.yaml.reading import Reading, read, read_file
from govcode.documents.yaml.source import Source
from govcode.documents.yaml.suppression import Suppression
from govcode.documents.yaml.tree import Pointer, Tree, Value

__all__ = ["Pointer", "Reading", "Source", "Suppression", "Tree", "Value", "read", "read_file"]
