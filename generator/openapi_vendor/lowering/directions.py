"""`readOnly` and `writeOnly`: two declarations where a required property differs by direction.

A property that is required and `readOnly` is required in responses only, and the other way round
(OpenAPI 3.0.4 and 3.1 "readOnly"). Most schemas contain no such property, and stay one declaration. One that
does, or refers to one that does, becomes two where it is used both ways, whose keys have the direction.
What webhooks and callbacks bring is received, so it counts as a response.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.lowering.graph import (
    Renamer,
    parts_of_declaration,
    refs,
    renamed_operation,
    types_of_operation,
    types_of_payload,
)
from openapi_vendor.text import Text


class Parts(Struct, frozen=True):
    """The parts of an API that refer to declarations."""

    declarations: dict[ir.Key, ir.Declaration]
    operations: tuple[ir.Operation, ...]
    webhooks: tuple[ir.Payload, ...]
    redirects: Mapping[Text, ir.Ref]


def split(parts: Parts) -> Parts:
    """The parts, every declaration that differs by direction made twice, or fitted to its one direction."""
    direct = {key for key, declaration in parts.declarations.items() if _differs(declaration)}
    if not direct:
        return parts
    edges = {key: list(refs(parts_of_declaration(each))) for key, each in parts.declarations.items()}
    sensitive = _closure(direct, _reversed(edges))
    sent, received = _uses(parts)
    both = sensitive & _closure(sent, edges) & _closure(received, edges)
    only_sent = (sensitive & _closure(sent, edges)) - both
    in_requests = {key: replace(key, direction=ir.Direction.REQUEST) for key in both}
    in_responses = {key: replace(key, direction=ir.Direction.RESPONSE) for key in both}
    request = Renamer(lambda key: in_requests.get(key, key))
    response = Renamer(lambda key: in_responses.get(key, key))
    made: dict[ir.Key, ir.Declaration] = {}
    for key, declaration in parts.declarations.items():
        if key in both:
            for keys, renamer in ((in_responses, response), (in_requests, request)):
                of_direction = replace(renamer.declaration(declaration), key=keys[key], direction=keys[key].direction)
                made[keys[key]] = _fitted(of_direction, keys[key].direction)
        elif key in only_sent:
            made[key] = _fitted(request.declaration(declaration), ir.Direction.REQUEST)
        elif key in sensitive:
            made[key] = _fitted(response.declaration(declaration), ir.Direction.RESPONSE)
        else:
            made[key] = declaration
    return Parts(
        made,
        tuple(renamed_operation(operation, request, response) for operation in parts.operations),
        tuple(map(response.payload, parts.webhooks)),
        {name: ir.Ref(in_responses.get(ref.key, ref.key)) for name, ref in parts.redirects.items()},
    )


def _differs(declaration: ir.Declaration) -> bool:
    return isinstance(declaration, ir.Object) and any(
        each.required and each.read_only != each.write_only for each in declaration.properties
    )


def _fitted(declaration: ir.Declaration, direction: ir.Direction) -> ir.Declaration:
    """The declaration for one direction: what that direction does not carry is not required."""
    if isinstance(declaration, ir.Alias):
        return declaration
    is_request = direction is ir.Direction.REQUEST
    properties = tuple(
        (
            replace(each, required=False)
            if each.required
            and (each.read_only if is_request else each.write_only)
            and each.read_only != each.write_only
            else each
        )
        for each in declaration.properties
    )
    return replace(declaration, properties=properties)


def _uses(parts: Parts) -> tuple[set[ir.Key], set[ir.Key]]:
    """The declarations that operations and webhooks name: in what is sent, and in what is received."""
    sent: set[ir.Key] = set()
    received: set[ir.Key] = set()
    for operation in parts.operations:
        request, response = types_of_operation(operation)
        sent.update(refs(request))
        received.update(refs(response))
    for payload in parts.webhooks:
        received.update(refs(types_of_payload(payload)))
    return sent, received


def _reversed(edges: Mapping[ir.Key, Iterable[ir.Key]]) -> dict[ir.Key, list[ir.Key]]:
    found: dict[ir.Key, list[ir.Key]] = {}
    for key, targets in edges.items():
        for target in targets:
            found.setdefault(target, []).append(key)
    return found


def _closure(start: Iterable[ir.Key], edges: Mapping[ir.Key, Iterable[ir.Key]]) -> set[ir.Key]:
    """Everything reachable from `start`."""
    reached = set(start)
    waiting = list(reached)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
