"""Strings, numbers, enumerations, arrays and maps."""

from __future__ import annotations

import pytest

from openapi_vendor import ir
from openapi_vendor.config import Config
from openapi_vendor.ecma import Dfa, Regex
from openapi_vendor.text import Text
from tests.lowering.support import enum, nullable, or_other, schemas

TYPES: dict[str, ir.Type] = {
    "{}": ir.Anything(),
    "true": ir.Anything(),
    "{description: only prose}": ir.Anything(),
    "false": ir.Nothing(),
    "{type: string}": ir.String(),
    "{type: string, minLength: 1, maxLength: 2}": ir.String(min_length=1, max_length=2),
    "{type: string, format: date-time}": ir.String(ir.StringFormat.DATE_TIME),
    "{type: string, format: phone}": ir.String(unknown_format=Text("phone")),
    "{type: string, pattern: '^a$'}": ir.String(patterns=(ir.Pattern(Text("^a$"), Regex(r"^a\Z"), True),)),
    "{type: string, contentEncoding: base64}": ir.String(ir.StringFormat.BYTE, is_encoded=True),
    "{type: integer, format: int64}": ir.Numeric(integer=True, bits=64),
    "{type: number, format: decimal}": ir.Numeric(integer=False, decimal=True),
    "{type: number, minimum: 1, exclusiveMinimum: true}": ir.Numeric(integer=False, exclusive_minimum=1),
    "{type: number, minimum: 5, exclusiveMinimum: 1}": ir.Numeric(integer=False, minimum=5),
    "{type: boolean}": ir.Boolean(),
    "{type: 'null'}": ir.Null(),
    "{enum: [a, b]}": enum("a", "b"),
    "{enum: [a, 1, 1.0, true]}": enum("a", 1, True),
    "{enum: [a, null]}": nullable(enum("a")),
    "{type: string, nullable: true, enum: [a]}": nullable(enum("a")),
    "{type: boolean, enum: [true, false]}": ir.Boolean(),
    "{const: 7}": enum(7),
    "{const: null}": ir.Null(),
    "{type: [string, 'null']}": nullable(ir.String()),
    "{type: [string, integer]}": ir.Union((ir.String(), ir.Numeric(integer=True))),
    "{type: [number, integer]}": ir.Numeric(integer=False),
    "{anyOf: [{type: string}, {type: integer}]}": ir.Union((ir.String(), ir.Numeric(integer=True))),
    "{anyOf: [{type: string, maxLength: 1}, {type: 'null'}]}": nullable(ir.String(max_length=1)),
    "{oneOf: [{type: string}]}": ir.String(),
    "{oneOf: [{const: a}, {const: b}, {type: 'null'}]}": nullable(enum("a", "b")),
    "{type: array, items: {type: string}, maxItems: 3}": ir.Array(ir.String(), max_items=3),
    "{type: array}": ir.Array(ir.Anything()),
    "{type: array, prefixItems: [{type: string}], items: false}": ir.Array(None, (ir.String(),)),
    "{type: array, prefixItems: [{type: string}], unevaluatedItems: false}": ir.Array(None, (ir.String(),)),
    "{type: object}": ir.Map(ir.Anything()),
    "{type: object, additionalProperties: {type: string}}": ir.Map(ir.String()),
    "{type: object, additionalProperties: false}": ir.Map(ir.Nothing()),
    "{type: object, propertyNames: {minLength: 2}}": ir.Map(ir.Anything(), ir.String(min_length=2)),
    # without `type`, what the other keywords speak of, or a value of another kind
    "{maxLength: 5}": or_other(ir.String(max_length=5)),
    "{minimum: 5}": or_other(ir.Numeric(integer=False, minimum=5)),
    "{format: uuid}": or_other(ir.String(ir.StringFormat.UUID)),
    "{items: {type: string}}": or_other(ir.Array(ir.String())),
    "{additionalProperties: {type: string}}": or_other(ir.Map(ir.String())),
    "{type: string, anyOf: [{maxLength: 1}, {minLength: 3}]}": ir.Union(
        (ir.String(max_length=1), ir.String(min_length=3)), ir.UnionKind.ANY_OF
    ),
    "{oneOf: [true, true]}": ir.Nothing(),
}


