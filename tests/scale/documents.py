"""Documents of one shape and any size, beyond what one keyword of schemas makes: bases and their variants, dynamic
scopes, resources, chains of every kind of component, and what nothing else has described."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.scale.shapes import Schema, Schemas, document, ref

Document = dict[str, Any]


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}


def _text(name: str) -> Schema:
    return _object(**{name: {"type": "string"}})


def _base(name: str = "k") -> Schema:
    return {"required": [name], **_text(name), "discriminator": {"propertyName": name}}


# --- bases, and what extends them -------------------------------------------------------------------


def base_that_lists_its_variants(size: int) -> Document:
    """Each variant extends the base, which is a choice of them: so each meets that choice."""
    variants = {f"V{number}": {"allOf": [ref("S0"), _text(f"p{number}")]} for number in range(size)}
    return document({"S0": {**_base(), "oneOf": [ref(name) for name in variants]}, **variants})


def base_with_mapping(size: int) -> Document:
    variants: Schemas = {f"V{number}": {"allOf": [ref("S0"), _text(f"p{number}")]} for number in range(size)}
    mapping = {f"v{number}": f"#/components/schemas/V{number}" for number in range(size)}
    return document({"S0": {**_base(), "discriminator": {"propertyName": "k", "mapping": mapping}}, **variants})


def many_bases(size: int) -> Document:
    made: Schemas = {"S0": _object(**{f"b{number}": ref(f"B{number}") for number in range(size)})}
    for number in range(size):
        made[f"B{number}"] = _base()
        made |= {f"V{number}x{each}": {"allOf": [ref(f"B{number}"), _text("p")]} for each in range(2)}
    return document(made)


def variants_of_many_bases(size: int) -> Document:
    made: Schemas = {"S0": _object(**{f"b{number}": ref(f"B{number}") for number in range(size)})}
    made |= {f"B{number}": _base() for number in range(size)}
    made |= {f"V{each}": {"allOf": [ref(f"B{number}") for number in range(size)]} for each in range(3)}
    return document(made)


def bases_that_extend_bases(size: int) -> Document:
    made: Schemas = {"S0": _base()}
    for number in range(1, size):
        extended = {"allOf": [ref(f"S{(number - 1) // 2}"), _text(f"p{number}")]}
        made[f"S{number}"] = {**extended, "discriminator": {"propertyName": "k"}}
    return document(made)


# --- dynamic scopes, and resources ------------------------------------------------------------------


def _resource(name: str) -> Schema:
    return {"$id": f"https://shape.example.com/{name}"}


def generics(size: int) -> Document:
    """One list that knows nothing of its items, and many that say what they are."""
    made: Schemas = {"S0": _object(**{f"l{number}": ref(f"L{number}") for number in range(size)})}
    made["List"] = {
        **_resource("list"),
        **_object(items={"type": "array", "items": {"$dynamicRef": "#T"}}),
        "$defs": {"T": {"$dynamicAnchor": "T", "not": {}}},
    }
    for number in range(size):
        item = {"$dynamicAnchor": "T", **_text(f"p{number}")}
        made[f"L{number}"] = {**_resource(f"l{number}"), "$ref": "list", "$defs": {"T": item}}
    return document(made)


def _dynamic(number: int) -> Schema:
    return {**_resource(f"s{number}"), "$dynamicAnchor": "node", **_object(c={"$dynamicRef": "#node"})}


def dynamic_chain(size: int) -> Document:
    """Each extends the next, and means whatever the outermost is."""
    made: Schemas = {
        f"S{number}": {**_dynamic(number), "allOf": [{"$ref": f"s{number + 1}"}]} for number in range(size)
    }
    return document({**made, f"S{size}": _dynamic(size)})


def dynamic_layers(size: int) -> Document:
    """Two of each layer hold both of the next; the last ask for what each layer bound: two meanings for each way."""
    made: Schemas = {"S0": ref("A0")}
    for number in range(size):
        for side in "AB":
            made[f"{side}{number}"] = {
                **_resource(f"{side}{number}"),
                **_object(a={"$ref": f"A{number + 1}"}, b={"$ref": f"B{number + 1}"}),
                "$defs": {"T": {"$dynamicAnchor": f"T{number}", **_text(f"p{side}")}},
            }
    for side in "AB":
        made[f"{side}{size}"] = {
            **_resource(f"{side}{size}"),
            **_object(**{f"c{number}": {"$dynamicRef": f"#T{number}"} for number in range(size)}),
            "$defs": {f"T{number}": {"$dynamicAnchor": f"T{number}"} for number in range(size)},
        }
    return document(made)


def resources(size: int) -> Document:
    """Each refers to the next by a relative address."""
    made: Schemas = {
        f"S{number}": {**_resource(f"d{number}/s"), "$ref": f"../d{number + 1}/s"} for number in range(size)
    }
    return document({**made, f"S{size}": {**_resource(f"d{size}/s"), **_text("x")}})


def resources_in_a_circle(size: int) -> Document:
    return document(
        {f"S{number}": {**_resource(f"d{number}/s"), "$ref": f"../d{(number + 1) % size}/s"} for number in range(size)}
    )


def pointers_through_pointers(size: int) -> Document:
    made: Schemas = {
        f"S{number}": _object(x={"$ref": f"#/components/schemas/S{number + 1}/properties/x"}) for number in range(size)
    }
    return document({**made, f"S{size}": _text("x")})


# --- chains of components ---------------------------------------------------------------------------

_BODY: Document = {"content": {"application/json": {"schema": _text("x")}}}

COMPONENTS: dict[str, Document] = {
    "parameters": {"name": "p", "in": "query", "schema": {"type": "string"}},
    "responses": {"description": "d", **_BODY},
    "requestBodies": _BODY,
    "headers": {"schema": {"type": "string"}},
    "links": {"operationId": "a"},
    "callbacks": {"{$request.body#/u}": {"post": {"responses": {"200": {"description": "d"}}}}},
    "pathItems": {"get": {"responses": {"200": {"description": "d"}}}},
    "securitySchemes": {"type": "apiKey", "in": "header", "name": "K"},
    "examples": {"value": "t"},
    "mediaTypes": {"schema": _text("x")},
}
"""Every other kind of component, with one of it."""

ENDS = ("ends", "dangles", "circle")
"""How a chain ends."""


def _operation(kind: str, number: int, reference: Schema) -> Document:
    """An operation that refers to a component."""
    response: Document = {"description": "d"}
    made: Document = {"operationId": f"o{number}", "responses": {"200": response}}
    content: Document = {"schema": {"type": "string"}}
    if kind == "parameters":
        made["parameters"] = [reference]
    elif kind == "responses":
        made["responses"] = {"200": reference}
    elif kind == "requestBodies":
        made["requestBody"] = reference
    elif kind == "headers":
        response["headers"] = {"X-A": reference}
    elif kind == "links":
        response["links"] = {"l": reference}
    elif kind == "callbacks":
        made["callbacks"] = {"c": reference}
    elif kind == "examples":
        made["requestBody"] = {"content": {"text/plain": {**content, "examples": {"e": reference}}}}
    elif kind == "mediaTypes":
        response["content"] = {"application/json": reference}
    elif kind == "securitySchemes":
        made["security"] = [{reference["$ref"].rpartition("/")[2]: []}]
    return made


def components(kind: str, end: str, size: int) -> Document:
    """A chain of components that are references, and an operation for each that begins there."""
    made = document({"S0": _text("x")})
    made["openapi"] = "3.2.0" if kind == "mediaTypes" else "3.1.0"
    names = [f"C{number}" for number in range(size)]
    references = [{"$ref": f"#/components/{kind}/{name}"} for name in names]
    after = {"ends": COMPONENTS[kind], "dangles": {"$ref": f"#/components/{kind}/None"}, "circle": references[0]}
    made["components"][kind] = dict(zip(names, [*references[1:], after[end]], strict=True))
    for number, reference in enumerate(references):
        item = reference if kind == "pathItems" else {"post": _operation(kind, number, reference)}
        made["paths"][f"/c{number}"] = item
    return made


# --- what nothing else has described ----------------------------------------------------------------


def _parts(keyword: str, parts: list[Schema]) -> Schema:
    """A schema that is described by each of the parts under some condition."""
    if keyword == "if":
        return {"allOf": [{"if": {"required": [f"q{at}"]}, "then": part} for at, part in enumerate(parts)]}
    if keyword == "dependentSchemas":
        return {keyword: {f"d{at}": part for at, part in enumerate(parts)}}
    return {keyword: parts}


def _closed(items: bool) -> Schema:
    return {"unevaluatedItems" if items else "unevaluatedProperties": False}


def _described(items: bool, number: int) -> Schema:
    return {"prefixItems": [{"type": "string"}] * (number % 5 + 1)} if items else _text(f"p{number}")


def closed_and_wide(keyword: str, items: bool, size: int) -> Document:
    parts = [_described(items, number) for number in range(size)]
    return document({"S0": {**_parts(keyword, parts), **_closed(items)}})


def closed_with_equal_ways(keyword: str, items: bool, size: int) -> Document:
    return document({"S0": {**_parts(keyword, [ref("L")] * size), **_closed(items)}, "L": _described(items, 0)})


def closed_layers(keyword: str, items: bool, size: int) -> Document:
    """Three of each layer name the three of the next, and each is closed."""

    def name(layer: int, at: int) -> str:
        return f"L{layer}x{at}" if at else f"S{layer}"

    made: Schemas = {}
    for layer in range(size):
        for at in range(3):
            below = [ref(name(layer + 1, other)) for other in range(3)]
            made[name(layer, at)] = {**_parts(keyword, below), **_closed(items)}
    return document({**made, **{name(size, at): _described(items, at) for at in range(3)}})


DOCUMENTS: tuple[tuple[Callable[[int], Document], int], ...] = (
    (base_that_lists_its_variants, 700),
    (base_with_mapping, 40),
    (many_bases, 15),
    (variants_of_many_bases, 60),
    (bases_that_extend_bases, 40),
    (generics, 30),
    (resources, 150),
    (resources_in_a_circle, 150),
    (pointers_through_pointers, 60),
)
"""Shapes, with the size of the smaller document of a test: what is quadratic in it is far more than a fixed cost."""
