"""Links: from a response to the operation that takes its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator import ir
from generator.diagnostics import Pointer, quote
from generator.lowering import documentation
from generator.lowering.context import Context
from generator.lowering.references import Unresolved
from generator.lowering.values import json_value
from generator.source import Node, Source
from generator.text import Text


class Links:
    """Lowers links. `by_id` and `by_place` give the key of every operation that the document has."""

    def __init__(
        self, context: Context, by_id: Mapping[str, str], by_place: Mapping[tuple[Source, Pointer], str]
    ) -> None:
        self._context = context
        self._by_id = by_id
        self._by_place = by_place

    def one(self, name: str, written: Node) -> ir.Link | None:
        """The link, through its `$ref`; None where that leads nowhere."""
        try:
            node = self._context.references.follow(written)
        except Unresolved:
            return None
        parameters = self._context.reader.members(node, "parameters")
        body = node.get("requestBody")
        return ir.Link(
            name=Text(name),
            operation=self._operation(node),
            parameters=tuple((Text(key), json_value(value.data)) for key, value in parameters),
            body=None if body is None else json_value(body.data),
            location=node.location,
            documentation=documentation.of_object(node, self._context.reader),
        )

    def _operation(self, node: Node) -> str | None:
        """The key of the operation that `operationId` or `operationRef` names."""
        identifier = self._context.reader.text(node, "operationId")
        reference = self._context.reader.text(node, "operationRef")
        key = None
        if identifier is not None:
            key = self._by_id.get(identifier)
        elif reference is not None:
            try:
                target = self._context.references.step(node, reference)
            except Unresolved:
                return None
            key = self._by_place.get((target.source, target.pointer))
        if key is None:
            message = f"the link names no operation of this document: {quote(identifier or reference)}"
            self._context.warning("unknown-operation", message, node.location)
        return key


def without_lost(operations: Sequence[ir.Operation]) -> list[ir.Operation]:
    """The operations, their links to operations that are not among them leading nowhere."""
    keys = {operation.key for operation in operations}

    def known(link: ir.Link) -> ir.Link:
        return link if link.operation in keys else replace(link, operation=None)

    def response(found: ir.Response) -> ir.Response:
        return replace(found, links=tuple(map(known, found.links))) if found.links else found

    return [replace(each, responses=tuple(map(response, each.responses))) for each in operations]
