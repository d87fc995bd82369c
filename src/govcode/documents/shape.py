"""A tree becomes a typed document; what does not fit becomes problems in the author's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from govcode.core.diagnostic import Diagnostic, closest
from govcode.documents.envelope import API_VERSION, Metadata
from govcode.documents.expected import at_pointer, empty_fields, fields_at
from govcode.documents.kinds import KINDS
from govcode.documents.located import Located
from govcode.documents.wording import Misfit, as_written, told
from govcode.documents.yaml import Pointer, Tree

M = TypeVar("M", bound=BaseModel)


def shaped(tree: Tree) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return the typed document and the problems of its shape.

    With problems, the document is what is left without the optional fields that do not fit, so that the meaning of the
    others can be told at once; or None.
    """
    problems = list(_envelope(tree))
    kind = tree.data.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        metadata = tree.data.get("metadata")
        if isinstance(metadata, dict):  # the only part whose fields do not depend on the kind
            problems += _read(tree, Metadata, metadata, ("metadata",))[1]
        return None, tuple(problems)
    document, wrong = _read(tree, model, tree.data, ())
    return (None if document is None else Located(document, tree)), (*problems, *wrong)


def _envelope(tree: Tree) -> Iterator[Diagnostic]:
    version, kind = tree.data.get("apiVersion"), tree.data.get("kind")
    if version is None:
        yield Diagnostic("GC102", "the document needs `apiVersion`", tree.span(()), f"write apiVersion: {API_VERSION}")
    elif version != API_VERSION:
        message = f"unknown apiVersion {as_written(version)}" if isinstance(version, str) else "unknown apiVersion"
        yield Diagnostic("GC105", message, tree.span(("apiVersion",)), f"write {API_VERSION}")
    if kind is None:
        choice = ", ".join(KINDS)
        yield Diagnostic("GC102", "the document needs `kind`", tree.span(()), f"one of {choice}")
    elif not isinstance(kind, str) or kind not in KINDS:
        near = (closest(kind, KINDS) if isinstance(kind, str) else None) or f"one of {', '.join(KINDS)}"
        message = (
            f"unknown kind of document {as_written(kind)}" if isinstance(kind, str) else "unknown kind of document"
        )
        yield Diagnostic("GC104", message, tree.span(("kind",)), near)


def _read(tree: Tree, model: type[M], data: object, base: Pointer) -> tuple[M | None, list[Diagnostic]]:
    """Return a part of a document as its type, and what is wrong with it; the envelope's own words are left out."""
    empty = list(empty_fields(model, data))
    problems = [_empty(tree, (*base, *pointer)) for pointer in empty if base or pointer not in _ENVELOPE]
    try:
        return model.model_validate(data), problems
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
    misfits = [Misfit.of(tree, model, data, base, details) for details in found]
    problems += told([m for m in misfits if m.inner not in empty and (base or m.inner not in _ENVELOPE)])
    return _rest(model, data, [m.inner for m in misfits]), problems


_ENVELOPE = {("apiVersion",), ("kind",)}
# What others build on is whole or missing: half a dataset would make their columns unknown.
_BUILT_ON = {"Calendar", "Dataset", "Feed", "Project", "Vendor"}


def _rest(model: type[M], data: object, misfits: Iterable[Pointer]) -> M | None:
    """Return what is left of a document without the optional fields that do not fit, or None if it needs them."""
    if model.__name__ in _BUILT_ON:
        return None
    rest = deepcopy(data)
    if isinstance(rest, dict) and "apiVersion" in rest:
        rest["apiVersion"] = API_VERSION
    for pointer in misfits:
        _leave_out(model, rest, pointer)
    try:
        return model.model_validate(rest)
    except ValidationError:
        return None


def _leave_out(model: type[BaseModel], rest: object, pointer: Pointer) -> None:
    """Take the innermost field around a misfit that may be left out (or that nobody knows) out of a document."""
    for end in range(len(pointer), 0, -1):
        *around, name = pointer[:end]
        owner = at_pointer(rest, tuple(around))
        known = fields_at(model, rest, tuple(around))
        if (
            isinstance(owner, dict)
            and name in owner
            and known
            and not (name in known and known[str(name)].is_required())
        ):
            del owner[str(name)]
            return


def _empty(tree: Tree, pointer: Pointer) -> Diagnostic:
    return Diagnostic("GC103", f"`{pointer[-1]}` has no value", tree.span(pointer), "write one, or delete the line")
