"""Path items, which `paths`, `webhooks` and callbacks share: their operations and methods."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_vendor.diagnostics import quote
from openapi_vendor.document.upgrade import METHODS
from openapi_vendor.lowering.contents import HEADER_NAME
from openapi_vendor.lowering.context import Context, Lost
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.source import Node


def path_item(context: Context, written: Node) -> Node | None:
    """The path item at a node, through its `$ref`, and its siblings (OpenAPI 3.1 "Path Item Object")."""
    try:
        item = context.references.follow(written)
    except Unresolved:
        return None
    if type(item.data) is not dict:
        message = "a path item must be an object: it is left out"
        context.diagnostics.error("wrong-type", message, item.location)
        return None
    if item is written:
        return item
    context.anchors.target(item, "pathItem")
    siblings = {key: node for key, node in written.items() if key not in ("$ref", "summary", "description")}
    return Node({**item.data, **siblings}, item.source, item.pointer) if siblings else item


def methods(context: Context, item: Node) -> Iterator[tuple[str, Node]]:
    """The operations of a path item: the method (in upper case where it is a fixed field) and the node."""
    for method in METHODS:
        node = item.get(method)
        if node is not None and node.data is not None:
            yield method.upper(), node
    yield from context.reader.members(item, "additionalOperations")


def usable(context: Context, method: str, written: Node) -> Node:
    """The operation at a node, through its `$ref`. Raises `Lost` where it, or its method, cannot be used."""
    if not HEADER_NAME.match(method):
        message = f"{quote(method)} is not an HTTP method (RFC 9110): the operation is left out"
        context.diagnostics.error("invalid-method", message, written.location)
        raise Lost
    try:
        node = context.references.follow(written)
    except Unresolved:
        raise Lost from None
    if type(node.data) is not dict:
        message = "an operation must be an object: it is left out"
        context.diagnostics.error("wrong-type", message, node.location)
        raise Lost
    return node
