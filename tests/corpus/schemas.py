"""What a document's schemas say about a value, by other means than the generator's: `jsonschema` decides.

Schemas of OpenAPI 2.0 and 3.0 are brought into JSON Schema 2020-12 by rewriting the few keywords that differ.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from referencing import Registry, Resource, Specification

from openapi_vendor import ecma
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Refused
from openapi_vendor.source import Node, Source, Sources

Steps = tuple[str | int, ...]

jsonschema: Any = importlib.import_module("jsonschema")  # it has no types

_TYPES = {"null", "boolean", "object", "array", "number", "integer", "string"}
_FORMATS = {
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    "duration": r"P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "byte": r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "decimal": r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?",
}
_NULLABLE = "x-made-nullable"
"""Marks a schema that was wrapped: what it held lies in `anyOf/0`."""

_OTHER_NAMES = {"datetime": "date-time", "dateTime": "date-time", "guid": "uuid", "base64": "byte", "binary": "byte"}
"""Formats that the generator gives types of their own, with what their texts look like."""


def as_2020_12(data: Any, *, is_old: bool, is_closed: bool) -> Any:
    """`data`, every schema in it in the words of JSON Schema 2020-12; `is_old`: it is OpenAPI 2.0 or 3.0.

    `is_closed`: a property that nothing describes is an error wherever the schema does not allow it expressly.
    """
    if isinstance(data, list):
        return [as_2020_12(item, is_old=is_old, is_closed=is_closed) for item in data]
    if not isinstance(data, dict):
        return float(data) if isinstance(data, Decimal) else data
    if is_old and isinstance(data.get("$ref"), str):
        nullable = data.get("nullable") is True
        reference = {"$ref": data["$ref"]}
        return {"anyOf": [reference, {"type": "null"}]} if nullable else reference
    schema = {
        name: as_2020_12(value, is_old=is_old, is_closed=is_closed)
        for name, value in data.items()
        if name not in ("$id", "$schema")
    }
    if is_closed:
        _close(schema)
    for limit in ("Minimum", "Maximum"):
        exclusive = schema.get(f"exclusive{limit}")
        if isinstance(exclusive, bool):
            del schema[f"exclusive{limit}"]
            if exclusive and limit.lower() in schema:
                schema[f"exclusive{limit}"] = schema.pop(limit.lower())
    if schema.get("type") == "file":
        schema["type"] = "string"
    if isinstance(schema.get("type"), str) and schema["type"] not in _TYPES:
        del schema["type"]
    if "required" in schema and not isinstance(schema["required"], list | dict):
        del schema["required"]
    if schema.get("nullable") is True or schema.get("x-nullable") is True:
        rest = {name: value for name, value in schema.items() if name not in ("nullable", "x-nullable")}
        schema = {"anyOf": [rest, {"type": "null"}], _NULLABLE: True}
    return schema


def _close(schema: dict[str, Any]) -> None:
    """Close the schemas of the parts of a value; those of the value itself see each other's properties."""
    named, listed = schema.get("properties"), schema.get("prefixItems")
    parts = [schema.get("items"), schema.get("additionalProperties")]
    parts += [*named.values()] if isinstance(named, dict) else []
    parts += listed if isinstance(listed, list) else []
    for part in parts:
        if isinstance(part, dict):
            part.setdefault("unevaluatedProperties", False)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:
    """`pattern` of ECMA-262; what is none checks nothing."""
    if not isinstance(instance, str):
        return
    try:
        matches = re.search(ecma.translate(pattern).python, instance)
    except (ecma.InvalidPattern, ecma.Untranslatable):
        return
    if not matches:
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


_Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})


def _rewritten(steps: Steps, contents: Any) -> Iterator[str | int]:
    """The way to a part of a file in `contents`, that file rewritten, where nullable schemas lie deeper."""
    for step in steps:
        if isinstance(contents, dict) and _NULLABLE in contents:
            yield from ("anyOf", 0)
            contents = contents["anyOf"][0]
        yield step
        try:
            contents = contents[step]
        except (LookupError, TypeError):
            contents = None


