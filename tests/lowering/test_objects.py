"""Objects: declarations, their names, what is joined by `allOf`, and what direction changes."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.config import Config
from openapi_vendor.ir import Role
from openapi_vendor.text import Text
from tests.lowering.support import enum, nullable, paths, read, schemas


def test_presence_belongs_to_the_property_and_null_to_the_type() -> None:
    lowered = schemas("""
        A:
          type: object
          required: [a, b]
          properties:
            a: {type: string}
            b: {type: [string, 'null']}
            c: {type: string, deprecated: true, default: x, description: Some text.}
    """)
    a, b, c = lowered.object("A").properties
    assert (a.required, b.required, c.required) == (True, True, False)
    assert (a.type, b.type) == (ir.String(), nullable(ir.String()))
    assert c.documentation.deprecated
    assert c.documentation.default == "x"
    assert c.documentation.description == "Some text."


def test_inline_objects_are_declared_after_the_way_that_leads_to_them() -> None:
    lowered = schemas("""
        User:
          properties:
            timers: {type: object, properties: {start: {type: string}}}
            tags: {type: array, items: {type: object, properties: {name: {type: string}}}}
            limits: {type: object, additionalProperties: {properties: {max: {type: integer}}}}
            kind: {oneOf: [{title: By name, properties: {a: {}}}, {properties: {b: {}}}]}
            extra: {anyOf: [{properties: {c: {}}}, {type: 'null'}]}
    """)
    names = {pointer: lowered.declaration(pointer).name.parts for pointer in lowered.pointers}
    at = "/components/schemas/User"
    assert names == {
        at: (Text("User"),),
        f"{at}/properties/timers": (Text("User"), Text("timers")),
        f"{at}/properties/tags/items": (Text("User"), Text("tags"), Role.ITEM),
        f"{at}/properties/limits/additionalProperties": (Text("User"), Text("limits"), Role.VALUE),
        f"{at}/properties/kind/oneOf/0": (Text("User"), Text("kind"), Text("By name")),
        f"{at}/properties/kind/oneOf/1": (Text("User"), Text("kind"), Role.VARIANT, 2),
        f"{at}/properties/extra": (Text("User"), Text("extra")),
    }
    assert {lowered.declaration(pointer).owner for pointer in lowered.pointers} == {lowered.ref("User").key}
    assert lowered.property("User", "extra").type == nullable(lowered.ref(f"{at}/properties/extra"))


def test_an_object_that_may_be_null_is_declared_as_the_object() -> None:
    lowered = schemas("""
        A: {type: [object, 'null'], properties: {x: {type: string}}}
        B: {properties: {a: {$ref: '#/components/schemas/A'}}}
    """)
    assert lowered.object("A").properties[0].name == "x"
    assert lowered.property("B", "a").type == nullable(lowered.ref("A"))


def test_all_of_is_one_object() -> None:
    lowered = schemas("""
        Base:
          type: object
          required: [id]
          properties: {id: {type: string}, size: {type: integer, minimum: 1}, kind: {type: string}}
        Child:
          description: The child.
          allOf:
          - $ref: '#/components/schemas/Base'
          - type: object
            required: [size]
            properties: {size: {maximum: 9}, kind: {enum: [child]}, more: {type: string}}
    """)
    child = lowered.object("Child")
    assert [(each.name.raw, each.required) for each in child.properties] == [
        ("id", True),
        ("size", True),
        ("kind", False),
        ("more", False),
    ]
    assert lowered.property("Child", "size").type == ir.Numeric(integer=True, minimum=1, maximum=9)
    assert lowered.property("Child", "kind").type == enum("child")
    assert child.documentation.description == "The child."
    assert lowered.codes == []


def test_all_of_one_reference_is_that_reference() -> None:
    lowered = schemas("""
        A: {type: object, properties: {x: {type: string}}}
        B:
          properties:
            plain: {allOf: [{$ref: '#/components/schemas/A'}], description: Prose.}
            typed: {type: object, allOf: [{$ref: '#/components/schemas/A'}]}
            maybe: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}
    """)
    assert lowered.property("B", "plain").type == lowered.ref("A")
    assert lowered.property("B", "plain").documentation.description == "Prose."
    assert lowered.property("B", "typed").type == lowered.ref("A")
    assert lowered.property("B", "maybe").type == nullable(lowered.ref("A"))


def test_contradictions_are_located_and_the_last_one_counts() -> None:
    lowered = schemas("A: {allOf: [{type: string}, {type: integer, minimum: 1}]}")
    assert lowered.type("A") == ir.Numeric(integer=True, minimum=1)
    assert lowered.codes == ["conflicting-all-of"]


def test_additional_properties() -> None:
    lowered = schemas("""
        Silent: {properties: {a: {}}}
        Closed: {properties: {a: {}}, additionalProperties: false}
        Typed: {properties: {a: {}}, additionalProperties: {type: integer}}
        Unevaluated:
          allOf: [{$ref: '#/components/schemas/Silent'}]
          properties: {b: {}}
          unevaluatedProperties: false
    """)
    found = {name: lowered.object(name).additional for name in ("Silent", "Closed", "Typed", "Unevaluated")}
    assert found == {
        "Silent": None,
        "Closed": ir.Nothing(),
        "Typed": ir.Numeric(integer=True),
        "Unevaluated": ir.Nothing(),
    }


def test_what_is_required_and_not_described_is_a_property_all_the_same() -> None:
    lowered = schemas("A: {type: object, required: [x], additionalProperties: {type: string}}")
    assert lowered.property("A", "x").type == ir.String()
    assert lowered.property("A", "x").required


def test_conditions_on_an_object_are_assertions_and_declare_nothing() -> None:
    lowered = schemas("""
        A:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          anyOf: [{required: [a]}, {required: [b]}]
          not: {required: [a, b]}
          if: {properties: {a: {const: x}}}
          then: {required: [b]}
          dependentRequired: {b: [a]}
    """)

    def needs(*names: str) -> ir.Type:
        return ir.Checked(ir.Anything(), (ir.Shape(required=tuple(map(Text, names))),))

    is_x = ir.Checked(ir.Anything(), (ir.Shape(((Text("a"), enum("x")),)),))
    assert set(lowered.object("A").assertions) == {
        ir.Not(needs("a", "b")),
        ir.Conditional(is_x, needs("b"), None),
        ir.DependentRequired(Text("b"), (Text("a"),)),
        ir.Also(ir.Union((needs("a"), needs("b")), ir.UnionKind.ANY_OF)),
    }
    assert len(lowered.pointers) == 1


def test_a_schema_that_contains_itself_as_the_same_value_is_cut() -> None:
    lowered = schemas("""
        One: {oneOf: [{$ref: '#/components/schemas/One'}, {type: string}]}
        Not: {not: {$ref: '#/components/schemas/Not'}}
        Left: {allOf: [{$ref: '#/components/schemas/Right'}], properties: {x: {}}}
        Right: {allOf: [{$ref: '#/components/schemas/Left'}], properties: {y: {}}}
        Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
    """)
    assert lowered.type("One") == ir.String()
    assert lowered.type("Not") == ir.Anything()
    assert {each.name.raw for each in lowered.object("Left").properties} == {"x", "y"}
    assert lowered.type("Tree") == ir.Array(lowered.ref("Tree"))
    assert sorted(lowered.codes) == ["circular-all-of"] * 2 + ["circular-schema"] * 2


def test_a_ladder_of_all_of_costs_its_length() -> None:
    def rung(n: int) -> str:
        below = f"{{$ref: '#/components/schemas/A{n - 1}'}}"
        return f"A{n}: {{allOf: [{below}, {below}, {{properties: {{x{n}: {{type: string}}}}}}]}}"

    rungs = "\n".join(map(rung, range(1, 60)))
    lowered = schemas(f"A0: {{properties: {{x0: {{}}}}}}\n{rungs}")
    assert len(lowered.object("A59").properties) == 60


def test_types_nested_deeply_are_declarations_of_their_own() -> None:
    lowered = schemas("A: " + "{type: array, items: " * 110 + "{type: string}" + "}" * 110)
    assert lowered.codes == []
    type_: ir.Type = lowered.ref("A")
    for _ in range(110):
        while isinstance(type_, ir.Ref):
            declaration = lowered.api.declarations[type_.key]
            assert isinstance(declaration, ir.Alias)
            type_ = declaration.type
        assert isinstance(type_, ir.Array)
        assert type_.rest is not None
        type_ = type_.rest
    assert type_ == ir.String()


USER = """
/users:
  put:
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
    responses:
      '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
  patch:
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
    responses: {}
