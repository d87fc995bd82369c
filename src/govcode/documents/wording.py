"""What pydantic finds wrong, in the words of somebody who writes rules and does not program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from govcode.core.diagnostic import Diagnostic, closest
from govcode.core.fields import COLUMN, MISWRITTEN, OUT_OF_RANGE, RULE_ID, SLUG
from govcode.core.place import Span
from govcode.documents.expected import at_pointer, fields_at
from govcode.documents.kinds.calendar import DAYS, SPAN
from govcode.documents.meant import as_limit, as_name, kinds_such_as, listed, same_thing
from govcode.documents.yaml import Pointer, Tree

SHOWN, LONGEST = 14, 60

_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "fields (`name: value`)",
    "model_type": "fields (`name: value`)",
    "model_attributes_type": "fields (`name: value`)",
    "none_required": "nothing",
}
_LIMITS = {
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "too_short": "has fewer entries than the {min_length} it needs",
    "too_long": "has more entries than the {max_length} there may be",
    "string_too_short": "has fewer characters than the {min_length} it needs",
    "string_too_long": "has more characters than the {max_length} there may be",
}
_NAMES = {
    SLUG: ("GC107", "an id", "lower-case letters, digits and single hyphens, such as refund-approval"),
    RULE_ID: ("GC107", "the id of a rule or KPI", "POLICY.RULE, such as refunds.approval"),
    r"^expect_[a-z0-9_]+$": ("GC103", "the name of an expectation", "such as expect_column_values_to_be_between"),
    DAYS: ("GC108", "a day or days of the week", "write mon, tue, wed, thu, fri, sat or sun, or mon-fri for several"),
    SPAN: ("GC103", "a stretch of the day", "such as 08:30-18:00, or 00:00-24:00 for the whole day"),
    COLUMN: ("GC103", "the name of a column", "letters, digits and underscores, such as refund_amount"),
}
_YES, _NO = {"yes", "y", "on", "true"}, {"no", "n", "off", "false"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing pydantic finds wrong: where (`inner` without the part of the document that was read) and what."""

    tree: Tree
    model: type[BaseModel]
    data: object
    base: Pointer
    inner: Pointer
    of_key: bool
    fault: str
    context: dict[str, Any]
    message: str

    @classmethod
    def of(cls, tree: Tree, model: type[BaseModel], data: object, base: Pointer, error: ErrorDetails) -> Misfit:
        """Return what an error of pydantic says of a part of a document."""
        location = error["loc"]
        of_key = bool(location) and location[-1] == "[key]"
        inner = _pointer(data, location, keep_last=error["type"] in {"missing", "extra_forbidden"})
        context = dict(error.get("ctx", {}))
        return cls(tree, model, data, base, inner, of_key, error["type"], context, error["msg"])

    @property
    def pointer(self) -> Pointer:
        """Return where it stands in the document."""
        return (*self.base, *self.inner)

    @property
    def value(self) -> object:
        """Return what is written there."""
        return at_pointer(self.data, self.inner)

    @property
    def name(self) -> str:
        """Return the name of the nearest field: positions in a list have none."""
        return _name(self.pointer)

    @property
    def span(self) -> Span:
        """Return the place of the value, or of the key if that is what is wrong."""
        return self.tree.key_span(self.pointer) if self.of_key else self.tree.span(self.pointer)

    @property
    def owner(self) -> str:
        """Return what to call the mapping the field belongs to."""
        return _called(self.data, self.inner[:-1], self.base)


def told(misfits: Iterable[Misfit]) -> Iterator[Diagnostic]:
    """Yield the problems; what several members of a union want of one value is said once."""
    wanted: dict[Pointer, list[Misfit]] = {}
    for misfit in misfits:
        if misfit.fault in _WANTED:
            wanted.setdefault(misfit.pointer, []).append(misfit)
        else:
            yield _told(misfit)
    for group in wanted.values():
        yield _wrong_type(group)


