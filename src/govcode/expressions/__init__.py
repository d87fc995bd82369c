"""The expression language: SQL predicates over the columns of one row, typed and with one meaning each."""

from govcode.expressions.build import apply, case, to_boolean
from govcode.expressions.checker import Typed, typed
from govcode.expressions.formats import BadFormat, format_of
from govcode.expressions.functions import FUNCTIONS
from govcode.expressions.interpreter import compile_expression, evaluate
from govcode.expressions.operations import INTERNAL, OPERATIONS, OPERATORS
from govcode.expressions.parser import parse
from govcode.expressions.patterns import BadPattern, pattern
from govcode.expressions.problem import Problem, Unreadable
from govcode.expressions.render import render
from govcode.expressions.scope import Scope
from govcode.expressions.signatures import Operation

__all__ = [
    "FUNCTIONS",
    "INTERNAL",
    "OPERATIONS",
    "OPERATORS",
    "BadFormat",
    "BadPattern",
    "Operation",
    "Problem",
    "Scope",
    "Typed",
    "Unreadable",
    "apply",
    "case",
    "compile_expression",
    "evaluate",
    "format_of",
    "parse",
    "pattern",
    "render",
    "to_boolean",
    "typed",
]
