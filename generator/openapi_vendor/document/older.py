"""Schema keywords of older dialects, and older values of keywords, in the words of 3.1.

Nothing is read here: each upgrade gives nodes that keep the place of what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from openapi_vendor.document.keywords import OlderKeyword, Upgrade
from openapi_vendor.document.shapes import Reading
from openapi_vendor.source import Node

Upgraded = Iterator[tuple[str, Node]]


def _renamed(name: str) -> Upgrade:
    def upgrade(schema: Node, child: Node, reading: Reading) -> Upgraded:
        yield name, child

    return upgrade


def type_file(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """2.0: `type: file` is a string of bytes."""
    types = child.data if type(child.data) is list else [child.data]
    if "file" in types:
        yield "format", Node("binary", child.source, child.pointer)
        child = Node(["string" if name == "file" else name for name in types], child.source, child.pointer)
    yield "type", child


def exclusive(name: str, inclusive: str) -> Upgrade:
    """2.0 and 3.0: `exclusiveMinimum: true` makes `minimum` exclusive (JSON Schema draft 4)."""

    def upgrade(schema: Node, child: Node, reading: Reading) -> Upgraded:
        if not isinstance(child.data, bool):
            yield name, child
            return
        limit = schema.get(inclusive)
        is_number = (
            limit is not None and isinstance(limit.data, int | float | Decimal) and not isinstance(limit.data, bool)
        )
        if child.data and limit is not None and is_number:
            yield name, limit

    return upgrade


def items(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """Drafts 4 to 2019-09: an array in `items` is a tuple."""
    if type(child.data) is list:
        reading.warn(child, "tuple-items", "`items` is an array: it is read as `prefixItems`")
        yield "prefixItems", child
    else:
        yield "items", child


def _additional_items(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """Drafts 4 to 2019-09: what follows the tuple in `items`; beside anything else it says nothing."""
    beside = schema.get("items")
    if beside is not None and type(beside.data) is list:
        yield "items", child


def _dependencies(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """Drafts 4 to 7: names or a schema for each property."""
    if type(child.data) is not dict:
        yield "dependentSchemas", child
        return
    schemas = {name: node for name, node in child.items() if type(node.data) in (dict, bool)}
    names = {name: node for name, node in child.items() if name not in schemas}
    for keyword, members in (("dependentRequired", names), ("dependentSchemas", schemas)):
        if members:
            yield keyword, Node(members, child.source, child.pointer)


def _examples(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """2020-12 `examples` is an array, of which the first is shown."""
    first = next(child.elements(), None)
    if first is not None:
        yield "example", first


def discriminator(schema: Node, child: Node, reading: Reading) -> Upgraded:
    """2.0: the mere name of the property."""
    is_name = type(child.data) is str
    yield "discriminator", Node({"propertyName": child.data}, child.source, child.pointer) if is_name else child


_KEYWORDS: Final = (
    OlderKeyword("$recursiveRef", "$dynamicRef", _renamed("$dynamicRef")),
    OlderKeyword("additionalItems", "items", _additional_items),
    OlderKeyword("dependencies", "dependentSchemas", _dependencies),
    OlderKeyword("x-nullable", "nullable", _renamed("nullable"), in_parameters=True),
    OlderKeyword("x-enumDescriptions", "x-enum-descriptions", _renamed("x-enum-descriptions")),
    OlderKeyword("examples", "example", _examples),
)
OLDER: Final = {older.name: older for older in _KEYWORDS}
