"""What is checked where the answer depends on the value."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("thing", "drift"),
    [
        ({"size": None}, []),  # null fits both branches of `allOf`
        ({"size": 1, "flag": True}, []),
        ({"nothing": []}, []),
        ({"nothing": [1]}, ["/nothing/0"]),
        ({"score": 4.5}, []),
        ({"score": 6}, ["/score"]),
        ({"code": "xabcdefg"}, ["/code"]),
        ({"code": "abcdefgh"}, []),
        ({"guest": {"lives": 9}}, []),
        ({"guest": {"lives": 9, "name": "Tom"}}, []),
        ({"guest": {"lives": 9, "trick": "roll"}}, []),  # both branches describe it
        ({"guest": {"lives": 9, "host": "Ann"}}, []),
        ({"guest": {"lives": 9, "colour": "grey"}}, ["/guest/colour"]),
        ({"guest": {"lives": 9, "trick": 1}}, ["/guest/trick"]),  # a dog has no such trick, and a cat has none
        ({"pair": ["a", 1, 2]}, []),
        ({"pair": ["a", 1, "b"]}, ["/pair/2"]),
    ],
)
def test_conditions(package: ModuleType, thing: dict[str, Any], drift: list[str]) -> None:
    codec = package._runtime.codec_for(package.models.Thing)
    value, found = codec.decode(json.dumps(thing).encode())
    assert [each.pointer for each in found] == drift, found
    assert json.loads(codec.encode(value)) == thing
