"""What needs to know everything: unions of descendants, circles, what nobody uses, directions, names."""

from __future__ import annotations

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.lowering import cycles, inheritance, only_values
from openapi_vendor.lowering.anchors import key_of
from openapi_vendor.lowering.directions import Parts, split
from openapi_vendor.lowering.graph import parts_of_declaration, refs, types_of_operation, types_of_payload
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.text import Text


def finished(
    schemas: Schemas,
    operations: tuple[ir.Operation, ...],
    webhooks: tuple[ir.Payload, ...],
    redirects: dict[Text, ir.Ref],
) -> Parts:
    """The declarations as they will stay, and everything that refers to them in agreement with that."""
    inheritance.unite(schemas)
    declarations = schemas.declarations.made
    cycles.cut(declarations, schemas.context.diagnostics)
    keep_components = schemas.context.config.include.everything
    roots = [ref.key for ref in redirects.values()] if keep_components else []
    roots += [key_of(node) for node in schemas.components.values()] if keep_components else []
    declarations = _in_order(schemas, _used(declarations, operations, webhooks, roots))
    redirects = {name: ref for name, ref in redirects.items() if ref.key in declarations}
    declarations, operations = only_values.given(declarations, operations, webhooks)
    if schemas.context.has_xml:
        declarations = _with_xml_where_used(declarations, operations, webhooks)
    return split(Parts(_named(schemas, declarations), operations, webhooks, redirects))


def _with_xml_where_used(
    declarations: dict[ir.Key, ir.Declaration], operations: tuple[ir.Operation, ...], webhooks: tuple[ir.Payload, ...]
) -> dict[ir.Key, ir.Declaration]:
    """What no body in XML is made of need not say what it would be there."""
    sent = [operation.body for operation in operations]
    payloads = [*webhooks, *(payload for operation in operations for payload in operation.callbacks)]
    bodies = [body.contents for body in (*sent, *(payload.body for payload in payloads)) if body is not None]
    bodies += [response.contents for operation in operations for response in operation.responses]
    types = [content.type for contents in bodies for content in contents if content.xml is not None]
    used = _reached(declarations, list(refs(types)))
    return {
        key: each if key in used or isinstance(each, ir.Alias) else _without_xml(each)
        for key, each in declarations.items()
    }


def _without_xml(declaration: ir.Object) -> ir.Object:
    if all(each.xml is None for each in declaration.properties):
        return declaration
    properties = tuple(replace(each, xml=None) for each in declaration.properties)
    return replace(declaration, properties=properties)


def _used(
    declarations: dict[ir.Key, ir.Declaration],
    operations: tuple[ir.Operation, ...],
    webhooks: tuple[ir.Payload, ...],
    roots: list[ir.Key],
) -> dict[ir.Key, ir.Declaration]:
    """What operations, webhooks and `roots` need. Left out is what only a lost operation would have used."""
    waiting = list(roots)
    for operation in operations:
        for types in types_of_operation(operation):
            waiting += refs(types)
    for payload in webhooks:
        waiting += refs(types_of_payload(payload))
    used = _reached(declarations, waiting)
    return {key: declaration for key, declaration in declarations.items() if key in used}


def _reached(declarations: dict[ir.Key, ir.Declaration], waiting: list[ir.Key]) -> set[ir.Key]:
    """The keys of declarations that can be reached from some."""
    used: set[ir.Key] = set()
    while waiting:
        key = waiting.pop()
        if key not in used and key in declarations:
            used.add(key)
            waiting += refs(parts_of_declaration(declarations[key]))
    return used


def _in_order(schemas: Schemas, declarations: dict[ir.Key, ir.Declaration]) -> dict[ir.Key, ir.Declaration]:
    """Components first, in the order of the document; then the others, as they were met."""
    ordered: dict[ir.Key, ir.Declaration] = {}
    for node in schemas.components.values():
        key = key_of(node)
        for each in (key, inheritance.base_key(key)):
            if each in declarations:
                ordered[each] = declarations[each]
    return ordered | declarations


def _named(schemas: Schemas, declarations: dict[ir.Key, ir.Declaration]) -> dict[ir.Key, ir.Declaration]:
    context = schemas.context
    named: dict[ir.Key, ir.Declaration] = {}
    for key, declaration in declarations.items():
        node = schemas.declarations.places[key]
        intent, owner = context.anchors.name(node.source, node.pointer)
        parts, pinned = intent.parts, context.pinned(node)
        if key.aspect is not ir.Aspect.ITSELF:
            parts, pinned = (*parts, Text(key.aspect.value)), None
        named[key] = replace(declaration, name=ir.NameIntent(parts, pinned), owner=owner)
    return named
