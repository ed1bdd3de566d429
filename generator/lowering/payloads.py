"""What the API sends to us: webhooks, and the callbacks of operations."""

from __future__ import annotations

from collections.abc import Iterator

from generator import ir
from generator.lowering import documentation
from generator.lowering.anchors import Part
from generator.lowering.contents import Contents
from generator.lowering.context import Context, Lost
from generator.lowering.parameters import Parameters
from generator.lowering.references import Unresolved
from generator.source import Node
from generator.text import Text


class Payloads:
    """Lowers webhooks and callbacks. One that cannot be used is reported, and costs only itself."""

    def __init__(self, context: Context, contents: Contents, parameters: Parameters) -> None:
        self._context = context
        self._contents = contents
        self._parameters = parameters
        self.callback_count = 0

    def webhooks(self) -> Iterator[ir.Payload]:
        """The `webhooks` of the document (3.1)."""
        for name, written in self._context.reader.members(self._context.root, "webhooks"):
            yield from self._item(written, f"webhook {name}", (Text(name),))

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
                for payload in self._item(node, f"{key} callback {name} {expression}", whole):
                    self.callback_count += 1
                    yield payload

    def _item(self, written: Node, key: str, parts: tuple[Part, ...]) -> Iterator[ir.Payload]:
        from generator.lowering.operations import methods, path_item

        item = path_item(self._context, written)
        if item is None:
            return
        shared = tuple(self._context.reader.elements(item, "parameters"))
        found = list(methods(self._context, item))
        for method, operation in found:
            name = (*parts, Text(method.lower())) if len(found) > 1 else parts
            try:
                yield self._payload(operation, shared, method, f"{key} {method}", name)
            except (Lost, Unresolved):
                continue

    def _payload(
        self, written: Node, shared: tuple[Node, ...], method: str, key: str, parts: tuple[Part, ...]
    ) -> ir.Payload:
        node = self._context.references.follow(written)
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
        )
