"""What a document's schemas say about a value, by other means than the generator's: `jsonschema` decides.

Schemas of OpenAPI 2.0 and 3.0 are brought into JSON Schema 2020-12 by rewriting the few keywords that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from generator import ecma
from generator.config import Config
from generator.diagnostics import Diagnostics, Refused
from generator.source import Node, Source, Sources

Steps = tuple[str | int, ...]

_TYPES = {"null", "boolean", "object", "array", "number", "integer", "string"}
_MERGED = ("allOf", "anyOf", "oneOf")
_FORMATS = {
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)",
    "duration": r"P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "byte": r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "decimal": r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?",
}
_OTHER_NAMES = {"datetime": "date-time", "dateTime": "date-time", "guid": "uuid", "base64": "byte", "binary": "byte"}
"""Formats that the generator gives types of their own, with what their texts look like."""


def as_2020_12(data: Any, *, is_old: bool) -> Any:
    """`data`, every schema in it in the words of JSON Schema 2020-12; `is_old`: it is OpenAPI 2.0 or 3.0."""
    if isinstance(data, list):
        return [as_2020_12(item, is_old=is_old) for item in data]
    if not isinstance(data, dict):
        return float(data) if isinstance(data, Decimal) else data
    if is_old and isinstance(data.get("$ref"), str):
        nullable = data.get("nullable") is True
        reference = {"$ref": data["$ref"]}
        return {"anyOf": [reference, {"type": "null"}]} if nullable else reference
    schema = {name: as_2020_12(value, is_old=is_old) for name, value in data.items() if name not in ("$id", "$schema")}
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
        schema = {"anyOf": [rest, {"type": "null"}]}
    return schema


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """`pattern` of ECMA-262; what is none checks nothing."""
    if not isinstance(instance, str):
        return
    try:
        matches = re.search(ecma.translate(pattern).python, instance)
    except (ecma.InvalidPattern, ecma.Untranslatable):
        return
    if not matches:
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


_Validator: Any = jsonschema.validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


class Document:
    """A document with all its files."""

    def __init__(self, path: Path) -> None:
        self._sources = Sources(Config(package="p"), Diagnostics())
        self.root = self._sources.load(path)
        self._files: dict[str, Source] = {}
        self._registry: Registry[Any] = Registry(retrieve=self._retrieve)  # type: ignore[call-arg]
        version = self.root.data.get("openapi", self.root.data.get("swagger"))
        self._is_old = str(version).startswith(("2", "3.0"))

    def _retrieve(self, uri: str) -> Resource[Any]:
        data = as_2020_12(self._files[uri].data, is_old=self._is_old)
        return Resource(contents=data, specification=DRAFT202012)

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

    def errors(self, schema: Node, value: Any) -> list[Steps]:
        """Where `value` breaks the schema; inside unions too."""
        self._touch(schema, set())
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in schema.pointer)
        reference = {"$ref": f"{self._uri(schema.source)}#{_quoted(pointer)}"}
        validator = _Validator(reference, registry=self._registry)
        found: list[Steps] = []
        for error in validator.iter_errors(value):
            found.append(tuple(error.absolute_path))
        return found

    def _touch(self, node: Node, seen: set[tuple[str, Steps]]) -> None:
        """Load the files that a schema refers to."""
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
        """All schemas, in any branch, that speak of the part of `value` at `steps`."""
        current = self._branches([schema])
        for step in steps:
            current = self._branches([part for each in current for part in self._parts(each, step)])
        return current

    def _branches(self, schemas: list[Node]) -> list[Node]:
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
            for keyword in _MERGED:
                branches = node.get(keyword)
                waiting.extend(branches.elements() if branches is not None else ())
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

    def is_documented(self, schema: Node, value: Any, steps: Steps) -> bool:
        """Whether any schema names the property at `steps`, or says that there may be others."""
        *above, name = steps
        for node in self.schemas_at(schema, value, tuple(above)):
            properties = node.get("properties")
            if properties is not None and properties.get(str(name)) is not None:
                return True
            rest = node.get("additionalProperties")
            if rest is not None and rest.data is not False:
                return True
        return False

    def breaks_format(self, schema: Node, value: Any, steps: Steps) -> bool:
        """Whether the value at `steps` is not what the `format` of a schema for it says."""
        for step in steps:
            value = value[step]
        for node in self.schemas_at(schema, value, steps):
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
    import datetime

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


def _quoted(pointer: str) -> str:
    from urllib.parse import quote

    return quote(pointer, safe="/~")


__all__ = ["Document", "Unresolvable"]
