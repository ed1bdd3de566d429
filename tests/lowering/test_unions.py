"""`oneOf`, `anyOf`, discriminators, and bases that mean their descendants."""

from __future__ import annotations

from pathlib import Path

from openapi_vendor import Config, generate, ir
from openapi_vendor.text import Text
from tests.lowering.support import paths, schemas

ANIMALS = """
Cat: {type: object, required: [kind], properties: {kind: {type: string}, purr: {type: boolean}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, bark: {type: boolean}}}
"""


def discriminator(lowered_type: ir.Type) -> ir.Discriminator:
    assert isinstance(lowered_type, ir.Union)
    assert lowered_type.discriminator is not None
    return lowered_type.discriminator


def test_mapping_names_variants_by_name_and_by_reference() -> None:
    lowered = schemas(ANIMALS + """
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {c: Cat, cat: '#/components/schemas/Cat', d: Nobody}}
""")
    pet = lowered.type("Pet")
    assert isinstance(pet, ir.Union)
    assert pet.variants == (lowered.ref("Cat"), lowered.ref("Dog"))
    assert discriminator(pet) == ir.Discriminator(Text("kind"), ((Text("c"), 0), (Text("cat"), 0), (Text("Dog"), 1)))
    assert (lowered.codes, lowered.errors) == (["discriminator-mapping"], [])  # nobody is called `Nobody`


def test_mapping_names_variants_of_other_files(tmp_path: Path) -> None:
    """By the names that the union's own file gives them, or by those of the files that they are."""
    animals = f"openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:{ANIMALS}"
    animals = animals.replace("\nCat", "\n    Cat").replace("\nDog", "\n    Dog")
    (tmp_path / "animals.yaml").write_text(f"""{animals}
    Pet:
      oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}, {{$ref: Fish.yaml}}]
      discriminator: {{propertyName: kind, mapping: {{c: Cat, d: '#/components/schemas/Dog', f: Fish}}}}
""")
    (tmp_path / "Fish.yaml").write_text("{type: object, required: [kind], properties: {kind: {type: string}}}")
    (tmp_path / "main.yaml").write_text("""
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Pet: {$ref: 'animals.yaml#/components/schemas/Pet'}
    Cat: {type: object}
""")
    result = generate(tmp_path / "main.yaml", Config(package="pets"))
    assert not list(result.diagnostics)
    assert '{"c": "CatModel", "d": "Dog", "f": "Fish"}' in result.files["models/pet.py"]


def test_values_that_a_variant_states_count_before_its_name() -> None:
    lowered = schemas("""
        A: {properties: {type: {const: a}}}
        B: {properties: {type: {enum: [b, bee]}}}
        U:
          anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
          discriminator: {propertyName: type}
    """)
    assert discriminator(lowered.type("U")).mapping == ((Text("a"), 0), (Text("b"), 1), (Text("bee"), 1))


def test_default_mapping_of_3_2() -> None:
    lowered = schemas(
        ANIMALS + """
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, defaultMapping: Dog}
""",
        "3.2.0",
    )
    assert discriminator(lowered.type("Pet")).default == 1


def test_what_stands_beside_a_union_holds_for_every_variant() -> None:
    lowered = schemas(ANIMALS + """
Pet:
  properties: {name: {type: string}}
  required: [name]
  oneOf:
  - $ref: '#/components/schemas/Cat'
  - properties: {wings: {type: integer}}
""")
    pet = lowered.type("Pet")
    assert isinstance(pet, ir.Union)
    first, second = (lowered.object(f"/components/schemas/Pet/oneOf/{index}") for index in (0, 1))
    assert pet.variants == (ir.Ref(first.key), ir.Ref(second.key))
    assert {each.name.raw for each in first.properties if each.required} == {"name", "kind"}
    assert {each.name.raw for each in second.properties} == {"name", "wings"}
    assert first.name.parts == (Text("Pet"), Text("Cat"))


def test_a_variant_may_extend_the_union_that_lists_it() -> None:
    lowered = schemas("""
        Pet:
          type: object
          properties: {kind: {type: string}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {purr: {}}}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {bark: {}}}
    """)
    pet = lowered.type("Pet")
    assert isinstance(pet, ir.Union)
    assert pet.variants == (lowered.ref("Cat"), lowered.ref("Dog"))
    assert [each.name.raw for each in lowered.object("Cat").properties] == ["kind", "purr"]


BASE = """
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind, mapping: {d: '#/components/schemas/Dog'}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {purr: {type: boolean}}}]}
    Dog:
      allOf: [{$ref: '#/components/schemas/Pet'}]
      properties: {friend: {$ref: '#/components/schemas/Pet'}}
    Fish: {allOf: [{$ref: '#/components/schemas/Pet'}]}
"""


def test_a_base_used_as_a_type_means_its_descendants() -> None:
    lowered = paths("{}", rest=BASE)
    pet = lowered.type("Pet")
    assert isinstance(pet, ir.Union)
    assert pet.variants == tuple(map(lowered.ref, ("Cat", "Dog", "Fish")))
    assert discriminator(pet).mapping == ((Text("Cat"), 0), (Text("d"), 1), (Text("Fish"), 2))
    assert lowered.property("Dog", "friend").type == lowered.ref("Pet")


def test_a_base_without_mapping_is_a_variant_itself() -> None:
    lowered = paths("{}", rest=BASE.replace(", mapping: {d: '#/components/schemas/Dog'}", ""))
    pet = lowered.type("Pet")
    assert isinstance(pet, ir.Union)
    assert pet.variants[-1] == lowered.ref("Pet|base")
    assert (Text("Pet"), 3) in discriminator(pet).mapping
    assert lowered.object("Pet|base").name.parts == (Text("Pet"), Text("base"))


def test_a_base_that_is_only_extended_stays_an_object() -> None:
    unused = BASE.replace("properties: {friend: {$ref: '#/components/schemas/Pet'}}", "properties: {bark: {}}")
    assert isinstance(paths("{}", rest=unused).declaration("Pet"), ir.Object)


def test_the_most_derived_choice_becomes_the_union() -> None:
    lowered = schemas(ANIMALS + """
Base: {properties: {result: {anyOf: [{type: object}, {type: array}]}}}
Page:
  allOf: [{$ref: '#/components/schemas/Base'}]
  properties:
    result: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
""")
    result = lowered.property("Page", "result").type
    assert isinstance(result, ir.Union)
    assert len(result.variants) == 2
    assert lowered.codes == []


def test_a_variant_that_only_extends_another_schema_can_be_mapped() -> None:
    lowered = schemas(ANIMALS + """
Kitten: {title: Young, allOf: [{$ref: '#/components/schemas/Cat'}]}
Pet:
  oneOf: [{$ref: '#/components/schemas/Kitten'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {k: '#/components/schemas/Kitten'}}
""")
    assert discriminator(lowered.type("Pet")).mapping == ((Text("k"), 0), (Text("Dog"), 1))
    assert lowered.codes == []
