"""What the API sends to us: webhooks, and the callbacks of operations."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.anchors import Part
from openapi_vendor.lowering.contents import Contents
from openapi_vendor.lowering.context import Context, Lost
from openapi_vendor.lowering.parameters import Parameters
from openapi_vendor.lowering.path_items import methods, path_item, usable
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.responses import Responses
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_Methods = tuple[tuple[Node, ...], list[tuple[str, Node]]]


class Payloads:
    """Lowers webhooks and callbacks. One that cannot be used is reported, and costs only itself."""

    def __init__(self, context: Context, contents: Contents, parameters: Parameters, responses: Responses) -> None:
        self._context = context
        self._contents = contents
        self._parameters = parameters
        self._responses = responses
        self.webhook_count = 0
        self.callback_count = 0

    def webhooks(self) -> Iterator[ir.Payload]:
        """The `webhooks` of the document (3.1)."""
        for name, written in self._context.reader.members(self._context.root, "webhooks"):
            found = self._methods(written)
            self.webhook_count += len(found[1])
            yield from self._each(found, f"webhook {name}", (Text(name),), Text(name))

    def callbacks(self, operation: Node, key: str, parts: tuple[Part, ...]) -> Iterator[ir.Payload]:
        """The `callbacks` of an operation."""
        for name, written in self._context.reader.members(operation, "callbacks"):
            try:
                callback = self._context.references.follow(written)
            except Unresolved:
                continue
            expressions = [(text, node) for text, node in callback.items() if not text.startswith("x-")]
            for expression, node in expressions:
                distinct = (Text(expression),) if len(expressions) > 1 else ()
                whole = (*parts, Text(name), *distinct)
                found = self._methods(node)
                self.callback_count += len(found[1])
                place = f"{key} callback {name} {expression}"
                yield from self._each(found, place, whole, Text(name), Text(expression))

    def _methods(self, written: Node) -> _Methods:
        """The shared parameters and the operations of a path item."""
        item = path_item(self._context, written)
        if item is None:
            return (), []
        shared = tuple(self._context.reader.elements(item, "parameters"))
        return shared, list(methods(self._context, item))

    def _each(
        self, found: _Methods, key: str, parts: tuple[Part, ...], event: Text, expression: Text | None = None
    ) -> Iterator[ir.Payload]:
        shared, operations = found
        for method, written in operations:
            name = (*parts, Text(method.lower())) if len(operations) > 1 else parts
            try:
                node = usable(self._context, method, written)
                payload = self._payload(node, shared, method, f"{key} {method}", name)
                yield replace(payload, event=event, expression=expression)
            except (Lost, Unresolved):
                continue

    def _payload(
        self, node: Node, shared: tuple[Node, ...], method: str, key: str, parts: tuple[Part, ...]
    ) -> ir.Payload:
        self._context.anchors.fix(node, "payload", parts, key)
        node, parameters = self._context.upgrade.operation(node, shared)
        body = node.get("requestBody")
        return ir.Payload(
            key=key,
            name=ir.NameIntent(parts, self._context.pinned(node)),
            method=method,
            body=None if body is None or body.data is None else self._contents.body(body),
            location=node.location,
            parameters=tuple(self._parameters.of(parameters, len(shared))),
            documentation=documentation.of_object(node, self._context.reader),
            answers=tuple(self._responses.described(node)),
        )
