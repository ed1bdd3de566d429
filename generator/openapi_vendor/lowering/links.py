"""Links: from a response to the operation that takes its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.diagnostics import Location, Pointer, quote
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.expressions import NoExpression, expressions_of, link_value
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.source import Node, Source
from openapi_vendor.text import Text

_PLACES: Final = {
    ir.ExpressionSource.REQUEST_PATH: ir.In.PATH,
    ir.ExpressionSource.REQUEST_QUERY: ir.In.QUERY,
    ir.ExpressionSource.REQUEST_HEADER: ir.In.HEADER,
}


class _Argument(Struct, frozen=True):
    """A parameter of a link, as written; the operation that has it may not be lowered yet."""

    name: str
    value: ir.LinkValue
    location: Location


class Links:
    """Lowers links. `by_id` and `by_place` give the key of every operation that the document has."""

    def __init__(
        self, context: Context, by_id: Mapping[str, str], by_place: Mapping[tuple[Source, Pointer], str]
    ) -> None:
        self._context = context
        self._by_id = by_id
        self._by_place = by_place
        self._arguments: dict[Location, tuple[_Argument, ...]] = {}

    def one(self, name: str, written: Node) -> ir.Link | None:
        """The link, through its `$ref`; None where that leads nowhere, or an expression in it is none.

        Its arguments come with `settled`.
        """
        try:
            node = self._context.references.follow(written)
            arguments = [
                _Argument(key, self._value(value), value.location)
                for key, value in self._context.reader.members(node, "parameters")
            ]
            body = node.get("requestBody")
            body_value = None if body is None else self._value(body)
        except (Unresolved, NoExpression):
            return None
        if node.get("server") is not None:
            message = "the server of a link is ignored: the request goes where the operation's requests go"
            self._context.warning("link-server", message, node.location)
        self._arguments[node.location] = tuple(arguments)
        return ir.Link(
            name=Text(name),
            operation=self._operation(node),
            arguments=(),
            body=body_value,
            location=node.location,
            documentation=documentation.of_object(node, self._context.reader),
        )

    def _value(self, node: Node) -> ir.LinkValue:
        try:
            return link_value(node.data)
        except NoExpression as none:
            message = f"{quote(none.args[0])} is not a runtime expression: the link is left out"
            self._context.warning("link-expression", message, node.location)
            raise

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

    # --- once all operations are known -------------------------------------------------------------

    def settled(self, operations: Sequence[ir.Operation]) -> list[ir.Operation]:
        """The operations with links that can be followed.

        A link to an operation that was lost leads nowhere; one that names parameters which the operations do not
        have is left out, with a warning.
        """
        by_key = {operation.key: operation for operation in operations}
        return [
            replace(
                operation, responses=tuple(self._response(found, operation, by_key) for found in operation.responses)
            )
            for operation in operations
        ]

    def _response(
        self, response: ir.Response, operation: ir.Operation, by_key: Mapping[str, ir.Operation]
    ) -> ir.Response:
        if not response.links:
            return response
        links = [self._settled(link, operation, by_key) for link in response.links]
        return replace(response, links=tuple(link for link in links if link is not None))

    def _settled(self, link: ir.Link, operation: ir.Operation, by_key: Mapping[str, ir.Operation]) -> ir.Link | None:
        target = None if link.operation is None else by_key.get(link.operation)
        if target is None:
            return replace(link, operation=None)
        arguments: dict[int, ir.LinkValue] = {}
        for written in self._arguments[link.location]:
            index = _index(written.name, target)
            if index is None:
                message = f"{target.key} has no parameter {quote(written.name)}: the link is left out"
                self._context.warning("link-parameter", message, written.location)
                return None
            arguments[index] = written.value
        if link.body is not None and target.body is None:
            message = f"{target.key} has no body: the link is left out"
            self._context.warning("link-parameter", message, link.location)
            return None
        for value in (*arguments.values(), link.body):
            for expression in expressions_of(value):
                if not _is_known(expression, operation):
                    message = f"{operation.key} has nothing at {_shown(expression)}: the link is left out"
                    self._context.warning("link-expression", message, link.location)
                    return None
        return replace(link, arguments=tuple(sorted(arguments.items(), key=lambda pair: pair[0])))


def _index(name: str, target: ir.Operation) -> int | None:
    """The parameter that a link means: by its name, or by `place.name`, which tells two of one name apart."""
    for index, parameter in enumerate(target.parameters):
        if f"{parameter.where.value}.{parameter.name.raw}" == name:
            return index
    found = [index for index, parameter in enumerate(target.parameters) if parameter.name == name]
    return found[0] if found else None


def _is_known(expression: ir.Expression, operation: ir.Operation) -> bool:
    """Whether the operation's request has what the expression looks for there."""
    if expression.source is ir.ExpressionSource.REQUEST_BODY:
        return operation.body is not None
    place = _PLACES.get(expression.source)
    if place is None:
        return True
    name = expression.name.raw
    same = str.lower if place is ir.In.HEADER else str
    return any(each.where is place and same(each.name.raw) == same(name) for each in operation.parameters)


def _shown(expression: ir.Expression) -> str:
    return quote(f"${expression.source.value}.{expression.name.raw}")
