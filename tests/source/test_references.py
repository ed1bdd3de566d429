"""`$ref`: pointers, files, anchors and `$id`, circles, and hints for what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from openapi_vendor.diagnostics import Refused
from tests.source.support import Loaded, load, refused_reference, write

DOCUMENT = """\
openapi: 3.1.0
components:
  schemas:
    Pet: {type: object}
    "a/b~c d%é": {x: [10, {y: 20}]}
    Indirect: {$ref: '#/components/schemas/Pet'}
    Circle: {$ref: '#/components/schemas/Round'}
    Round: {$ref: '#/components/schemas/Circle'}
    Self: {$ref: '#/components/schemas/Self/properties/x'}
"""


def value(loaded: Loaded, reference: str, *at: str | int) -> object:
    return loaded.sources.resolve(loaded.at(*at), reference).data


def test_pointers(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", DOCUMENT))
    assert value(loaded, "#/components/schemas/Pet") == {"type": "object"}
    assert value(loaded, "#") is loaded.data
    assert value(loaded, "") is loaded.data
    assert value(loaded, "#/components/schemas/a~1b~0c%20d%25%C3%A9/x/1/y") == 20
    node = loaded.sources.resolve(loaded.root, "#/components/schemas/a~1b~0c d%25é/x/0")
    assert node.pointer == ("components", "schemas", "a/b~c d%é", "x", 0)
    assert loaded.sources.resolve(loaded.root, "a.yaml#/components").source is loaded.root.source


def test_one_step_and_the_whole_chain(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", DOCUMENT))
    assert value(loaded, "#/components/schemas/Indirect") == {"$ref": "#/components/schemas/Pet"}
    assert loaded.sources.follow(loaded.at("components", "schemas", "Indirect")).data == {"type": "object"}


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("#/components/schemas/pet", "'/components/schemas' has no 'pet'", "Did you mean 'Pet'?"),
        ("#/components/schemas/Pets", "'/components/schemas' has no 'Pets'", "Did you mean 'Pet'?"),
        ("#/component", "the document has no 'component'", "Did you mean 'components'?"),
        ("#/openapi/x", "'/openapi' is neither an object nor an array", ""),
        ("#/components/schemas/a~1b~0c d%25é/x/2", "has 2 items and no '2'", ""),
        ("#/components/schemas/a~1b~0c d%25é/x/01", "has 2 items and no '01'", ""),
        ("#/components/schemas/a~1b~0c d%25é/x/-1", "has 2 items and no '-1'", ""),
        ("#/%ff", "its percent-encoding is not UTF-8", ""),
        ("#Pet", "there is no $anchor 'Pet'", "A JSON pointer begins with `#/`."),
    ],
)
def test_references_that_lead_nowhere(tmp_path: Path, reference: str, message: str, hint: str) -> None:
    loaded = load(write(tmp_path, "a.yaml", DOCUMENT))
    found = refused_reference(loaded, reference, "components")
    assert found.code == "ref-dangling"
    assert message in found.message
    assert found.hint == hint
    assert found.location == loaded.at("components").location


def test_a_pointer_that_goes_round_in_a_circle(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", DOCUMENT))
    found = refused_reference(loaded, "#/components/schemas/Self/x")
    assert (found.code, found.message.endswith("it goes round in a circle")) == ("ref-dangling", True)
    assert found.location.pointer == ("components", "schemas", "Self", "$ref")


def test_the_place_is_the_reference_itself(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", "a: {$ref: '#/b'}\n"))
    assert refused_reference(loaded, "#/b", "a").location.pointer == ("a", "$ref")


def test_circles_are_named(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", DOCUMENT))
    messages = set()
    for name in ("Circle", "Round"):
        with pytest.raises(Refused) as caught:
            loaded.sources.follow(loaded.at("components", "schemas", name))
        assert caught.value.diagnostic.code == "ref-circular"
        messages.add(caught.value.diagnostic.message)
    assert len(messages) == 1
    circle = "'/components/schemas/Circle' -> '/components/schemas/Round' -> '/components/schemas/Circle'"
    assert messages.pop().endswith(circle)


def test_references_in_the_way_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "schemas.yaml", "Pet: {properties: {id: {type: integer}}}\n")
    text = "components:\n  schemas: {$ref: schemas.yaml}\n  A: {$ref: '#/components/schemas/Pet'}\n"
    loaded = load(write(tmp_path, "a.yaml", text))
    assert value(loaded, "#/components/schemas/Pet/properties/id") == {"type": "integer"}
    found = loaded.sources.resolve(loaded.root, "#/components/A/properties/id")
    assert (Path(found.source.display).name, found.pointer) == ("schemas.yaml", ("Pet", "properties", "id"))


def test_a_long_way_through_references_ends(tmp_path: Path) -> None:
    members = "\n".join(f"  r{n}: {{$ref: '#/all/r{n + 1}'}}" for n in range(1000))
    loaded = load(write(tmp_path, "a.yaml", f"all:\n{members}\n  r1000: {{x: 1}}\n"))
    assert refused_reference(loaded, "#/all/r0/x").code == "ref-dangling"
    assert value(loaded, "#/all/r950/x") == 1
    assert loaded.sources.follow(loaded.at("all", "r0")).data == {"x": 1}


def test_references_between_files(tmp_path: Path) -> None:
    write(tmp_path, "models/pet.yaml", "Pet: {owner: {$ref: 'people.json#/Owner'}}\n")
    write(tmp_path, "models/people.json", '{"Owner": {"back": "../api.yaml#/info"}}')
    loaded = load(write(tmp_path, "api.yaml", "info: {title: T}\n"))
    pet = loaded.sources.resolve(loaded.root, "models/pet.yaml#/Pet/owner")
    owner = loaded.sources.resolve(pet, "people.json#/Owner")
    assert owner.source.path == tmp_path / "models" / "people.json"
    assert owner.source.display == str(tmp_path / "models" / "people.json")
    assert loaded.sources.resolve(owner, "../api.yaml#/info/title").data == "T"
    assert loaded.sources.resolve(loaded.root, "./models/../models/pet.yaml").source is pet.source
    assert len(loaded.sources.inputs.files) == 3


def test_the_name_of_a_file_is_shown_as_the_user_would_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "specs/models/pet.yaml", "Pet: 1\n")
    write(tmp_path, "specs/api.yaml", "a: 1\n")
    monkeypatch.chdir(tmp_path)
    loaded = load(Path("specs/api.yaml"))
    assert loaded.sources.resolve(loaded.root, "models/pet.yaml").source.display == "specs/models/pet.yaml"


def test_a_file_with_an_error_is_where_the_error_is_shown(tmp_path: Path) -> None:
    write(tmp_path, "bad.yaml", "a: 1\nb: c: d\n")
    loaded = load(write(tmp_path, "a.yaml", "x: 1\n"))
    for _ in range(2):
        found = refused_reference(loaded, "bad.yaml#/a")
        assert (found.code, Path(found.location.file).name, found.line) == ("syntax", "bad.yaml", 2)


IDS = """\
openapi: 3.1.0
$self: https://example.com/api/openapi.yaml
components:
  schemas:
    Node:
      $id: https://example.com/schemas/node
      $anchor: top
      $defs:
        leaf: {$anchor: leaf, $dynamicAnchor: any, type: string}
        deeper: {$id: deeper/one, $anchor: leaf, type: integer}
      properties: {$id: {type: string, $anchor: named}}
      example: {$id: https://example.com/no, $anchor: no}
    Plain: {$anchor: leaf, type: boolean}
"""


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#leaf", "string"),
        ("#any", "string"),
        ("#named", "string"),
        ("#/$defs/leaf", "string"),
        ("node#leaf", "string"),
        ("deeper/one", "integer"),
        ("deeper/one#leaf", "integer"),
        ("https://example.com/schemas/deeper/one#leaf", "integer"),
        ("/api/openapi.yaml#leaf", "boolean"),
        ("https://example.com/api/openapi.yaml#/components/schemas/Plain", "boolean"),
        ("#/components/schemas/Plain", "boolean"),
    ],
)
def test_identifiers_and_anchors(tmp_path: Path, reference: str, expected: str) -> None:
    loaded = load(write(tmp_path, "a.yaml", IDS))
    inside = loaded.at("components", "schemas", "Node", "$defs", "leaf")
    assert loaded.sources.resolve(inside, reference).get("type").data == expected  # type: ignore[union-attr]


def test_anchors_belong_to_their_resource(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", IDS))
    assert value(loaded, "#leaf") == {"$anchor": "leaf", "type": "boolean"}
    assert refused_reference(loaded, "#top").code == "ref-dangling"
    assert refused_reference(loaded, "#no", "components", "schemas", "Node").code == "ref-dangling"
    assert refused_reference(loaded, "https://example.com/no").code == "ref-denied"
    found = refused_reference(loaded, "#leef")
    assert found.hint == "Did you mean '#leaf'?"


def test_the_identifier_of_another_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        "pet.json",
        r'{"\u0024id": "urn:example:pet", "$defs": {"x": {"$anchor": "x", "type": "null"}}}',
    )
    loaded = load(write(tmp_path, "a.yaml", "a: 1\n"))
    assert value(loaded, "pet.json#x") == {"$anchor": "x", "type": "null"}
    assert value(loaded, "urn:example:pet#/$defs/x/type") == "null"