"""
USER_SCHEMAS = """
components:
  schemas:
    User:
      type: object
      required: [id, password]
      properties:
        id: {type: string, readOnly: true}
        password: {type: string, writeOnly: true}
        address: {type: object, properties: {street: {}}}
    Page: {type: object, properties: {users: {type: array, items: {$ref: '#/components/schemas/User'}}}}
    Sent: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}
    Plain: {type: object, properties: {id: {type: string, readOnly: true}}}
"""


def test_only_what_differs_by_direction_is_declared_twice() -> None:
    lowered = paths(USER, rest=USER_SCHEMAS)
    at = "/components/schemas"
    assert lowered.pointers == [
        f"{at}/User|response",
        f"{at}/User|request",
        f"{at}/Page",
        f"{at}/Sent",
        f"{at}/Plain",
        f"{at}/User/properties/address",
    ]
    required = {
        name: {each.name.raw for each in lowered.object(name).properties if each.required}
        for name in ("User|response", "User|request", "Sent")
    }
    assert required == {"User|response": {"id"}, "User|request": {"password"}, "Sent": set()}
    assert lowered.property("Page", "users").type == ir.Array(lowered.ref("User|response"))
    body = lowered.operation("PUT /users").body
    assert body is not None
    assert body.contents[0].type == lowered.ref("User|request")
    assert lowered.object("User|request").owner == lowered.object("User|response").owner
    assert lowered.object("User|request").direction is ir.Direction.REQUEST


def test_names_can_be_pinned() -> None:
    names = {"/components/schemas/A": "Alpha", "/components/schemas/A/properties/x": "ex"}
    lowered = read(
        """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        components: {schemas: {A: {properties: {x: {type: object, properties: {y: {}}}}}}}
        """,
        config=Config(names=names),
    )
    assert lowered.object("A").name.pinned == "Alpha"
    assert lowered.property("A", "x").pinned == "ex"


def test_conditions_nested_deeply_keep_their_meaning() -> None:
    lowered = schemas("A: " + "{if: {type: string}, then: " * 80 + "{minLength: 3}" + "}" * 80)
    assert lowered.codes == []
    type_: ir.Type = lowered.ref("A")
    for _ in range(80):
        while isinstance(type_, ir.Ref):
            declaration = lowered.api.declarations[type_.key]
            assert isinstance(declaration, ir.Alias)
            type_ = declaration.type
        assert isinstance(type_, ir.Checked)
        (assertion,) = type_.assertions
        assert isinstance(assertion, ir.Conditional)
        assert assertion.then is not None
        type_ = assertion.then
    assert not isinstance(type_, ir.Anything)


def test_two_trees_joined_are_a_tree() -> None:
    lowered = schemas("""
        A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
        B: {type: object, properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
        C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    """)
    assert lowered.codes == []
    inner = lowered.property("C", "next").type
    assert isinstance(inner, ir.Ref)
    declaration = lowered.api.declarations[inner.key]
    assert isinstance(declaration, ir.Object)
    assert [each.name for each in declaration.properties] == ["next", "a", "b"]
    assert declaration.properties[0].type == inner