@pytest.mark.parametrize("schema", TYPES)
def test_types(schema: str) -> None:
    assert schemas(f"A: {schema}").type("A") == TYPES[schema]


def test_a_union_keeps_what_tells_its_kind() -> None:
    found = schemas("A: {anyOf: [{type: string, maxLength: 9}, {enum: [x]}]}").type("A")
    assert found == ir.Union((ir.String(max_length=9), enum("x")), ir.UnionKind.ANY_OF)


def test_nested_unions_are_flat_and_equal_variants_stand_once() -> None:
    found = schemas("""
        A:
          oneOf:
          - {type: string, maxLength: 1}
          - oneOf: [{type: string, maxLength: 1}, {type: integer, minimum: 1}]
    """).type("A")
    assert found == ir.Union((ir.String(max_length=1), ir.Numeric(integer=True, minimum=1)), ir.UnionKind.ONE_OF)


def test_descriptions_of_values_are_kept() -> None:
    lowered = schemas("""
        A: {enum: [a, b], x-enum-descriptions: [first, second]}
        B: {oneOf: [{const: a, description: first}, {const: b}]}
        C: {enum: [a], x-enum-descriptions: {a: first}}
    """)
    assert lowered.type("A") == ir.Enumeration((Text("a"), Text("b")), (Text("first"), Text("second")))
    assert lowered.type("B") == ir.Enumeration((Text("a"), Text("b")), (Text("first"), None))
    assert lowered.type("C") == ir.Enumeration((Text("a"),), (Text("first"),))


def test_yaml_scalars_in_an_enumeration_become_what_the_type_says() -> None:
    lowered = schemas("""
        A: {type: string, enum: [1, true]}
        B: {type: integer, enum: ["1", x]}
    """)
    assert lowered.type("A") == enum("1", "true")
    assert lowered.type("B") == enum(1)
    assert set(lowered.codes) == {"enum-value-type"}


def test_descriptions_of_parts_without_a_declaration_are_kept() -> None:
    lowered = schemas("A: {type: array, description: The list., items: {type: string, description: One name.}}")
    assert lowered.declaration("A").documentation.description == "The list.\n\nOne name."


def test_patterns_that_cannot_be_used_are_located_errors() -> None:
    lowered = schemas("A: {type: object, properties: {x: {type: string, pattern: '['}}}")
    (error,) = (each for each in lowered.diagnostics if each.code == "invalid-pattern")
    assert error.location.pointer == ("components", "schemas", "A", "properties", "x", "pattern")
    assert lowered.property("A", "x").type == ir.String(patterns=(ir.Pattern(Text("["), None),))


def test_patterns_that_keep_re_busy_have_an_automaton() -> None:
    type_ = schemas("A: {type: string, pattern: '^(a+)+$'}").type("A")
    assert isinstance(type_, ir.String)
    assert isinstance(type_.patterns[0].matcher, Dfa)


def test_unsafe_patterns_are_errors_unless_they_are_named() -> None:
    document = r"A: {type: string, pattern: '^(?:x+x+)+(.)\1$'}"
    refused = schemas(document)
    assert refused.errors == ["unsafe-pattern"]
    assert schemas(document, config=Config(allow_unsafe_patterns=("/components/schemas/B/pattern",))).errors
    assert refused.type("A") == ir.String(patterns=(ir.Pattern(Text(r"^(?:x+x+)+(.)\1$"), None),))
    allowed = schemas(document, config=Config(allow_unsafe_patterns=("/components/schemas/A/pattern",)))
    assert not allowed.errors
    type_ = allowed.type("A")
    assert isinstance(type_, ir.String)
    assert isinstance(type_.patterns[0].matcher, Regex)


def test_patterns_of_property_names_are_reported_at_the_key() -> None:
    lowered = schemas("A: {type: object, patternProperties: {'[': {type: string, pattern: a}}}")
    (error,) = (each for each in lowered.diagnostics if each.code == "invalid-pattern")
    assert error.at_key
    assert error.location.pointer == ("components", "schemas", "A", "patternProperties", "[")
