"""Relations that only add columns to rows: which of them somebody needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from govcode.ir.expression import columns_of
from govcode.ir.relation import Lookup, Nearest, Relation, Window
from govcode.plan.rows import columns_read, needs_of_glance

Adding: TypeAlias = Lookup | Nearest | Window


def apart(relation: Relation) -> tuple[Relation, list[Adding]]:
    """Return the rows below what only adds columns, and what adds them from the bottom up, apart from those rows."""
    chain: list[Adding] = []
    while isinstance(relation, Lookup | Nearest | Window):
        chain.append(relation)
        relation = relation.of
    return relation, [replace(addition, of=relation) for addition in reversed(chain)]


def needed(chain: list[Adding], columns: frozenset[str]) -> list[Adding]:
    """Return what adds one of the columns, with what those are made from."""
    kept: list[Adding] = []
    for addition in reversed(chain):
        if columns & added(addition):
            kept.append(addition)
            columns |= reads(addition)
    return kept[::-1]


def added(addition: Adding) -> frozenset[str]:
    """Return the columns that a relation adds."""
    if isinstance(addition, Window):
        return frozenset(glance.name for glance in addition.columns)
    return frozenset(name for _, name in addition.columns)


def reads(addition: Adding) -> frozenset[str]:
    """Return the columns of its rows by which a relation adds others."""
    match addition:
        case Lookup(on=on):
            return columns_of(on)
        case Nearest(keys=keys, at=at):
            return columns_read((at, *(here for here, _ in keys)))
        case Window(keys=keys, order=order, columns=glances):
            return columns_read((*keys, *order)).union(*map(needs_of_glance, glances))
