"""Operations: what stands in `paths`, each with everything it inherits."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.diagnostics import Diagnostic, Location, Severity, quote
from openapi_vendor.lowering import documentation, servers
from openapi_vendor.lowering.anchors import Part
from openapi_vendor.lowering.contents import Contents
from openapi_vendor.lowering.context import Context, Lost
from openapi_vendor.lowering.parameters import Parameters
from openapi_vendor.lowering.path_items import methods, path_item, usable
from openapi_vendor.lowering.paths import BadPath, ParameterName, PathTemplate, first_literal, parse_path
from openapi_vendor.lowering.payloads import Payloads
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.responses import Responses
from openapi_vendor.lowering.security import Security
from openapi_vendor.lowering.values import optional
from openapi_vendor.source import Node
from openapi_vendor.text import Text


class Found(Struct, frozen=True):
    """An operation as it stands in the document, before anything is made of it."""

    path: str
    method: str
    node: Node
    item: Node
    shared: tuple[Node, ...]
    """The parameters of the path item."""

    @property
    def key(self) -> str:
        return f"{self.method} {self.path}"


def find(context: Context) -> tuple[list[Found], int]:
    """All operations under `paths`, and how many are lost because they cannot even be read."""
    found, lost = [], 0
    paths = context.root.get("paths")
    if paths is not None and paths.data is not None and type(paths.data) is not dict:
        message = "`paths` must be an object: there are no operations"
        context.diagnostics.error("wrong-type", message, paths.location)
    for path, written in (context.reader.members(context.root, "paths") if type(paths and paths.data) is dict else ()):
        item = path_item(context, written)
        if item is None:
            lost += 1
            continue
        shared = tuple(context.reader.elements(item, "parameters"))
        for method, node in methods(context, item):
            try:
                found.append(Found(path, method, usable(context, method, node), item, shared))
            except Lost:
                lost += 1
    return found, lost


def name_parts(context: Context, found: Found) -> tuple[Part, ...]:
    """What an operation is called: its id, else its method and path."""
    identifier = found.node.get("operationId")
    if identifier is not None and type(identifier.data) is str and identifier.data.strip():
        return (Text(identifier.data),)
    return (Text(found.method.lower()), Text(found.path))


class Operations:
    """Lowers operations."""

    def __init__(
        self,
        context: Context,
        parameters: Parameters,
        contents: Contents,
        responses: Responses,
        security: Security,
        payloads: Payloads,
    ) -> None:
        self._context = context
        self._reader = context.reader
        self._parameters = parameters
        self._contents = contents
        self._responses = responses
        self._security = security
        self._payloads = payloads
        security.default_of(context.root)

    def one(self, found: Found) -> ir.Operation:
        """The operation. Raises `Lost`, with diagnostics, where it cannot be called as the document says."""
        template = self._template(found)
        node, written = self._upgraded(found)
        parameters = self._parameters.of(written, len(found.shared))
        parameters = self._parameters.fitting(parameters, template, found.node)
        security = self._security.of(node)
        body = node.get("requestBody")
        tags = self._tags(node)
        return ir.Operation(
            key=found.key,
            id=optional(self._reader.text(node, "operationId")),
            method=found.method,
            path=self._path(template, parameters),
            path_template=Text(found.path),
            group=Text(tags[0] if tags else first_literal(template)),
            tags=tuple(map(Text, tags)),
            parameters=tuple(parameters),
            body=None if body is None or body.data is None else self._contents.body(body),
            responses=self._responses.of(node),
            security=security,
            servers=servers.of(self._context, node) or servers.of(self._context, found.item),
            location=node.location,
            documentation=documentation.of_object(node, self._reader),
            path_documentation=documentation.of_object(found.item, self._reader),
            callbacks=tuple(self._payloads.callbacks(node, found.key, name_parts(self._context, found))),
            pinned=self._context.pinned(found.node),
        )

    def _template(self, found: Found) -> PathTemplate:
        try:
            return parse_path(found.path)
        except BadPath as bad:
            message = f"the path {quote(found.path)} cannot be used: {bad}"
            place = Location(self._context.root.source.display, ("paths", found.path))
            self._context.diagnostics.add(Diagnostic(Severity.ERROR, "invalid-path", message, place, at_key=True))
            raise Lost from None

    def _upgraded(self, found: Found) -> tuple[Node, list[Node]]:
        try:
            return self._context.upgrade.operation(found.node, found.shared)
        except Unresolved:
            raise Lost from None

    @staticmethod
    def _path(template: PathTemplate, parameters: list[ir.Parameter]) -> tuple[ir.PathPart, ...]:
        slots = {
            parameter.name: ir.Slot(index)
            for index, parameter in enumerate(parameters)
            if parameter.where is ir.In.PATH
        }
        return tuple(
            slots[Text(part.name)] if isinstance(part, ParameterName) else Text(part) for part in template.parts
        )

    def _tags(self, node: Node) -> tuple[str, ...]:
        return tuple(tag for tag in self._reader.texts(node, "tags") if tag.strip())
