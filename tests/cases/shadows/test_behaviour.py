"""Names that mean one thing where an alias is written and another where it is used."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from openapi_vendor.python import reserved


def table(package: ModuleType, operation: str) -> Any:
    module = package.operations.car if operation == "_LIST_CARS" else package.operations.shadows
    return getattr(module, operation)


def decode(package: ModuleType, operation: str, data: Any, status: int = 200) -> Any:
    """The body of a response, as the operation's own table decodes it; it fits, and encodes to the same JSON."""
    content = table(package, operation).responses[status][0]
    value, drift = content.codec.decode(json.dumps(data).encode())
    assert drift == ()
    assert json.loads(content.codec.encode(value)) == data
    return value


def test_an_alias_beside_a_field_called_models(package: ModuleType) -> None:
    assert type(decode(package, "_MODELS", {"length": 4.5})) is package.models.Boat
    fleet = decode(package, "_LIST_GARAGES", {"garages": [{"models": [{"kind": "x"}]}], "first": {"length": 1.5}})
    assert type(fleet.garages[0].models[0]) is package.models.Car
    assert type(fleet.first) is package.models.Boat


def test_an_alias_means_models_and_not_what_its_user_imports(package: ModuleType) -> None:
    value = decode(package, "_RESPOND", [{"path": "/a"}, [{"path": "/b"}]])
    assert type(value[1][0]) is package.models.Request
    assert decode(package, "_RESPOND", {"a": {"b": {}}}, status=201) == {"a": {"b": {}}}


def test_a_discriminator_means_models_and_not_the_group_that_uses_it(package: ModuleType) -> None:
    (value,) = decode(package, "_LIST_CARS", [{"kind": "car", "doors": 4}])
    assert type(value) is package.models.Car


@pytest.mark.parametrize(
    ("data", "variant"),
    [
        ({"kind": "car", "doors": 4}, "Car"),
        ({"kind": "plane", "wings": 2}, "Plane"),
        ({"kind": "any", "x": 1}, "VehicleAny"),
        ({"kind": "parts", "wheel": "round"}, "dict"),
        (None, "NoneType"),
    ],
)
def test_a_discriminator_tells_variants_that_are_more_than_a_name(package: ModuleType, data: Any, variant: str) -> None:
    assert type(decode(package, "_LIST_GARAGES", {"told": data}).told).__name__ == variant


def test_a_method_of_two_words(package: ModuleType) -> None:
    assert package.operations.shadows.m_search_things_by_id("1").operation.method == "M-SEARCH"


def test_a_scheme_called_like_an_option(package: ModuleType) -> None:
    options = package._runtime.options
    names = {*options.ClientOptions.__annotations__, *options.AsyncClientOptions.__annotations__}
    assert names == reserved.client_options()
    assert package.Client(http_client_="secret")
