"""Syntax to typed expression, with every mistake told in the author's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.expressions import wording
from govcode.expressions.arguments import literal_problems
from govcode.expressions.build import applied, apply, case, promote
from govcode.expressions.functions import FUNCTIONS
from govcode.expressions.notes import MOMENTS, Notes
from govcode.expressions.operations import promotes, resolve, unify
from govcode.expressions.parser import parse
from govcode.expressions.problem import Problem, Unreadable
from govcode.expressions.scope import Scope
from govcode.expressions.signatures import Operation
from govcode.expressions.syntax import (
    Between,
    Binary,
    Call,
    Chain,
    Choice,
    Constant,
    Is,
    Like,
    Membership,
    Name,
    Syntax,
    Unary,
)
from govcode.ir.expression import Column, Expr, Literal, Type

_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Typed:
    """The outcome of checking a text: an expression, or problems (in the order of their place)."""

    expr: Expr | None
    problems: tuple[Problem, ...]


def typed(text: str, scope: Scope, expect: Type | None = Type.BOOLEAN) -> Typed:
    """Return the typed expression of a text whose names are those of `scope`, or all its problems.

    `expect` is the type the whole has to have (an integer may stand for a number, a date for a timestamp); None
    leaves it open. A text that cannot be read has one problem.
    """
    try:
        tree = parse(text)
    except Unreadable as unreadable:
        return Typed(None, (unreadable.problem,))
    checker = _Checker(text, scope)
    expr = checker.whole(tree, expect)
    problems = tuple(sorted(dict.fromkeys(checker.problems), key=lambda p: (p.start, p.end, p.code, p.message)))
    return Typed(None if problems else expr, problems)


class _Checker(Notes):
    """One method per kind of node; a method returns None for what it has reported."""

    # -- dispatch

    def whole(self, node: Syntax, expect: Type | None) -> Expr | None:
        expr = self.check(node)
        if expr is None or expect is None or (promotes(expr.type, expect) and expr.type is not Type.NULL):
            return promote(expr, expect) if expr is not None and expect is not None else expr
        read = self.as_moment(node, expr, expect) if expect in MOMENTS else None
        if read is None:
            self.report("GC207", wording.wrong_whole(self.source(node), expr, expect), node)
        return read

    def check(self, node: Syntax) -> Expr | None:
        match node:
            case Constant(value=value, type=type_):
                return Literal(value, type_)
            case Name():
                return self.column(node)
            case Call():
                return self.call(node)
            case Unary(op="not", operand=operand):
                return self.logic("not", (operand,))
            case Unary(operand=operand):
                return self.arithmetic("negate", "-", node, (operand,))
            case Binary(op=op, left=left, right=right) if op in _COMPARISONS:
                return self.comparison(op, node, left, right)
            case Binary(op=op, left=left, right=right):
                return self.arithmetic(op, op, node, (left, right))
            case Chain(op=op, parts=parts):
                return self.logic(op, parts)
            case Membership():
                return self.membership(node)
            case Between():
                return self.between(node)
            case Like():
                return self.like(node)
            case Is():
                return self.is_what(node)
            case Choice():
                return self.choice(node)

    def all(self, nodes: Sequence[Syntax], beside: Sequence[Syntax] = ()) -> list[Expr] | None:
        """Check all of the nodes, and return them only if none has a problem; a name may be a value of one beside."""
        found = [self.column(node, beside) if isinstance(node, Name) else self.check(node) for node in nodes]
        known = [expr for expr in found if expr is not None]
        return known if len(known) == len(found) else None

    # -- names

    def column(self, node: Name, beside: Sequence[Syntax] = ()) -> Expr | None:
        type_ = self.scope.columns.get(node.name)
        if type_ is not None:
            return Column(node.name, type_)
        self.no_column(node, beside)
        return None

    def constant(self, name: str, node: Call) -> Expr | None:
        if node.args:
            self.report("GC204", f"`{name}()` takes no arguments", node, f"{name}()")
            return None
        return self.scope.constants[name]

    def call(self, node: Call) -> Expr | None:
        name = node.name.lower()
        function = FUNCTIONS.get(name)
        args = self.arguments(name, function, node.args)
        if name in self.scope.constants:
            return self.constant(name, node)
        if function is None:
            message, suggestion = wording.unknown_function(node.name, (*FUNCTIONS, *self.scope.constants))
            self.problems.append(Problem("GC203", message, node.start, node.name_end, suggestion))
            return None
        if not any(signature.takes(len(node.args)) for signature in function.signatures):
            self.report("GC204", wording.wrong_count(function, len(node.args)), node)
            return None
        if args is None:
            return None
        wanted = function.signatures[0].params_for(len(args))
        texts = frozenset(place for place, param in enumerate(wanted) if param is Type.TEXT)
        read = self.read_moments(node.args, args, wanting=any(param in MOMENTS for param in wanted), but=texts)
        resolved = resolve(name, [arg.type for arg in read]) if read is not None else None
        if read is None or resolved is None:
            self.misfit(function.usage, node, args, reported=read is None)
            return None
        problems = literal_problems(name, node.args, read, resolved.literal)
        self.problems.extend(problems)
        return None if problems else applied(resolved, read)

    def arguments(self, name: str, function: Operation | None, nodes: Sequence[Syntax]) -> list[Expr] | None:
        """Check all arguments; the first may be the name of a calendar."""
        takes_calendar = function is not None and function.signatures[0].params[:1] == (Type.CALENDAR,)
        if not takes_calendar or not nodes:
            return self.all(nodes)
        calendar, others = self.calendar(name, nodes[0]), self.all(nodes[1:])
        return None if calendar is None or others is None else [calendar, *others]

    # -- conditions

    def logic(self, op: str, nodes: Sequence[Syntax]) -> Expr | None:
        parts = [self.check(node) for node in nodes]
        fine = True
        for node, part in zip(nodes, parts, strict=True):
            if part is not None and not promotes(part.type, Type.BOOLEAN):
                self.report("GC205", f"`{op}` takes conditions; {self.says(node, part)}", node)
                fine = False
        known = [part for part in parts if part is not None]
        return apply(op, *known) if fine and len(known) == len(parts) else None

    def comparison(self, op: str, node: Syntax, left: Syntax, right: Syntax) -> Expr | None:
        if self.compares_null(op, node, left, right):
            return None
        exprs = self.alike((left, right))
        if exprs is None:
            return None
        if op not in ("=", "<>") and exprs[0].type is Type.BOOLEAN:
            self.report("GC205", f"{self.says(left, exprs[0])}, which has no order", node)
            return None
        if op in ("=", "<>"):
            self.declared(left, exprs[0], right, exprs[1])
            self.declared(right, exprs[1], left, exprs[0])
        return apply(op, *exprs)

    def compares_null(self, op: str, node: Syntax, left: Syntax, right: Syntax) -> bool:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Constant) and one.type is Type.NULL:
                self.check(other)
                word = "is not null" if op == "<>" else "is null"
                suggestion = f"{self.source(other)} {word}" if op in ("=", "<>") else None
                self.report("GC206", "a comparison with null is never true", node, suggestion)
                return True
        return False

    def membership(self, node: Membership) -> Expr | None:
        nulls = [item for item in node.items if isinstance(item, Constant) and item.type is Type.NULL]
        for item in nulls:
            self.report("GC206", "null in a list is never found; write `or … is null` beside it", item)
        exprs = self.alike((node.operand, *node.items))
        if exprs is None or nulls:
            return None
        for listed, expr in zip(node.items, exprs[1:], strict=True):
            self.declared(node.operand, exprs[0], listed, expr)
        return self.maybe_not(apply("in", *exprs), negated=node.negated)

    def between(self, node: Between) -> Expr | None:
        if self.compares_null("<=", node, node.low, node.high):
            return None
        exprs = self.alike((node.operand, node.low, node.high))
        if exprs is None:
            return None
        if exprs[0].type is Type.BOOLEAN:
            self.report("GC205", f"{self.says(node.operand, exprs[0])}, which has no order", node)
            return None
        value, low, high = exprs
        return self.maybe_not(apply("and", apply(">=", value, low), apply("<=", value, high)), negated=node.negated)

    def like(self, node: Like) -> Expr | None:
        exprs = self.all((node.operand, node.pattern))
        if exprs is None:
            return None
        for part, expr in zip((node.operand, node.pattern), exprs, strict=True):
            if not promotes(expr.type, Type.TEXT):
                self.report("GC205", f"`like` compares texts; {self.says(part, expr)}", part)
                return None
        problems = literal_problems("like", (node.operand, node.pattern), exprs, frozenset({1}))
        self.problems.extend(problems)
        return None if problems else self.maybe_not(apply("like", *exprs), negated=node.negated)

    def is_what(self, node: Is) -> Expr | None:
        operand = self.check(node.operand)
        if operand is None:
            return None
        if node.what != "null" and not promotes(operand.type, Type.BOOLEAN):
            self.report(
                "GC205", f"`is {node.what}` takes a condition; {self.says(node.operand, operand)}", node.operand
            )
            return None
        return self.maybe_not(apply(f"is_{node.what}", operand), negated=node.negated)

    def maybe_not(self, expr: Expr, *, negated: bool) -> Expr:
        return apply("not", expr) if negated else expr

    def choice(self, node: Choice) -> Expr | None:
        conditions = [self.branch_condition(node, when) for when, _ in node.branches]
        result_nodes = [result for _, result in node.branches]
        result_nodes += [node.otherwise] if node.otherwise is not None else []
        results = self.alike(result_nodes)
        known = [condition for condition in conditions if condition is not None]
        if results is None or len(known) < len(conditions):
            return None
        otherwise = results[-1] if node.otherwise is not None else None
        return case(zip(known, results[: len(known)], strict=True), otherwise)

    def branch_condition(self, node: Choice, when: Syntax) -> Expr | None:
        if node.subject is not None:
            return self.comparison("=", when, node.subject, when)
        condition = self.check(when)
        if condition is not None and not promotes(condition.type, Type.BOOLEAN):
            self.report("GC205", f"`when` takes a condition; {self.says(when, condition)}", when)
            return None
        return condition

    # -- arithmetic

    def arithmetic(self, op: str, symbol: str, node: Syntax, nodes: Sequence[Syntax]) -> Expr | None:
        args = self.all(nodes)
        read = self.read_moments(nodes, args, wanting=False) if args is not None else None
        if args is None or read is None:
            return None
        resolved = resolve(op, [arg.type for arg in read])
        if resolved is None:
            found = ", ".join(self.says(n, e) for n, e in zip(nodes, args, strict=True))
            self.report("GC205", f"`{symbol}` does not fit: {found}", node)
            return None
        return applied(resolved, read)

    # -- types

    def alike(self, nodes: Sequence[Syntax]) -> list[Expr] | None:
        """Check nodes that have to have one type; texts beside a date or a timestamp are read as one."""
        exprs = self.all(nodes, nodes)
        read = self.read_moments(nodes, exprs, wanting=False) if exprs is not None else None
        if exprs is None or read is None:
            return None
        fine = True
        for node, expr in zip(nodes[1:], read[1:], strict=True):
            if unify((read[0].type, expr.type)) is None:
                self.mismatch(nodes[0], read[0], node, expr)
                fine = False
        type_ = unify([expr.type for expr in read]) if fine else None
        return [promote(expr, type_) for expr in read] if type_ is not None else None
