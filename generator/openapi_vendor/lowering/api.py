"""`lower`: the whole document, in the order in which its parts need each other."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping

from openapi_vendor import ir
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Pointer, quote
from openapi_vendor.document import Dialect, Dialects, Reader
from openapi_vendor.document.upgrade import Upgrade
from openapi_vendor.lowering import info, operations, servers
from openapi_vendor.lowering.anchors import Anchors
from openapi_vendor.lowering.contents import Contents
from openapi_vendor.lowering.context import Context, Lost
from openapi_vendor.lowering.declarations import Declarations
from openapi_vendor.lowering.filters import check_include, is_included
from openapi_vendor.lowering.finish import finished
from openapi_vendor.lowering.links import Links
from openapi_vendor.lowering.operations import Found, Operations
from openapi_vendor.lowering.parameters import Parameters
from openapi_vendor.lowering.payloads import Payloads
from openapi_vendor.lowering.references import References
from openapi_vendor.lowering.responses import Responses
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.lowering.security import Security
from openapi_vendor.source import Node, Source, Sources
from openapi_vendor.text import Text

COMPONENTS = {
    "schemas": "schema",
    "responses": "response",
    "parameters": "parameter",
    "requestBodies": "requestBody",
    "headers": "header",
    "callbacks": "callback",
    "pathItems": "pathItem",
    "mediaTypes": "mediaType",
}
"""The members of Components Object that can hold schemas, and what each of their members is."""

COMPONENTS_2_0 = {"definitions": "schema", "parameters": "parameter", "responses": "response"}


def lower(root: Node, sources: Sources, config: Config, diagnostics: Diagnostics) -> ir.Api:
    """The API that the document at `root` describes.

    Raises `Refused` where it is not an OpenAPI document of a version that we know. Everything else that cannot
    be used is an error in `diagnostics`, and missing from the result: `counts` says how much.
    """
    dialects = Dialects(root, diagnostics)
    references = References(sources, diagnostics)
    reader = Reader(diagnostics, sources.written, references.end_of, references.prose)
    upgrade = Upgrade(root, dialects, reader, references.follow)
    anchors = Anchors()
    root = upgrade.root(root)
    context = Context(root, config, diagnostics, dialects, reader, references, anchors, upgrade)
    collecting = gc.isenabled()
    gc.disable()  # nearly everything made here stays, and the collector would walk it again and again
    try:
        return _Run(context).api()
    finally:
        if collecting:
            gc.enable()


class _Run:
    """One run: everything that takes part in it, wired."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._is_2_0 = context.dialects.root is Dialect.V2_0
        holder = context.root if self._is_2_0 else context.reader.mapping(context.root, "components")
        self._components = holder
        self._declarations = Declarations()
        self._schema_nodes = dict(self._members("definitions" if self._is_2_0 else "schemas"))
        self._schemas = Schemas(context, self._declarations, self._schema_nodes)
        self._redirects: dict[Text, ir.Ref] = {}

    def _members(self, field: str) -> Iterable[tuple[str, Node]]:
        """The members of one field of Components Object, which may itself be a `$ref`."""
        written = self._components.get(field) if self._components is not None else None
        node = self._context.references.end_of(written) if written is not None else None
        if node is None:
            return ()
        if type(node.data) is not dict:
            message = f"`{field}` must be an object: it is ignored"
            self._context.warning("wrong-type", message, node.location)
        return ((name, child) for name, child in node.items() if not name.startswith("x-"))

    def api(self) -> ir.Api:
        context = self._context
        self._fix_names()
        for name, node in self._schema_nodes.items():
            self._component(name, node)
        field = "securityDefinitions" if self._is_2_0 else "securitySchemes"
        security = Security(context, self._components, field)
        found, lost = operations.find(context)
        included = [each for each in found if is_included(context, each)]
        check_include(context, found)
        links = Links(context, *self._targets(included))
        contents = Contents(self._schemas)
        parameters = Parameters(self._schemas, contents)
        responses = Responses(self._schemas, contents, links)
        payloads = Payloads(context, contents, parameters, responses)
        lowering = Operations(context, parameters, contents, responses, security, payloads)
        lowered = []
        for each in included:
            try:
                lowered.append(lowering.one(each))
            except Lost:
                lost += 1
        lowered = links.settled(lowered)
        webhooks = tuple(payloads.webhooks()) if context.config.include.everything else ()
        self._declarations.work()
        parts = finished(self._schemas, tuple(lowered), webhooks, self._redirects)
        return ir.Api(
            info=info.of(context),
            servers=servers.of(context, context.root),
            tags=info.tags(context),
            declarations=parts.declarations,
            operations=parts.operations,
            webhooks=parts.webhooks,
            security_schemes=tuple(security.schemes.values()),
            counts=ir.Counts(
                operations=len(lowered) + lost,
                operations_lost=lost,
                component_schemas=len(self._schema_nodes),
                webhooks=payloads.webhook_count,
                callbacks=payloads.callback_count,
            ),
            location=context.root.location,
            redirects=parts.redirects,
        )

    # --- components --------------------------------------------------------------------------------

    def _fix_names(self) -> None:
        for field, kind in (COMPONENTS_2_0 if self._is_2_0 else COMPONENTS).items():
            for name, node in self._schema_nodes.items() if kind == "schema" else self._members(field):
                self._context.anchors.fix(node, kind, (Text(name),))
                if kind == "schema":
                    self._declarations.component(node)

    def _component(self, name: str, node: Node) -> None:
        """Declare a component schema; one that is nothing but a reference only redirects."""
        schema = self._schemas.read(node)
        if not self._schemas.is_bare_reference(schema) or schema.description or schema.title:
            self._schemas.declare(node)
            return
        target = self._schemas.reference(schema)
        found = target.variants if isinstance(target, ir.Union) else (target,)
        ref = next((each for each in found if isinstance(each, ir.Ref)), None)
        if ref is None:  # it leads nowhere, or to a boolean schema
            self._schemas.declare(node)
        else:
            self._redirects[Text(name)] = ref

    # --- operations --------------------------------------------------------------------------------

    def _targets(self, found: Iterable[Found]) -> tuple[Mapping[str, str], Mapping[tuple[Source, Pointer], str]]:
        """The keys of all operations by id and by place; what is inside them is named after them."""
        by_id: dict[str, str] = {}
        by_place: dict[tuple[Source, Pointer], str] = {}
        for each in found:
            node = each.node
            parts = operations.name_parts(self._context, each)
            self._context.anchors.fix(node, "operation", parts, each.key)
            for parameter in each.shared:
                self._context.anchors.fix(parameter, "parameter", parts, each.key)
            by_place.setdefault((node.source, node.pointer), each.key)
            identifier = node.get("operationId")
            if identifier is None or type(identifier.data) is not str or not identifier.data.strip():
                message = f"the operation {quote(each.key)} has no operationId: it is named after its path"
                self._context.warning("no-operation-id", message, node.location)
            elif identifier.data in by_id:
                message = f"the operationId {quote(identifier.data)} is not unique"
                self._context.warning("duplicate-operation-id", message, identifier.location)
            else:
                by_id[identifier.data] = each.key
        return by_id, by_place