class Document:
    """A document with all its files."""

    def __init__(self, path: Path) -> None:
        self._sources = Sources(Config(package="p"), Diagnostics())
        self.root = self._sources.load(path)
        self._files: dict[str, Source] = {}
        self._touched: set[tuple[str, Steps]] = set()
        self._registries = {closed: self._registry(closed) for closed in (False, True)}
        version = self.root.data.get("openapi", self.root.data.get("swagger"))
        self._is_old = str(version).startswith(("2", "3.0"))

    def _registry(self, is_closed: bool) -> Registry[Any]:
        @functools.cache
        def retrieve(uri: str) -> Resource[Any]:
            data = as_2020_12(self._files[uri].data, is_old=self._is_old, is_closed=is_closed)
            # A file is not a schema: what is named like a keyword in it need not be one.
            return Specification.OPAQUE.create_resource(data)

        return Registry(retrieve=retrieve)  # type: ignore[call-arg]

    def _uri(self, source: Source) -> str:
        """The name of a file; files that it refers to are named relative to it."""
        assert source.path is not None
        uri = source.path.as_uri()
        self._files[uri] = source
        return uri

    def follow(self, node: Node | None) -> Node | None:
        """What a node's `$ref` leads to, or the node; None where it leads nowhere."""
        for _ in range(50):
            reference = None if node is None else node.get("$ref")
            if node is None or reference is None or not isinstance(reference.data, str):
                return node
            try:
                node = self._sources.resolve(node, reference.data)
                self._uri(node.source)
            except Refused:
                return None
        return None

    def members(self, node: Node | None) -> Iterator[tuple[str, Node]]:
        """The members of an object, references followed; those that lead nowhere are left out."""
        followed = self.follow(node)
        for name, member in followed.items() if followed is not None else ():
            target = self.follow(member)
            if target is not None:
                yield name, target

    def errors(self, schema: Node, value: Any, *, is_closed: bool = False) -> list[Steps]:
        """Where `value` breaks the schema; `is_closed`: properties that nothing describes break it too."""
        self._touch(schema)
        uri = self._uri(schema.source)
        contents = self._registries[is_closed].get_or_retrieve(uri).value.contents
        pointer = "".join(
            f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in _rewritten(schema.pointer, contents)
        )
        root: dict[str, Any] = {"$ref": f"{uri}#{quote(pointer, safe='/~')}"}
        if is_closed:
            root["unevaluatedProperties"] = False
        validator = _Validator(root, registry=self._registries[is_closed])
        return [tuple(error.absolute_path) for error in validator.iter_errors(value)]

    def _touch(self, node: Node) -> None:
        """Load the files that a schema refers to."""
        seen = self._touched
        waiting = [node]
        while waiting:
            current = waiting.pop()
            key = (self._uri(current.source), current.pointer)
            if key in seen:
                continue
            seen.add(key)
            target = self.follow(current)
            if target is not None and target is not current:
                waiting.append(target)
            waiting.extend(child for _, child in current.items() if isinstance(child.data, dict | list))
            waiting.extend(child for child in current.elements() if isinstance(child.data, dict | list))

    def schemas_at(self, schema: Node, value: Any, steps: Steps) -> list[Node]:
        """All schemas that speak of the part of `value` at `steps`; of unions the variants that it fits there."""
        current = self._branches([schema], value)
        for step in steps:
            try:
                value = value[step]
            except (LookupError, TypeError):
                value = None
            current = self._branches([part for each in current for part in self._parts(each, step)], value)
        return current

    def _branches(self, schemas: list[Node], value: Any) -> list[Node]:
        found: dict[tuple[str, Steps], Node] = {}
        waiting = list(schemas)
        while waiting:
            node = waiting.pop()
            key = (str(node.source.path), node.pointer)
            if key in found:
                continue
            found[key] = node
            target = self.follow(node)
            if target is not None and target is not node:
                waiting.append(target)
            all_of = node.get("allOf")
            waiting.extend(all_of.elements() if all_of is not None else ())
            for keyword in ("anyOf", "oneOf"):
                variants = list(branches.elements()) if (branches := node.get(keyword)) is not None else []
                fitting = [variant for variant in variants if not self.errors(variant, value)]
                waiting.extend(fitting or variants)
            for keyword in ("if", "then", "else"):
                branch = node.get(keyword)
                waiting.extend([branch] if branch is not None else ())
        return list(found.values())

    def _parts(self, schema: Node, step: str | int) -> Iterator[Node]:
        if isinstance(step, int):
            prefix = schema.get("prefixItems")
            items = list(prefix.elements()) if prefix is not None else []
            rest = schema.get("items")
            yield from items[step : step + 1] or ([rest] if rest is not None else [])
            return
        properties = schema.get("properties")
        known = properties.get(step) if properties is not None else None
        if known is not None:
            yield known
            return
        patterns = schema.get("patternProperties")
        yield from (node for _, node in patterns.items()) if patterns is not None else ()
        rest = schema.get("additionalProperties")
        if rest is not None:
            yield rest

    def breaks_format(self, schema: Node, value: Any, steps: Steps) -> bool:
        """Whether the value at `steps` is not what the `format` of a schema for it says."""
        nodes = self.schemas_at(schema, value, steps)
        for step in steps:
            if isinstance(value, dict) and step not in value:
                return False
            value = value[step]
        for node in nodes:
            stated = node.get("format")
            name = stated.data if stated is not None and isinstance(stated.data, str) else ""
            form = _FORMATS.get(_OTHER_NAMES.get(name, name))
            if form and isinstance(value, str) and not _has_form(value, name, form):
                return True
            bits = {"int32": 31, "int64": 63}.get(name)
            if bits and isinstance(value, int | float) and (value != int(value) or not -(2**bits) <= value < 2**bits):
                return True
        return False


def _has_form(text: str, name: str, form: str) -> bool:
    if not re.fullmatch(form, text):
        return False
    try:
        if name == "date":
            datetime.date.fromisoformat(text)
        elif name in ("date-time", "datetime", "dateTime"):
            datetime.datetime.fromisoformat(text.upper())
        elif name == "duration":
            return not re.search("[YM]", text.partition("T")[0])
    except ValueError:
        return False
    return True
