"""`$ref` wherever it may stand, and what it makes of its target."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.text import Text
from tests.lowering.support import nullable, paths, read, schemas


def test_a_component_that_is_a_reference_redirects() -> None:
    lowered = schemas("""
        A: {$ref: '#/components/schemas/B'}
        B: {$ref: '#/components/schemas/C'}
        C: {type: string, maxLength: 3}
        D: {$ref: '#/components/schemas/C', description: Prose.}
        E: {type: array, items: {$ref: '#/components/schemas/A'}}
    """)
    assert lowered.api.redirects == {Text("A"): lowered.ref("C"), Text("B"): lowered.ref("C")}
    assert lowered.type("D") == lowered.ref("C")
    assert lowered.type("E") == ir.Array(lowered.ref("C"))


def test_siblings_hold_since_3_1_and_are_ignored_before() -> None:
    text = """
        A: {type: string, maxLength: 9}
        B: {properties: {x: {$ref: '#/components/schemas/A', maxLength: 3, description: Prose.}}}
    """
    new, old = schemas(text, "3.1.0"), schemas(text, "3.0.3")
    assert new.property("B", "x").type == ir.String(max_length=3)
    assert old.property("B", "x").type == old.ref("A")
    assert [each.code for each in old.diagnostics] == ["ref-siblings"]
    assert old.property("B", "x").documentation.description == "Prose."


def test_nullable_beside_a_reference_is_understood() -> None:
    lowered = schemas(
        """
        A: {type: string, maxLength: 9}
        B: {properties: {x: {$ref: '#/components/schemas/A', nullable: true}}}
        """,
        "3.0.3",
    )
    assert lowered.property("B", "x").type == nullable(lowered.ref("A"))


def test_targets_in_the_middle_of_something_are_declared_once() -> None:
    lowered = schemas("""
        A: {properties: {inner: {properties: {x: {}}}}}
        B: {properties: {one: {$ref: '#/components/schemas/A/properties/inner'}}}
        C: {type: array, items: {$ref: '#/components/schemas/A/properties/inner'}}
    """)
    inner = lowered.ref("/components/schemas/A/properties/inner")
    assert lowered.property("A", "inner").type == inner
    assert lowered.property("B", "one").type == inner
    assert lowered.type("C") == ir.Array(inner)
    assert lowered.declaration("/components/schemas/A/properties/inner").name.parts == (
        Text("A"),
        Text("inner"),
    )


def test_other_files() -> None:
    lowered = read(
        """
        openapi: 3.0.3
        info: {title: T, version: '1'}
        paths:
          /a: {$ref: 'paths.yaml#/a'}
        components: {schemas: {$ref: 'models.yaml'}}
        """,
        paths_yaml="""
        a:
          get:
            operationId: a
            parameters: [{$ref: 'parts.yaml#/Limit'}]
            responses: {'200': {$ref: 'parts.yaml#/Done'}}
        """,
        parts_yaml="""
        Limit: {name: limit, in: query, schema: {type: integer}}
        Done:
          description: ok
          content: {application/json: {schema: {$ref: 'pet.yaml'}}}
        """,
        pet_yaml="{properties: {owner: {$ref: 'models.yaml#/Owner'}, size: {properties: {x: {}}}}}",
        models_yaml="{Owner: {properties: {name: {type: string, nullable: true}}}}",
    )
    assert lowered.diagnostics == ()
    (operation,) = lowered.api.operations
    assert operation.parameters[0].name == "limit"
    names = {str((*key.pointer, key.file)[0]): each.name.parts for key, each in lowered.api.declarations.items()}
    assert set(names.values()) == {
        (Text("Owner"),),
        (Text("pet"),),
        (Text("pet"), Text("size")),
    }
    owner = next(iter(lowered.api.declarations.values()))
    assert isinstance(owner, ir.Object)
    assert owner.properties[0].type == nullable(ir.String())


def test_dangling_and_circular_references_are_located_and_allow_anything() -> None:
    lowered = schemas("""
        A: {properties: {x: {$ref: '#/components/schemas/Nothing'}, y: {type: string}}}
        B: {$ref: '#/components/schemas/C'}
        C: {$ref: '#/components/schemas/B'}
    """)
    assert lowered.property("A", "x").type == ir.Anything()
    assert lowered.property("A", "y").type == ir.String()
    assert sorted(lowered.errors) == ["ref-circular", "ref-circular", "ref-dangling"]
    dangling = next(each for each in lowered.diagnostics if each.code == "ref-dangling")
    assert dangling.location.pointer == ("components", "schemas", "A", "properties", "x", "$ref")


def test_anchors_and_recursive_references() -> None:
    lowered = schemas("""
        A: {properties: {x: {$ref: '#there'}}}
        B: {$anchor: there, type: string, maxLength: 4}
        C: {$recursiveAnchor: true, properties: {next: {$recursiveRef: '#'}}}
        D: {$dynamicAnchor: node, properties: {next: {$dynamicRef: '#node'}}}
    """)
    assert lowered.property("A", "x").type == lowered.ref("B")
    assert lowered.property("C", "next").type == lowered.ref("C")
    assert lowered.property("D", "next").type == lowered.ref("D")


def test_components_of_every_kind_can_be_referred_to() -> None:
    lowered = paths(
        """
        /a:
          post:
            operationId: a
            parameters: [{$ref: '#/components/parameters/P'}]
            requestBody: {$ref: '#/components/requestBodies/B'}
            responses: {'200': {$ref: '#/components/responses/R', description: Other prose.}}
            callbacks: {c: {$ref: '#/components/callbacks/C'}}
        """,
        rest="""
        components:
          parameters:
            P: {$ref: '#/components/parameters/Q'}
            Q: {name: q, in: query, schema: {type: string}}
          requestBodies:
            B: {content: {application/json: {examples: {e: {$ref: '#/components/examples/E'}}}}}
          responses:
            R:
              description: Prose.
              headers: {X-H: {$ref: '#/components/headers/H'}}
              links: {l: {$ref: '#/components/links/L'}}
          headers: {H: {schema: {type: string}}}
          links: {L: {operationId: a}}
          examples: {E: {value: 1}}
          callbacks: {C: {'{$url}': {$ref: '#/components/pathItems/I'}}}
          pathItems: {I: {post: {responses: {}}}}
        """,
    )
    assert lowered.codes == []
    (operation,) = lowered.api.operations
    (response,) = operation.responses
    assert operation.parameters[0].name == "q"
    assert operation.body is not None
    assert response.documentation.description == "Other prose."
    assert response.headers[0].name == "X-H"
    assert response.links[0].operation == "POST /a"
    assert len(operation.callbacks) == 1


def test_a_dynamic_reference_means_what_the_outermost_resource_says() -> None:
    lowered = schemas("""
        Page:
          $id: page
          type: object
          properties: {items: {type: array, items: {$dynamicRef: '#item'}}}
          $defs: {item: {$dynamicAnchor: item}}
        Names: {$id: names, $ref: page, $defs: {item: {$dynamicAnchor: item, type: string}}}
        Counts: {$id: counts, $ref: page, $defs: {item: {$dynamicAnchor: item, type: integer}}}
    """)
    assert lowered.codes == []
    declarations = lowered.api.declarations
    found = {}
    for name in ("Page", "Names", "Counts"):
        redirected = lowered.api.redirects.get(Text(name))
        page = declarations[redirected.key] if redirected else lowered.declaration(name)
        assert isinstance(page, ir.Object)
        items = page.properties[0].type
        assert isinstance(items, ir.Array)
        assert isinstance(items.rest, ir.Ref)
        item = declarations[items.rest.key]
        assert isinstance(item, ir.Alias)
        found[name] = item.type
    assert found == {"Page": ir.Anything(), "Names": ir.String(), "Counts": ir.Numeric(integer=True)}
