"""Text to syntax tree: a precedence-climbing parser that knows no tables, subqueries or statements.

Loosest first: `or`, `and`, `not`, one comparison, `+ -`, `* /`, unary `-`.
"""

from __future__ import annotations

from collections.abc import Callable

from govcode.expressions import literals
from govcode.expressions.cursor import Cursor
from govcode.expressions.problem import refuse
from govcode.expressions.refusals import ALWAYS_REFUSED, forbidden
from govcode.expressions.slips import equality
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
from govcode.expressions.tokens import Kind, Token
from govcode.ir.expression import Type

_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_CONSTANTS = {"true": True, "false": False, "null": None}


def parse(text: str) -> Syntax:
    """Return the syntax tree of an expression; raise Unreadable with the one problem that stops the reading."""
    parser = _Parser(text)
    tree = parser.condition()
    parser.expect_end()
    return tree


class _Parser(Cursor):
    """One method per level of precedence."""

    def expect_end(self) -> None:
        token = self.here
        if token.kind is Kind.END:
            return
        if self.sees(*_COMPARISONS):
            message = "comparisons cannot be chained; write `a < b and b < c`, or parentheses"
            raise refuse("GC201", message, token.start, token.end)
        raise self.unexpected("an operator such as `=`, `and`, `in` or the end")

    # -- conditions

    def condition(self) -> Syntax:
        self.enter()
        tree = self.disjunction()
        self.leave()
        return tree

    def disjunction(self) -> Syntax:
        parts = [self.conjunction()]
        while self.takes("or"):
            parts.append(self.conjunction())
        return self.chain("or", parts)

    def conjunction(self) -> Syntax:
        parts = [self.negation()]
        while self.takes("and"):
            parts.append(self.negation())
        return self.chain("and", parts)

    def chain(self, op: str, parts: list[Syntax]) -> Syntax:
        if len(parts) == 1:
            return parts[0]
        start = parts[0].start
        return Chain(op=op, parts=tuple(parts), start=start, end=self.last_end, depth=self.deep(start, *parts))

    def negation(self) -> Syntax:
        starts: list[int] = []
        while self.sees("not"):
            starts.append(self.advance().start)
        tree = self.predicate()
        for start in reversed(starts):
            tree = Unary(op="not", operand=tree, start=start, end=self.last_end, depth=self.deep(start, tree))
        return tree

    # -- one comparison

    def predicate(self) -> Syntax:
        start = self.here.start
        left = self.sum()
        if self.sees(*_COMPARISONS):
            op = self.advance().value
            right = self.sum()
            depth = self.deep(left.start, left, right)
            return Binary(op=op, left=left, right=right, start=left.start, end=self.last_end, depth=depth)
        if self.takes("is"):
            return self.is_what(left, start)
        negated = self.takes("not")
        if self.takes("in"):
            return self.membership(left, negated=negated)
        if self.takes("between"):
            return self.between(left, negated=negated)
        if self.takes("like"):
            pattern = self.sum()
            depth = self.deep(left.start, left, pattern)
            return Like(
                operand=left, pattern=pattern, negated=negated, start=left.start, end=self.last_end, depth=depth
            )
        if negated:
            raise self.unexpected("`in`, `between` or `like`")
        return left

    def is_what(self, left: Syntax, start: int) -> Syntax:
        end = self.tokens[self.at - 2].end  # parentheses are part of what is written, and of no node
        negated = self.takes("not")
        token = self.here
        if not self.takes("null", "true", "false"):
            meant = equality(self.text, self.tokens, self.at, start, end)
            raise meant or self.unexpected("`null`, `true` or `false`")
        depth = self.deep(left.start, left)
        return Is(operand=left, what=token.value, negated=negated, start=left.start, end=token.end, depth=depth)

    def membership(self, left: Syntax, *, negated: bool) -> Syntax:
        if not self.sees("("):
            raise self.unexpected("a list in parentheses, such as `('a', 'b')`,")
        items = self.arguments()
        if not items:
            raise refuse("GC201", "the list after `in` is empty", self.last_end - 1, self.last_end)
        depth = self.deep(left.start, left, *items)
        return Membership(operand=left, items=items, negated=negated, start=left.start, end=self.last_end, depth=depth)

    def between(self, left: Syntax, *, negated: bool) -> Syntax:
        low = self.sum()
        self.need("and")
        high = self.sum()
        depth = self.deep(left.start, left, low, high)
        return Between(
            operand=left, low=low, high=high, negated=negated, start=left.start, end=self.last_end, depth=depth
        )

    # -- arithmetic

    def sum(self) -> Syntax:
        return self.operators(("+", "-"), self.product)

    def product(self) -> Syntax:
        return self.operators(("*", "/"), self.signed)

    def operators(self, symbols: tuple[str, str], operand: Callable[[], Syntax]) -> Syntax:
        left = operand()
        while self.sees(*symbols):
            op = self.advance().value
            right = operand()
            depth = self.deep(left.start, left, right)
            left = Binary(op=op, left=left, right=right, start=left.start, end=self.last_end, depth=depth)
        return left

    def signed(self) -> Syntax:
        starts: list[int] = []
        while self.sees("-"):
            starts.append(self.advance().start)
        tree = self.operand()
        for start in reversed(starts):
            tree = Unary(op="-", operand=tree, start=start, end=self.last_end, depth=self.deep(start, tree))
        return tree

    # -- operands

    def operand(self) -> Syntax:
        token = self.here
        match token.kind:
            case Kind.NAME:
                return self.named()
            case Kind.QUOTED:
                self.advance()
                return Name(name=token.value, quoted=True, start=token.start, end=token.end)
            case Kind.TEXT | Kind.NUMBER | Kind.PERCENT | Kind.DURATION:
                return literals.constant(self.advance())
            case Kind.KEYWORD if token.value in _CONSTANTS:
                self.advance()
                type_ = Type.NULL if token.value == "null" else Type.BOOLEAN
                return Constant(value=_CONSTANTS[token.value], type=type_, start=token.start, end=token.end)
            case Kind.KEYWORD if token.value == "case":
                return self.choice()
            case Kind.KEYWORD if token.value == "not":
                message = "`not` inside a comparison needs parentheses"
                raise refuse("GC201", message, token.start, token.end)
        if self.takes("("):
            tree = self.condition()
            self.need(")")
            return tree
        raise self.unexpected("a column, a value or a function")

    def named(self) -> Syntax:
        token = self.advance()
        following = self.here
        self.not_sql(token, following)
        if following.kind is Kind.TEXT and token.value.lower() in literals.QUOTED:
            return literals.quoted(token, self.advance())
        if token.value.lower() == "interval" and following.kind in (Kind.NUMBER, Kind.DURATION):
            message = "the duration stands in quotes, as in `interval '4 hours'`; `4h` says the same"
            raise refuse("GC212", message, token.start, following.end)
        if self.sees("("):
            args = self.arguments()
            depth = self.deep(token.start, *args)
            return Call(
                name=token.value,
                args=args,
                name_end=token.end,
                start=token.start,
                end=self.last_end,
                depth=depth,
            )
        return Name(name=token.value, start=token.start, end=token.end)

    def not_sql(self, token: Token, following: Token) -> None:
        """Refuse a word of SQL, unless what follows shows that it is a column (`group = 'billing'`)."""
        ends_operand = following.kind in (Kind.SYMBOL, Kind.KEYWORD, Kind.END) and not self.sees("(", "*")
        refusal = forbidden(token)
        if refusal is not None and (token.value.lower() in ALWAYS_REFUSED or not ends_operand):
            raise refusal

    def arguments(self) -> tuple[Syntax, ...]:
        self.need("(")
        if self.takes(")"):
            return ()
        args = [self.condition()]
        while self.takes(","):
            args.append(self.condition())
        self.need(")")
        return tuple(args)

    def choice(self) -> Syntax:
        start = self.advance().start
        subject = None if self.sees("when") else self.condition()
        branches: list[tuple[Syntax, Syntax]] = []
        while self.takes("when"):
            condition = self.condition()
            self.need("then")
            branches.append((condition, self.condition()))
        if not branches:
            raise self.unexpected("`when`")
        otherwise = self.condition() if self.takes("else") else None
        self.need("end")
        parts = [part for branch in branches for part in branch] + [p for p in (subject, otherwise) if p is not None]
        depth = self.deep(start, *parts)
        return Choice(
            subject=subject,
            branches=tuple(branches),
            otherwise=otherwise,
            start=start,
            end=self.last_end,
            depth=depth,
        )
