"""Names inside a document besides JSON pointers: `$id`, `$anchor`, `$dynamicAnchor` and `$self`.

JSON Schema 2020-12 (8.2) and OpenAPI 3.1/3.2: a schema with `$id` is a resource of its own, with its own
base URI; `#name` means the anchor of that name in the resource around it; `$self` (3.2) names the document.
Few documents use any of it, so the index is built only where the text holds one of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.source.node import Source

_WORDS = re.compile(r"\$(?:id|anchor|dynamicAnchor|self)")
_ESCAPED_DOLLAR = re.compile(r"\\(?:u0024|x24|U00000024)")

# Members of these are named by the author: `$id` as a property name is not a keyword.
NAMED_MEMBERS = frozenset(
    (
        *("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
        *("schemas", "responses", "parameters", "requestBodies", "headers", "securitySchemes", "links"),
        *("callbacks", "pathItems", "mediaTypes", "paths", "webhooks", "content", "encoding"),
    )
)
# Values of these are data, whatever they look like.
DATA = frozenset(("example", "examples", "default", "enum", "const", "value"))

Inner = tuple[Pointer, Any, bool]
"""A pointer, the value there, and whether the author named its members."""


class Resources:
    """The index of one source. `bases` maps the pointer of each resource, root included, to its base URI, `dynamic` to
    its dynamic anchors."""

    def __init__(self, source: Source) -> None:
        self.bases: dict[Pointer, str] = {(): base_uri(source)}
        self.anchors: dict[tuple[Pointer, str], Pointer] = {}
        self.dynamic: dict[Pointer, dict[str, Pointer]] = {}
        if mentions_any(source):
            self._collect(source)

    def _collect(self, source: Source) -> None:
        root = source.data
        if type(root) is dict and isinstance(root.get("$self"), str):
            self.bases[()] = _joined(self.bases[()], root["$self"])
        for pointer, value in objects(root):
            identifier = value.get("$id")
            if isinstance(identifier, str) and not identifier.startswith("#"):
                self.bases[pointer] = _joined(self.bases[self.around(pointer)], identifier)
            for word in ("$anchor", "$dynamicAnchor"):
                if isinstance(value.get(word), str):
                    self.anchors.setdefault((self.around(pointer), value[word]), pointer)
            if isinstance(value.get("$dynamicAnchor"), str):
                self.dynamic.setdefault(self.around(pointer), {}).setdefault(value["$dynamicAnchor"], pointer)

    def around(self, pointer: Pointer) -> Pointer:
        """The resource that a value belongs to: the nearest one above it, or the value itself."""
        if len(self.bases) > 1:
            for length in range(len(pointer), 0, -1):
                if pointer[:length] in self.bases:
                    return pointer[:length]
        return ()


def objects(data: Any, start: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The objects of a document whose members are keywords, with their pointers, parents first.

    Left out are maps whose members the author named (but not what is in them), and data: examples, defaults
    and extensions, where `$ref` and `$id` mean nothing. `data` stands at `start`.
    """
    pending: list[Inner] = [(start, data, False)]
    while pending:
        pointer, value, is_named = pending.pop()
        if type(value) is dict and not is_named:
            yield pointer, value
        pending.extend(reversed(inside(pointer, value, is_named)))


def inside(pointer: Pointer, value: Any, is_named: bool) -> list[Inner]:
    """What stands directly in an object or array at `pointer` and may hold keywords, in document order."""
    if type(value) is list:
        return [((*pointer, index), item, False) for index, item in enumerate(value) if type(item) in (dict, list)]
    if type(value) is not dict:
        return []
    return [
        ((*pointer, key), member, not is_named and key in NAMED_MEMBERS)
        for key, member in value.items()
        if type(member) in (dict, list) and (is_named or not (key in DATA or key.startswith("x-")))
    ]


def base_uri(source: Source) -> str:
    """The address of the file itself."""
    if source.url is not None:
        return source.url
    return source.path.as_uri() if source.path is not None else ""


def mentions_any(source: Source) -> bool:
    return bool(source.origins or _WORDS.search(source.text) or _ESCAPED_DOLLAR.search(source.text))


def _joined(base: str, reference: str) -> str:
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:
        return reference