def _wrong_type(group: list[Misfit]) -> Diagnostic:
    misfit, words = group[0], list(dict.fromkeys(_WANTED[m.fault] for m in group))
    if "a number" in words and "a whole number" in words:
        words.remove("a whole number")
    # An example's cell takes any single value, which needs no list of them all.
    wanted = "a single value" if len(words) > 2 else " or ".join(words)
    what = f"an entry of `{misfit.name}`" if _in_list(misfit.inner) else f"`{misfit.name}`"
    message = f"{what} must be {wanted}, not {kind_of(misfit.value)}"
    fields = fields_at(misfit.model, misfit.data, misfit.inner)
    near = as_limit(misfit.value, fields) or _as_wanted(words, misfit.value)
    return Diagnostic("GC103", message, misfit.span, near)


def _as_wanted(words: list[str], value: object) -> str | None:
    """Return how a value could be written as it is wanted, where that can be guessed."""
    text = value.lower() if isinstance(value, str) else ""
    if words == ["true or false"] and text in _YES | _NO:
        return f"write {'true' if text in _YES else 'false'}"
    if words == ["a text"] and isinstance(value, bool | int | float):
        return "write it in quotes"
    if "a whole number" in words and text.replace("_", "").isdecimal():
        return f"write {int(text.replace('_', ''))}"
    if words == ["a list"]:
        return "begin it with `- `" if isinstance(value, dict) else "begin each entry with `- `, or write [one, two]"
    return None


def _told(misfit: Misfit) -> Diagnostic:
    match misfit.fault:
        case "extra_forbidden":
            return _unknown_field(misfit)
        case "missing":
            message = f"{misfit.owner} needs `{misfit.name}`"
            near = f"add a line `{misfit.name}: …`"
            return Diagnostic("GC102", message, misfit.tree.key_span(misfit.pointer[:-1]), near)
        case "union_tag_not_found" if "kind" not in str(misfit.context.get("discriminator")):
            return _no_measure(misfit)
        case "union_tag_not_found":
            message = f"{_called(misfit.data, misfit.inner, misfit.base)} needs `kind`"
            return Diagnostic("GC102", message, misfit.span, kinds_such_as(misfit.pointer))
        case "union_tag_invalid":
            written = str(misfit.context.get("tag", ""))
            place = misfit.tree.span((*misfit.pointer, "kind"))
            message = f"unknown kind of {listed(misfit.pointer)} '{short(written)}'"
            return Diagnostic("GC104", message, place, _choice(misfit, written))
        case "literal_error" | "enum":
            message = f"`{misfit.name}` cannot be {as_written(misfit.value)}"
            written = misfit.value if isinstance(misfit.value, str) else ""
            return Diagnostic("GC108", message, misfit.span, _choice(misfit, written))
        case "string_pattern_mismatch":
            return _wrong_form(misfit)
        case kind if kind in _LIMITS:
            message = f"`{misfit.name}` {_LIMITS[kind].format(**misfit.context)}"
            return Diagnostic("GC109", message, misfit.span)
        case kind if kind == OUT_OF_RANGE:
            return Diagnostic("GC109", f"`{misfit.name}` must be {misfit.message}", misfit.span)
        case kind if kind == MISWRITTEN:
            near = f"write {misfit.context['meant']}"
            return Diagnostic("GC103", f"`{misfit.name}`: {misfit.message}", misfit.span, near)
        case _:
            said = misfit.message.removeprefix("Value error, ")
            return Diagnostic("GC103", f"`{misfit.name}`: {said}", misfit.span)


def _unknown_field(misfit: Misfit) -> Diagnostic:
    name, around = misfit.name, misfit.inner[:-1]
    here = fields_at(misfit.model, misfit.data, around)
    near = (
        same_thing(name, here, at_pointer(misfit.data, around)) or closest(name, here) or _moved(misfit, name, around)
    )
    if near is None and len(here) <= SHOWN:
        near = f"the fields here are {', '.join(here)}"
    message = f"unknown field '{short(name)}' in {misfit.owner}"
    return Diagnostic("GC101", message, misfit.tree.key_span(misfit.pointer), near)


