"""Documents of one shape and any size: chains, ladders, diamonds, layers, nesting and wide choices of one keyword."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Schema = dict[str, Any]
Schemas = dict[str, Schema]

LISTS = ("oneOf", "anyOf", "allOf", "prefixItems")
MAPS = ("properties", "patternProperties", "dependentSchemas")
SINGLE = (
    *("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
KEYWORDS = (*LISTS, *MAPS, *SINGLE)
"""Every keyword that holds schemas."""


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def holding(keyword: str, schemas: Sequence[Schema]) -> Schema:
    """A schema that holds one or two others under a keyword."""
    first, last = schemas[0], schemas[-1]
    if keyword in LISTS:
        return {keyword: list(schemas)}
    if keyword in MAPS:
        return {keyword: {f"k{number}": schema for number, schema in enumerate(schemas)}}
    if keyword == "if":
        return {"if": first, "then": last if len(schemas) > 1 else {"required": ["z"]}}
    if keyword in ("then", "else"):
        other = {"else": last} if len(schemas) > 1 else {}
        return {"if": {"required": ["z"]}, **other, keyword: first}
    return {keyword: first if len(schemas) == 1 else {"anyOf": list(schemas)}}


def _leaf() -> Schema:
    return {"type": "object", "properties": {"x": {"type": "string"}}}


def _steps(size: int, step: Callable[[int, Schema], Schema]) -> Schemas:
    """Components each of which is made of a reference to the next."""
    made = {f"S{number}": step(number, ref(f"S{number + 1}")) for number in range(size)}
    return {**made, f"S{size}": _leaf()}


def chain(keyword: str, size: int) -> Schemas:
    return _steps(10 * size, lambda number, below: holding(keyword, [below]))


def ladder(keyword: str, size: int) -> Schemas:
    """Each names the one below twice."""
    return _steps(size, lambda number, below: holding(keyword, [below, below]))


def ladder_and_more(keyword: str, size: int) -> Schemas:
    """Each names the one below, and that together with a condition."""
    return _steps(
        size, lambda number, below: holding(keyword, [below, {"allOf": [below, {"required": [f"a{number}"]}]}])
    )


def ladder_of_closed(keyword: str, size: int) -> Schemas:
    """The same, and each allows only what something describes."""
    return {name: {**schema, "unevaluatedProperties": False} for name, schema in ladder_and_more(keyword, size).items()}


def diamonds(keyword: str, size: int) -> Schemas:
    made: Schemas = {}
    for number in range(size):
        made[f"S{number}"] = holding(keyword, [ref(f"A{number}"), ref(f"B{number}")])
        made[f"A{number}"] = made[f"B{number}"] = holding(keyword, [ref(f"S{number + 1}")])
    return {**made, f"S{size}": _leaf()}


def layers(keyword: str, size: int) -> Schemas:
    """Three of each layer name the three of the next; a property tells them apart."""
    at = range(3)
    made = {
        f"S{number}" if not each else f"L{number}x{each}": {
            **holding(keyword, [ref(f"L{number + 1}x{other}" if other else f"S{number + 1}") for other in at]),
            "discriminator": {"propertyName": "k"},
        }
        for number in range(size)
        for each in at
    }
    for each in at:
        name = f"L{size}x{each}" if each else f"S{size}"
        made[name] = {"type": "object", "required": ["k"], "properties": {"k": {"const": f"v{each}"}}}
    return made


def nesting(keyword: str, size: int) -> Schemas:
    schema = _leaf()
    for _ in range(4 * size):
        schema = holding(keyword, [schema])
    return {"S0": schema}


def nesting_of_two(keyword: str, size: int) -> Schemas:
    schema = _leaf()
    for number in range(3 * size):
        schema = {**holding(keyword, [schema, {"type": "string"}]), "required": [f"r{number}"]}
    return {"S0": schema}


def circle(keyword: str, size: int) -> Schemas:
    """Each names the next and another one, round and round."""
    count = 2 * size
    return {
        f"S{number}": holding(keyword, [ref(f"S{(number + 1) % count}"), ref(f"S{(number * 7 + 3) % count}")])
        for number in range(count)
    }


SHAPES = (chain, ladder, ladder_and_more, ladder_of_closed, diamonds, layers, nesting, nesting_of_two, circle)


def wide(keyword: str, size: int) -> Schemas:
    """One that names very many."""
    variants = {
        f"V{number}": {"type": "object", "required": [f"p{number}"], "properties": {f"p{number}": {"type": "string"}}}
        for number in range(10 * size)
    }
    return {"S0": holding(keyword, [ref(name) for name in variants]), **variants}


def wide_inline(keyword: str, size: int) -> Schemas:
    """One that holds very many, beside a property for all of them."""
    branches = [{"required": [f"p{number}"], "properties": {f"p{number}": {}}} for number in range(10 * size)]
    return {"S0": {"type": "object", "properties": {"q": {"type": "string"}}, **holding(keyword, branches)}}


def document(schemas: Schemas) -> dict[str, Any]:
    """An operation that sends and receives `S0`."""
    content = {"application/json": {"schema": ref("S0")}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shape", "version": "1"},
        "servers": [{"url": "https://shape.example.com"}],
        "paths": {
            "/a": {
                "post": {
                    "operationId": "a",
                    "requestBody": {"required": True, "content": content},
                    "responses": {"200": {"description": "d", "content": content}},
                }
            }
        },
        "components": {"schemas": schemas},
    }
