"""What may be written at a place of a document: found by walking the types of its fields along the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from govcode.documents.yaml import Pointer


def fields_at(model: type[BaseModel], data: object, pointer: Pointer) -> dict[str, FieldInfo]:
    """Return the fields that the mapping at a pointer of a document may have, by the names authors write."""
    forms: list[Any] = [model]
    for step in pointer:
        data = _under(data, step)
        forms = _meant([inner for form in forms for inner in _inside(form, step)], data)
    return {name: field for form in forms if _is_model(form) for name, field in named(form)}


def named(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields of a model by the names authors write."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def empty_fields(model: type[BaseModel], data: object) -> Iterator[Pointer]:
    """Yield where a field is written without a value, and null is not a value of its own there.

    A field left out has its default; one left empty is a question: `minimum:` must not quietly mean no minimum.
    """
    for pointer in _nulls(data, ()):
        field = fields_at(model, data, pointer[:-1]).get(str(pointer[-1])) if isinstance(pointer[-1], str) else None
        if field and not (field.is_required() and type(None) in get_args(field.annotation)):
            yield pointer


def _under(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def at_pointer(data: object, pointer: Pointer) -> object:
    """Return the value at a pointer, or None if it leads nowhere."""
    for step in pointer:
        data = _under(data, step)
    return data


def _nulls(data: object, at: Pointer) -> Iterator[Pointer]:
    if data is None and at:
        yield at
    entries: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    for step, inner in entries:
        yield from _nulls(inner, (*at, step))


def _inside(form: Any, step: str | int) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    """Yield the forms of what stands under a key, or at a position, of a value of a form."""
    if _is_model(form):
        found = dict(named(form)).get(str(step)) if isinstance(step, str) else None
        yield from _forms(found.annotation) if found else ()
    elif get_origin(form) is dict and isinstance(step, str):
        yield from _forms(get_args(form)[1])
    elif get_origin(form) is list and isinstance(step, int):
        yield from _forms(get_args(form)[0])


def _forms(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any annotation
    """Yield what an annotation allows: each member of a union, without what is only annotated."""
    if get_origin(annotation) is Annotated:
        yield from _forms(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for member in get_args(annotation):
            yield from _forms(member)
    else:
        yield annotation


def _meant(forms: list[Any], data: object) -> list[Any]:
    """Return those of several shapes that the author means: of the kind that is written, or with its first word."""
    models = [form for form in forms if _is_model(form)]
    if len(models) < 2 or not isinstance(data, dict):
        return forms
    of_kind = [model for model in models if data.get("kind") in kinds_of(model)]
    begun = [model for model in models if next(iter(model.model_fields)) in data]
    return of_kind or begun or forms


def kinds_of(model: type[BaseModel]) -> tuple[object, ...]:
    """Return the words that `kind` may be in a shape."""
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field else ()


def _is_model(form: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(form, type) and issubclass(form, BaseModel)
