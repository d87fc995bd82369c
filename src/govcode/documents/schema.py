"""The JSON Schema of all documents: what editors complete, explain and check while somebody types.

It knows the shape of a document, not its meaning: whether a column exists or an expression fits is for `govcode lint`.
Where one word (a kind, a measure) decides what else may be written, the schema says so with `if` and `then`: an editor
then completes, and complains about, that kind alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from govcode.core.fields import Shape
from govcode.documents.envelope import API_VERSION
from govcode.documents.kinds import KINDS, AnyDocument
from govcode.facts import FACTS
from govcode.kpis import MEASURES
from govcode.rules import RULES

FACT_KIND = "What is worked out"
RULE_KIND = "What sort of promise it is"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json: TypeAlias = dict[str, Any]

_MAPS = ("properties", "$defs", "patternProperties", "dependentSchemas")
_LISTS = ("allOf", "anyOf", "oneOf")
_ONE = ("items", "additionalProperties", "propertyNames", "not", "if", "then", "else")


def schema() -> Json:
    """Return the JSON Schema (2020-12) of every document of the language."""
    raw = TypeAdapter(AnyDocument).json_schema(schema_generator=_Untitled)
    defs = {_short(name): _plain(definition) for name, definition in sorted(raw["$defs"].items())}
    for name, model in KINDS.items():
        fields = defs[name]["properties"]
        fields["kind"] |= {"description": _first(model)}
        fields["spec"] |= {"description": defs[_target(fields["spec"])]["description"]}
        fields["metadata"] |= {"description": defs["Metadata"]["description"]}
    for rule in RULES:
        defs[rule.__name__]["properties"]["kind"] |= {"description": RULE_KIND}
    for fact in FACTS:
        defs[fact.__name__]["properties"]["kind"] |= {"description": FACT_KIND}
    defs["DatasetSpec"]["properties"]["facts"]["items"] = _facts()
    defs["PolicySpec"]["properties"]["rules"]["items"] = _rules(defs)
    measure = defs["KpiSpec"]["properties"]["measure"]
    defs["KpiSpec"]["properties"]["measure"] = {"description": measure["description"]} | _measures()
    kinds = {name: _first(model) for name, model in KINDS.items()}
    return {
        "$schema": DIALECT,
        "title": API_VERSION,
        "description": "Governance of outsourced customer support, as YAML documents",
        "type": "object",
        "required": ["apiVersion", "kind", "metadata", "spec"],
        "properties": {
            "apiVersion": {"const": API_VERSION, "description": "The version of the language"},
            "kind": _choice("What the document says", kinds),
            "metadata": {"$ref": "#/$defs/Metadata"},
            "spec": {"type": "object"},
        },
        "allOf": [_if_kind(name, name) for name in KINDS],
        "$defs": defs,
    }


def schema_text() -> str:
    """Return the schema as it is published: indented JSON with a line feed at its end."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


