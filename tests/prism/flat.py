"""A schema with its references, `allOf` and one branch of its unions laid over each other: what a value must obey."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openapi_vendor.source import Node
from tests.corpus.schemas import Document

_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_KINDS = ("object", "array", "string", "number", "integer", "boolean", "null")
_DEEPEST = 32


@dataclass
class Flat:
    """The keywords of all schemas that a value must obey at once. `ways`: how many combinations unions have."""

    ways: int = 1
    kinds: list[str] | None = None
    enum: list[Any] | None = None
    properties: dict[str, Node] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    read_only: set[str] = field(default_factory=set)
    rest: Node | None = None
    items: Node | None = None
    prefix: list[Node] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    format: str = ""
    is_unique: bool = False
    is_encoded: bool = False
    examples: list[Any] = field(default_factory=list)
    numbers: dict[str, list[Any]] = field(default_factory=dict)

    def limit(self, keyword: str, choose: Callable[[Iterable[Any]], Any]) -> Any:
        """The strictest of what the keyword says; None where it says nothing."""
        return choose(self.numbers[keyword]) if self.numbers.get(keyword) else None

    def is_read_only(self, name: str) -> bool:
        """Whether a property is only received."""
        return name in self.read_only


def flattened(document: Document, schema: Node, way: int = 0) -> Flat:
    """The schema laid flat, along the branch `way` of its unions."""
    flat = Flat()
    _Flattening(document, flat, way).add(schema, 0)
    if flat.kinds is None:
        flat.kinds = [_guessed(flat)]
    return flat


class _Flattening:
    def __init__(self, document: Document, flat: Flat, way: int) -> None:
        self._document = document
        self._flat = flat
        self._way = way

    def add(self, node: Node, depth: int) -> None:
        """Lay one schema over what is there."""
        target = self._document.follow(node)
        if target is None or depth > _DEEPEST or not isinstance(target.data, dict):
            return
        if target is not node and len(node.data) > 1:
            self._own(node)
        self._own(target)
        all_of = target.get("allOf")
        for part in all_of.elements() if all_of is not None else ():
            self.add(part, depth + 1)
        for keyword in ("oneOf", "anyOf"):
            union = target.get(keyword)
            branches = list(union.elements()) if union is not None else []
            if branches:
                place, self._way = self._way % len(branches), self._way // len(branches)
                self._flat.ways *= len(branches)
                self.add(branches[place], depth + 1)
                self._discriminate(target, branches[place])

    def _own(self, node: Node) -> None:
        flat, data = self._flat, node.data
        kinds = data.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if isinstance(kinds, list) and all(kind in _KINDS for kind in kinds):
            kinds = sorted(kinds, key=lambda kind: kind == "null")
            flat.kinds = kinds if flat.kinds is None else _common(flat.kinds, kinds)
        enum = [data["const"]] if "const" in data else data.get("enum")
        if isinstance(enum, list):
            flat.enum = enum if flat.enum is None else [value for value in flat.enum if value in enum]
        named = self._document.follow(node.get("properties"))
        for name, member in named.items() if named is not None else ():
            known = flat.properties.get(name)
            flat.properties[name] = member if known is None else Node({"allOf": [known, member]}, node.source)
            followed = self._document.follow(member)
            if any(_says(each, "readOnly") for each in (member, followed)):
                flat.read_only.add(name)
        required = data.get("required")
        flat.required.update(dict.fromkeys(required if isinstance(required, list) else ()))
        self._limits(node)

    def _limits(self, node: Node) -> None:
        flat, data = self._flat, node.data
        for name, value in data.items():
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                flat.numbers.setdefault(name, []).append(value if isinstance(value, int) else float(value))
            elif name in ("exclusiveMinimum", "exclusiveMaximum") and value is True:
                bound = data.get(name.removeprefix("exclusive").lower())
                if bound is not None:
                    flat.numbers.setdefault(name, []).append(bound)
        for name in ("pattern", "format"):
            if isinstance(data.get(name), str):
                flat.patterns += [data[name]] if name == "pattern" else []
                flat.format = data[name] if name == "format" else flat.format
        rest, items, prefix = node.get("additionalProperties"), node.get("items"), node.get("prefixItems")
        flat.rest = rest if rest is not None and isinstance(rest.data, dict) else flat.rest
        flat.items = items if items is not None and isinstance(items.data, dict) else flat.items
        flat.prefix = list(prefix.elements()) if prefix is not None else flat.prefix
        flat.is_unique = flat.is_unique or data.get("uniqueItems") is True
        flat.is_encoded = flat.is_encoded or "contentEncoding" in data
        flat.examples += [data[name] for name in ("example", "default") if data.get(name) is not None]
        several = data.get("examples")
        flat.examples += several if isinstance(several, list) else []

    def _discriminate(self, union: Node, branch: Node) -> None:
        """The value that tells this branch of a union, as the member that holds it."""
        stated = union.data.get("discriminator")
        reference = branch.data.get("$ref") if isinstance(branch.data, dict) else None
        if not isinstance(stated, dict) or not isinstance(reference, str):
            return
        name, mapping = str(stated.get("propertyName")), stated.get("mapping") or {}
        values = [value for value, target in mapping.items() if reference in (target, f"#/components/schemas/{target}")]
        value = values[0] if values else reference.rpartition("/")[2]
        known = self._flat.properties.get(name)
        constant = Node({"const": value}, union.source)
        allowed = flattened(self._document, known).enum if known is not None else None
        if allowed is None or value in allowed:
            both = constant if known is None else Node({"allOf": [known, constant]}, union.source)
            self._flat.properties[name] = both
        self._flat.required[name] = None


def _says(schema: Node | None, flag: str) -> bool:
    stated = schema.get(flag) if schema is not None else None
    return stated is not None and stated.data is True


def _common(one: list[str], other: list[str]) -> list[str]:
    both = [kind for kind in one if kind in other]
    if "integer" in other and "number" in one and "integer" not in both:
        both.append("integer")
    if "integer" in one and "number" in other and "integer" not in both:
        both.append("integer")
    return both


def _guessed(flat: Flat) -> str:
    """The type that the keywords of a schema without one speak of."""
    if flat.properties or flat.required or flat.rest is not None:
        return "object"
    if flat.items is not None or flat.prefix:
        return "array"
    if any(name in flat.numbers for name in _NUMERIC):
        return "number"
    return "string"
