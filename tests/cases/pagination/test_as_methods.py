"""What a user sees of operations as methods: mocks take their place, and `help` tells of the operation."""

from __future__ import annotations

import asyncio
import inspect
import pydoc
import typing
from types import ModuleType
from typing import Any
from unittest import mock

import httpx2
import pytest


def _refuse(request: httpx2.Request) -> httpx2.Response:
    raise AssertionError("nothing is sent")


def _client(package: ModuleType, kind: str) -> Any:
    return getattr(package, kind)(transport=httpx2.MockTransport(_refuse))


OPERATIONS = [("pets", "list_by_cursor"), ("uncertain", "list_two")]


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
def test_a_group_is_the_same_at_each_access(package: ModuleType, kind: str) -> None:
    client = _client(package, kind)
    assert client.pets is client.pets
    other = client.with_options(timeout=3)
    assert other.pets is other.pets is not client.pets
    assert client.pets.list_by_cursor is client.pets.list_by_cursor


@pytest.mark.parametrize("autospec", [None, True])
@pytest.mark.parametrize(("group", "name"), OPERATIONS)
def test_a_mock_in_place_of_an_operation(package: ModuleType, group: str, name: str, autospec: bool | None) -> None:
    client = _client(package, "Client")
    with mock.patch.object(getattr(client, group), name, autospec=autospec, return_value="mocked") as put:
        assert getattr(getattr(client, group), name)() == "mocked"
    put.assert_called_once_with()
    with pytest.raises(AssertionError, match="nothing is sent"):
        getattr(getattr(client, group), name)()


@pytest.mark.parametrize("autospec", [None, True])
@pytest.mark.parametrize(("group", "name"), OPERATIONS)
def test_a_mock_that_is_awaited(package: ModuleType, group: str, name: str, autospec: bool | None) -> None:
    client = _client(package, "AsyncClient")

    async def run() -> Any:
        return await getattr(getattr(client, group), name)()

    with mock.patch.object(getattr(client, group), name, autospec=autospec, return_value="mocked") as put:
        assert asyncio.run(run()) == "mocked"
    put.assert_awaited_once_with()


@pytest.mark.parametrize(("group", "name"), OPERATIONS)
def test_a_mock_in_the_class_of_a_group(package: ModuleType, group: str, name: str) -> None:
    client = _client(package, "Client")
    kind = type(getattr(client, group))
    with mock.patch.object(kind, name, autospec=True, return_value="mocked"):
        assert getattr(getattr(client, group), name)() == "mocked"
        with pytest.raises(TypeError):
            getattr(getattr(client, group), name)(no_such_argument=1)
    with pytest.raises(TypeError, match="on the group of a client"):
        getattr(kind, name)()


@pytest.mark.parametrize("kind", ["Client", "AsyncClient"])
@pytest.mark.parametrize(("group", "name"), OPERATIONS)
def test_what_is_told_of_an_operation(package: ModuleType, kind: str, group: str, name: str) -> None:
    owner = getattr(_client(package, kind), group)
    bound, function = getattr(owner, name), getattr(getattr(package.operations, group), name)
    assert (bound.__doc__, bound.__name__, bound.__module__) == (function.__doc__, name, function.__module__)
    assert list(inspect.signature(bound).parameters) == list(inspect.signature(function).parameters)
    assert inspect.iscoroutinefunction(bound) or asyncio.iscoroutinefunction(bound) is (kind == "AsyncClient")
    hints = typing.get_type_hints(bound)
    assert hints.keys() == typing.get_type_hints(function).keys()
    assert "Request" not in repr(hints["return"])
    text = pydoc.plain(pydoc.render_doc(bound))
    assert f"{name}(" in text
    assert "_client" not in text
    assert function.__doc__.splitlines()[0] in text
    whole = pydoc.plain(pydoc.render_doc(type(owner)))
    assert function.__doc__.splitlines()[0] in whole
    assert f"{name}(" in whole


def test_what_is_told_of_pages(package: ModuleType) -> None:
    bound = _client(package, "Client").pets.list_by_cursor
    for verb in (bound.pages, bound.items):
        assert list(inspect.signature(verb).parameters) == list(inspect.signature(bound).parameters)
        assert bound.__doc__ in verb.__doc__
        assert "pages from this one on" in verb.__doc__