class _Untitled(GenerateJsonSchema):
    """Writes no titles: the name of a field, spelled in capitals, helps nobody."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - as pydantic asks
        """Return that fields need none."""
        return False


def _target(node: Json) -> str:
    return str(node["$ref"]).removeprefix("#/$defs/")


def _rules(defs: Json) -> Json:
    """Return the schema of a rule: what all rules share, then what its kind adds."""
    kinds = {_kind_of(rule): _first(rule) for rule in RULES}
    common = set.intersection(*(set(defs[rule.__name__]["properties"]) for rule in RULES)) - {"kind"}
    shared = defs[RULES[0].__name__]["properties"]
    return {
        "type": "object",
        "required": ["kind", "id", "title", "dataset"],
        "properties": {"kind": _choice(RULE_KIND, kinds)} | {name: True for name in shared if name in common},
        "allOf": [_if_kind(_kind_of(rule), rule.__name__) for rule in RULES],
    }


def _facts() -> Json:
    """Return the schema of a fact: its kind decides."""
    kinds = {_kind_of(fact): _first(fact) for fact in FACTS}
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _choice(FACT_KIND, kinds)},
        "allOf": [_if_kind(_kind_of(fact), fact.__name__) for fact in FACTS],
    }


def _measures() -> Json:
    """Return the schema of a measure: its first word decides."""
    return {
        "type": "object",
        "anyOf": [{"required": [word]} for word in MEASURES],
        "properties": {word: {"description": _first(measure)} for word, measure in MEASURES.items()},
        "allOf": [
            {"if": {"required": [word]}, "then": {"$ref": f"#/$defs/{measure.__name__}"}}
            for word, measure in MEASURES.items()
        ],
    }


def _if_kind(kind: str, definition: str) -> Json:
    test = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
    return {"if": test, "then": {"$ref": f"#/$defs/{definition}"}}


def _choice(description: str, words: Mapping[str, str]) -> Json:
    return {"description": description, "enum": list(words), "markdownEnumDescriptions": list(words.values())}


def _kind_of(rule: type[Shape]) -> str:
    return str(rule.model_fields["kind"].annotation.__args__[0])  # type: ignore[union-attr]


def _first(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").partition("\n")[0]


def _short(name: str) -> str:
    """Return the name of a definition; of two with the same name, with its module's: `kpi_Target`."""
    return "_".join(name.split("__")[-2:])


def _plain(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema without what only pydantic needs, and with keys as strictly named as pydantic does."""
    if not isinstance(node, dict):
        return node
    node = {key: value for key, value in node.items() if key not in {"title", "discriminator"}}
    for key in _MAPS:
        if key in node:
            node[key] = {name: _plain(inner) for name, inner in node[key].items()}
    for key in _LISTS:
        if key in node:
            node[key] = [_plain(inner) for inner in node[key]]
    for key in _ONE:
        if key in node:
            node[key] = _plain(node[key])
    if "$ref" in node:
        node["$ref"] = "#/$defs/" + _short(node["$ref"].removeprefix("#/$defs/"))
    return _named_keys(_one_form(_optional(_any_form(node))))


def _any_form(node: Json) -> Json:
    """Let the forms of an example overlap: `{}` is a row as well as no tables."""
    if "oneOf" in node and not any("required" in form for form in node["oneOf"]):
        node["anyOf"] = node.pop("oneOf")
    return node


def _optional(node: Json) -> Json:
    """Leave null out where it is pydantic's word for "left out": a field that is written has a value."""
    if "default" not in node:
        return node
    default = node.pop("default")
    if default is None:
        forms = [form for form in node.pop("anyOf", []) if form != {"type": "null"}]
        return (forms[0] | node) if len(forms) == 1 else (node | {"anyOf": forms})
    if isinstance(default, dict | list) or (node.get("type") == "string" and not isinstance(default, str)):
        return node  # an empty list, or a value that is not as authors write it
    return node | {"default": default}


def _one_form(node: Json) -> Json:
    """Say "one of these types" without `anyOf`, and a short form before the long one: complaints name the first."""
    forms = node.get("anyOf", [])
    if forms and all(set(form) == {"type"} for form in forms):
        return {"type": [form["type"] for form in forms]} | {key: node[key] for key in node if key != "anyOf"}
    if len(forms) == 2 and "$ref" in forms[0] and forms[1].get("type") == "string":
        rest = {key: node[key] for key in node if key != "anyOf"}
        return {"anyOf": [forms[1], forms[0]]} | rest
    return node


def _named_keys(node: Json) -> Json:
    """Refuse keys that do not have the form of a name; pydantic's own schema lets them pass."""
    patterns = node.pop("patternProperties", None)
    if patterns is None:
        return node
    ((pattern, value),) = patterns.items()
    names = {key: limit for key, limit in node.get("propertyNames", {}).items() if key == "maxLength"}
    return node | {"propertyNames": {"pattern": pattern} | names, "additionalProperties": value}
