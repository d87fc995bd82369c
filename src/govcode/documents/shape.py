"""A tree becomes a typed document; what does not fit becomes problems in the author's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from govcode.core.diagnostic import Diagnostic, closest
from govcode.documents.envelope import API_VERSION
from govcode.documents.kinds import KINDS
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer, Tree

_WORDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list (lines that start with `- `)",
    "dict_type": "fields (`name: value`)",
    "model_type": "fields (`name: value`)",
    "model_attributes_type": "fields (`name: value`)",
    "none_required": "nothing",
}
_LIMITS = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
}


def shaped(tree: Tree) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return the typed document, or the problems of its shape."""
    problems = tuple(_envelope(tree))
    if problems:
        return None, problems
    model = KINDS[str(tree.data["kind"])]
    try:
        return Located(model.model_validate(tree.data), tree), ()
    except ValidationError as error:
        details = error.errors(include_input=False, include_url=False)
        return None, tuple(_translated(tree, model, details))


def _envelope(tree: Tree) -> Iterator[Diagnostic]:
    version, kind = tree.data.get("apiVersion"), tree.data.get("kind")
    if version is None:
        yield Diagnostic("GC102", "the document needs `apiVersion`", tree.span(()), f"write apiVersion: {API_VERSION}")
    elif version != API_VERSION:
        yield Diagnostic("GC105", "unknown apiVersion", tree.span(("apiVersion",)), f"write {API_VERSION}")
    if kind is None:
        choice = ", ".join(KINDS)
        yield Diagnostic("GC102", "the document needs `kind`", tree.span(()), f"one of {choice}")
    elif not isinstance(kind, str) or kind not in KINDS:
        near = closest(str(kind), KINDS) or f"one of {', '.join(KINDS)}"
        yield Diagnostic("GC104", f"unknown kind '{kind}'", tree.span(("kind",)), near)


def _translated(tree: Tree, model: type[BaseModel], errors: Iterable[ErrorDetails]) -> Iterator[Diagnostic]:
    wanted: dict[Pointer, list[str]] = {}
    for error in errors:
        pointer = _pointer(tree.data, error["loc"])
        if error["type"] in _WORDS:
            wanted.setdefault(pointer, []).append(_WORDS[error["type"]])
        else:
            yield _problem(tree, model, error, pointer)
    for pointer, words in wanted.items():
        message = f"`{_name(pointer)}` must be {' or '.join(dict.fromkeys(words))}, not {_kind(tree, pointer)}"
        yield Diagnostic("GC103", message, tree.span(pointer))


def _problem(tree: Tree, model: type[BaseModel], error: ErrorDetails, pointer: Pointer) -> Diagnostic:
    name, context, kind = _name(pointer), error.get("ctx", {}), error["type"]
    match kind:
        case "extra_forbidden":
            near = closest(name, _fields(model, error["loc"][:-1]))
            return Diagnostic("GC101", f"unknown field '{name}'", tree.key_span(pointer), near)
        case "missing":
            where = _name(pointer[:-1]) if len(pointer) > 1 else "the document"
            near = f"add a line `{name}: …`"
            return Diagnostic("GC102", f"`{where}` needs `{name}`", tree.key_span(pointer[:-1]), near)
        case "union_tag_not_found":
            needs = "kind" if "kind" in str(context.get("discriminator")) else "a measure such as share:"
            return Diagnostic("GC102", f"`{name}` needs {needs}", tree.span(pointer))
        case "union_tag_invalid" | "literal_error" | "enum":
            expected = [word.strip().strip("'") for word in _choices(context).split(",")]
            written = _written(tree, (*pointer, "kind")) if kind == "union_tag_invalid" else _written(tree, pointer)
            place = (*pointer, "kind") if kind == "union_tag_invalid" else pointer
            near = closest(written, expected) or f"one of {', '.join(expected)}"
            label = "kind" if kind == "union_tag_invalid" else name
            return Diagnostic("GC108", f"'{written}' is not a {label}", tree.span(place), near)
        case "string_pattern_mismatch" if context.get("pattern", "").startswith("^[a-z][a-z0-9]*(-"):
            near = "lower-case letters, digits and single hyphens, such as refund-approval"
            return Diagnostic("GC107", f"'{_written(tree, pointer)}' is not an id", tree.span(pointer), near)
        case "string_pattern_mismatch":
            message = f"`{name}` does not have the form {context.get('pattern')}"
            return Diagnostic("GC103", message, tree.span(pointer))
        case _ if kind in _LIMITS:
            return Diagnostic("GC109", f"`{name}` must be {_LIMITS[kind].format(**context)}", tree.span(pointer))
        case _:
            said = error["msg"].removeprefix("Value error, ")
            return Diagnostic("GC103", f"`{name}`: {said}", tree.span(pointer))


def _choices(context: dict[str, Any]) -> str:
    return str(context.get("expected_tags", context.get("expected", ""))).replace(" or ", ", ")


def _pointer(data: Any, location: tuple[int | str, ...]) -> Pointer:  # noqa: ANN401 - any part of a document
    """Return where an error points in the document; pydantic's names of union members are left out."""
    pointer: list[str | int] = []
    for i, step in enumerate(location):
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif i < len(location) - 1 or not isinstance(data, dict):
            continue
        pointer.append(step)
    return tuple(pointer)


def _name(pointer: Pointer) -> str:
    """Return the name of the nearest field: positions in a list have none."""
    words = [step for step in pointer if isinstance(step, str)]
    return words[-1] if words else "document"


def _at(tree: Tree, pointer: Pointer) -> object:
    value: Any = tree.data
    for step in pointer:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _written(tree: Tree, pointer: Pointer) -> str:
    value = _at(tree, pointer)
    return value if isinstance(value, str) else _kind(tree, pointer)


def _kind(tree: Tree, pointer: Pointer) -> str:
    match _at(tree, pointer):
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "fields"


def _fields(model: type[BaseModel], location: Iterable[int | str]) -> set[str]:
    """Return the names of the fields that may stand at a location."""
    models = {model}
    for step in location:
        inner = {m for parent in models for name, f in _named(parent) if name == step for m in _models(f)}
        tagged = {m for m in models if str(step) in _tags(m)}
        models = inner or tagged or models
    return {name for m in models for name, _ in _named(m)}


def _named(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _tags(model: type[BaseModel]) -> tuple[str, ...]:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation) if kind else ()