def _moved(misfit: Misfit, name: str, around: Pointer) -> str | None:
    """Return where a field belongs that stands one level too high or too low."""
    if around and name in fields_at(misfit.model, misfit.data, around[:-1]):
        return f"it belongs one level up, beside `{_name(around)}`"
    for inner in fields_at(misfit.model, misfit.data, around):
        if name in fields_at(misfit.model, misfit.data, (*around, inner)):
            return f"it belongs one level down, in `{inner}`"
    return None


def _no_measure(misfit: Misfit) -> Diagnostic:
    words = [word.strip(" ':") for word in str(misfit.context.get("expected_tags", "")).split(",") if word.strip()]
    words = words or ["count", "mean", "median", "percentile", "ratio", "share", "sum"]
    if not isinstance(misfit.value, dict):
        message = f"`{misfit.name}` must be one of {', '.join(words)}, with what it is taken of"
        return Diagnostic("GC103", message, misfit.span, "such as share: resolved_at is not null")
    for key in misfit.value:
        near = closest(key, words)
        if near:
            place = misfit.tree.key_span((*misfit.pointer, key))
            return Diagnostic("GC101", f"unknown measure '{short(key)}'", place, near)
    return Diagnostic("GC102", f"`{misfit.name}` needs one of {', '.join(words)}", misfit.span)


def _wrong_form(misfit: Misfit) -> Diagnostic:
    pattern = str(misfit.context.get("pattern"))
    written = misfit.pointer[-1] if misfit.of_key else misfit.value
    code, what, near = _NAMES.get(pattern, ("GC103", f"what `{misfit.name}` can be", f"its form is {pattern}"))
    message = f"{as_written(written)} is not {what}"
    meant = as_name(pattern, written) if pattern in _NAMES and isinstance(written, str) else None
    return (
        Diagnostic(code, f"{message}: {near}", misfit.span, meant)
        if meant
        else Diagnostic(code, message, misfit.span, near)
    )


def _choice(misfit: Misfit, written: str) -> str:
    context = misfit.context
    listed = str(context.get("expected_tags", context.get("expected", ""))).replace(" or ", ", ")
    words = [word.strip().strip("'") for word in listed.split(", ")]
    return closest(written, words) or f"one of {', '.join(words)}"


def _pointer(data: Any, location: tuple[int | str, ...], *, keep_last: bool) -> Pointer:  # noqa: ANN401 - any part
    """Return where an error points in the document; the names pydantic gives to members of unions are left out."""
    pointer: list[str | int] = []
    for i, step in enumerate(location):
        # In a list of rules, each error passes through the kind of the rule, which may be called like a field of it.
        is_tag = isinstance(data, dict) and location[i - 1 : i] == tuple(pointer[-1:]) and data.get("kind") == step
        if is_tag and i and isinstance(pointer[-1], int):
            continue
        known = (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        )
        if known:
            data = data[step]
            pointer.append(step)
        elif keep_last and i == len(location) - 1:
            pointer.append(step)
    return tuple(pointer)


def _called(data: object, pointer: Pointer, base: Pointer) -> str:
    """Return what people call the mapping at a pointer: by its id, if it has one, else by its field."""
    around = at_pointer(data, pointer)
    if not (*base, *pointer):
        return "the document"
    if isinstance(around, dict) and _in_list(pointer) and isinstance(around.get("id"), str):
        return f"'{short(around['id'])}'"
    return f"an entry of `{_name(pointer)}`" if _in_list(pointer) else f"`{_name((*base, *pointer))}`"


def _in_list(pointer: Pointer) -> bool:
    return bool(pointer) and isinstance(pointer[-1], int)


def _name(pointer: Pointer) -> str:
    words = [step for step in pointer if isinstance(step, str)]
    return words[-1] if words else "document"


def as_written(value: object) -> str:
    """Return a word of a document as a message can quote it, or what it is instead of a word."""
    return f"'{short(value)}'" if isinstance(value, str) else kind_of(value)


def short(text: str) -> str:
    """Return a text on one line and not too long for a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def kind_of(value: object) -> str:
    """Return what a value is, in an author's words."""
    match value:
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
