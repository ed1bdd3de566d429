"""What can have one value only is sent without being asked for, and what stands for no variant is none."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from types import ModuleType
from typing import Any

import httpx2
import pytest


def body_of(package: ModuleType, **fields: Any) -> Any:
    """What is sent as the JSON of `Everything` with these fields."""
    body = package.models.Everything(**fields)
    return json.loads(package.operations.things.write(body=body).payload.content)


def read(package: ModuleType, **data: Any) -> tuple[Any, list[str]]:
    """The `Everything` that comes of JSON, and the pointers of its drift. Nothing of it is lost."""
    codec = package._runtime.codec_for(package.models.Everything)
    value, drift = codec.decode(json.dumps(data).encode())
    assert json.loads(codec.encode(value)) == data
    return value, [each.pointer for each in drift]


def test_constants_are_always_sent(package: ModuleType) -> None:
    constants = package.models.Constants(either=None)
    assert body_of(package, constants=constants)["constants"] == {
        "text": "x",
        "whole": 1,
        "fraction": 1.5,
        "yes": True,
        "named": 1,
        "nothing": None,
        "either": None,
        "dash-ed": "v",
    }


def test_without_them_a_response_has_drift(package: ModuleType) -> None:
    drift = read(package, constants={"text": "x", "nothing": None, "either": "x", "unasked": "x"})[1]
    assert drift == [f"/constants/{name}" for name in ("whole", "fraction", "yes", "named", "dash-ed")]


def test_another_value_is_refused(package: ModuleType) -> None:
    square = package.models.Square(kind="round", side=1)
    with pytest.raises(package.InvalidBody, match="/shape/kind: expected one of 'square', 'circle'"):
        body_of(package, shape=square)
    with pytest.raises(package.InvalidBody, match="/constants/text"):
        body_of(package, constants=package.models.Constants(text="y", nothing=None, either=None))


@pytest.mark.parametrize(
    ("field", "model", "tag"),
    [
        ("shape", "Square", {"kind": "square", "side": 1}),
        ("maybe", "Circle", {"kind": "circle", "radius": 1}),
        ("vehicle", "Car", {"type": "car"}),
        ("plant", "Flower", {"sort": "Flower"}),
        ("event", "Made", {"event": "Made"}),
        ("event", "Gone", {"event": "Gone"}),
        ("event", "EventBase", {"event": "Event"}),
        ("animal", "Cat", {"species": "cat"}),
        ("animal", "Other", {}),
        ("numbered", "Second", {"number": 2}),
        ("merged", "EverythingMergedLeft", {"kind": "l"}),
        ("based", "Low", {"tone": "low"}),
        ("counted", "Double", {"count": 2}),
        ("result", "Bad", {"ok": False}),
    ],
)
def test_the_tag_is_always_sent(package: ModuleType, field: str, model: str, tag: dict[str, Any]) -> None:
    needed = {name: value for name, value in tag.items() if name in {"side", "radius"}}
    made = getattr(package.models, model)(**needed)
    sent = body_of(package, **{field: made})
    assert sent == {field: tag}
    value, drift = read(package, **sent)
    assert (getattr(value, field), drift) == (made, [])


def test_inside_lists_and_maps(package: ModuleType) -> None:
    square = package.models.Square(side=1)
    kept = {"kind": "square", "side": 1}
    assert body_of(package, shapes=[square], by_name={"a": square}) == {"shapes": [kept], "byName": {"a": kept}}
    bare = {"side": 1}
    _, drift = read(package, shapes=[bare], byName={"a": bare})
    assert drift == ["/shapes/0/kind", "/byName/a/kind"]


def test_a_tag_with_several_values_is_to_be_given(package: ModuleType) -> None:
    assert body_of(package, vehicle=package.models.Boat(type="ship")) == {"vehicle": {"type": "ship"}}
    assert package.models.Boat().type is None


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("shape", {"kind": "ufo", "side": 1}),
        ("maybe", {"kind": "ufo"}),
        ("vehicle", {"type": "ufo"}),
        ("plant", {"sort": "ufo"}),
        ("event", {"event": "ufo"}),
        ("merged", {"kind": "ufo", "x": 1}),
        ("numbered", {"number": 9}),
        ("counted", {"count": 9, "a": 1}),
        ("result", {"ok": "ufo"}),
    ],
)
def test_what_stands_for_no_variant_is_none(package: ModuleType, field: str, data: dict[str, Any]) -> None:
    (tag,) = [name for name, value in data.items() if value in ("ufo", 9)]
    value, drift = read(package, **{field: data})
    assert (getattr(value, field), drift) == (data, [f"/{field}/{tag}"])
    with pytest.raises(package.InvalidBody, match=f"/{field}/{tag}: expected one of"):
        body_of(package, **{field: data})


def test_what_is_read_strictly_is_refused(package: ModuleType) -> None:
    known = b'{"kind": "square", "side": 1}'
    assert package.webhooks.parse_changed(known, "application/json", strict=True).body.side == 1
    for data in (b'{"kind": "ufo", "side": 1}', b'{"side": 1}'):
        with pytest.raises(package.PayloadError, match="/kind"):
            package.webhooks.parse_changed(data, "application/json", strict=True)


def test_a_variant_that_no_value_stands_for_takes_other_values(package: ModuleType) -> None:
    value, drift = read(package, partly={"kind": "ufo", "odd": True})
    assert (type(value.partly).__name__, drift) == ("EverythingPartlyVariant2", [])


@pytest.mark.parametrize("data", [{"species": "dog", "legs": 4}, {"legs": 4}, {"name": "Rex"}])
def test_the_default_mapping_is_inherited(package: ModuleType, data: dict[str, Any]) -> None:
    value, drift = read(package, animal=data)
    assert (type(value.animal).__name__, drift) == ("Other", [])


def test_the_base_may_be_the_default(package: ModuleType) -> None:
    value, drift = read(package, based={"tone": "new"})
    assert (type(value.based).__name__, drift) == ("BasedBase", [])


def test_required_parameters(package: ModuleType) -> None:
    request = package.operations.things.versioned("7", tags=["x"])
    assert request.target == "/v1/things/7?level=1&ratio=1.5&tags=x"
    assert dict(request.headers)["Api-Date"] == "2020-01"
    with pytest.raises(package.InvalidArgument, match="'v1'"):
        package.operations.things.versioned("7", tags=["x"], version="v2")


def test_forms(package: ModuleType) -> None:
    request = package.operations.things.submit(body=package.models.Grant(code="c"))
    assert request.payload.content == b"grant_type=authorization_code&code=c"


def test_over_a_client(package: ModuleType) -> None:
    data = b'{"shape": {"kind": "ufo"}, "vehicle": {"wheels": 4}}'
    answer = httpx2.Response(200, content=data, headers={"Content-Type": "application/json"})
    with package.Client(transport=httpx2.MockTransport(lambda request: answer)) as client:
        response = client.send(package.operations.things.read())
    assert [each.pointer for each in response.drift] == ["/shape/kind", "/vehicle/type"]
    assert response.body.shape == {"kind": "ufo"}
    assert isinstance(response.body.vehicle, package.models.Car)


def test_models_stay_ordinary(package: ModuleType) -> None:
    square = package.models.Square(side=1)
    assert square == package.models.Square(kind="square", side=1)
    assert repr(square) == "Square(kind='square', side=1)"
    assert copy.copy(square) == copy.deepcopy(square) == pickle.loads(pickle.dumps(square)) == square
    assert "kind: Literal['square'] = 'square'" in str(inspect.signature(package.models.Square)).replace('"', "'")
    with pytest.raises(TypeError, match="side"):
        package.models.Square()
    with pytest.raises(TypeError, match="colour"):
        package.models.Square(side=1, colour="red")

    class Large(package.models.Square):  # type: ignore[name-defined,misc]
        pass

    assert Large(side=1).kind == "square"
