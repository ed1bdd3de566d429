"""Schemas without `type`: the keywords say what a value is in Python; one that they do not speak of fits too."""

from __future__ import annotations

import datetime as dt
from types import ModuleType
from typing import Any

import httpx2
import pytest

OTHER: dict[str, Any] = {
    "code": 12345,
    "limit": "none",
    "when": 1_700_000_000,
    "names": "all",
    "counts": [1],
    "mixed": [1, 2, 3],
    "checked": 3,
}


def exchange(package: ModuleType, data: Any, body: Any = None) -> Any:
    """What comes of a response; `body` is sent for it."""
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=data))
    with package.Client(transport=transport) as client:
        return client.send(package.operations.things.put_thing("ab", body=body or package.models.Thing()))


def test_values_that_the_keywords_speak_of(package: ModuleType) -> None:
    data = {
        "code": "abc",
        "limit": 5,
        "when": "2026-01-01T00:00:00Z",
        "names": ["a"],
        "counts": {"a": 1},
        "mixed": "ab",
    }
    response = exchange(package, data)
    assert response.drift == ()
    assert response.body.when == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    wrong = {"code": "b", "limit": 4, "when": "now", "names": ["a"] * 3, "counts": {"a": "b"}, "mixed": "abc"}
    assert [each.pointer for each in exchange(package, wrong | {"checked": None, "either": "ab"}).drift] == [
        "/code",
        "/limit",
        "/when",
        "/names",
        "/counts/a",
        "/mixed",
        "/checked",
        "/either",
    ]


@pytest.mark.parametrize("name", OTHER)
def test_values_that_they_do_not_speak_of(package: ModuleType, name: str) -> None:
    response = exchange(package, {name: OTHER[name]})
    assert response.drift == ()
    assert getattr(response.body, name) == OTHER[name]
    assert exchange(package, {}, response.body).drift == (), "it may be sent, too"


def test_a_type_beside_holds_for_all_branches(package: ModuleType) -> None:
    assert [each.pointer for each in exchange(package, {"either": 5}).drift] == ["/either"]


def test_properties_make_an_object(package: ModuleType) -> None:
    assert [each.pointer for each in exchange(package, "no object").drift] == [""]


def test_parameters(package: ModuleType) -> None:
    put = package.operations.things.put_thing
    thing = package.models.Thing()
    assert put(5, limit="many", body=thing).target == "/things/5?limit=many"
    with pytest.raises(package.InvalidArgument):
        put("a", body=thing)
    with pytest.raises(package.InvalidArgument):
        put("ab", limit=10, body=thing)
