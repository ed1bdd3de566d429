"""Pages that follow each other in each of the ways that a document makes certain."""

from __future__ import annotations

import asyncio
import json
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

ALL = ["a", "b", "c", "d", "e"]


def answer(request: httpx2.Request) -> httpx2.Response:
    """Five pets, two at a time."""
    asked = {name: values[0] for name, values in parse_qs(request.url.query.decode()).items()}
    size = int(asked.get("limit") or asked.get("per_page") or 2)
    start = int(asked.get("offset") or asked.get("page_token") or (int(asked.get("page", 1)) - 1) * size)
    if after := asked.get("starting_after"):
        start = ALL.index(after) + 1
    page = [{"id": pet} for pet in ALL[start : start + size]]
    end = start + size
    following = f"{request.url.path}?offset={end}" if end < len(ALL) else None
    body: Any = page
    match request.url.path.rpartition("/")[2]:
        case "by_meta":
            body = {"pets": page, "meta": {"next_page_url": following, "key": "pets"}}
        case "by_last":
            body = {"data": page, "has_more": following is not None}
        case "by_cursor":
            body = {"pets": page} | ({"next_page_token": str(end)} if following else {})
        case "by_offset":
            body = {"items": page, "total": len(ALL)}
    return httpx2.Response(200, json=body, headers={"Link": f'<{following}>; rel="next"'} if following else {})


WAYS = [
    ("list_by_meta", {}),
    ("list_by_link", {}),
    ("list_by_last", {"limit": 2}),
    ("list_by_cursor", {}),
    ("list_by_offset", {"limit": 2}),
    ("list_by_page", {"per_page": 2}),
]


@pytest.mark.parametrize(("name", "arguments"), WAYS)
def test_all_items(package: ModuleType, name: str, arguments: dict[str, Any]) -> None:
    request = getattr(package.operations.pets, name)(**arguments)
    with package.Client(transport=httpx2.MockTransport(answer)) as client:
        assert [pet.id for pet in client.items(request)] == ALL
        assert len(list(client.pages(request))) == 3
    assert "client.items" in getattr(package.operations.pets, name).__doc__


def searched(request: httpx2.Request) -> httpx2.Response:
    asked = json.loads(request.content)
    assert asked["text"] == "rex"
    start = int(asked.get("start_cursor", 0))
    more = start + 2 < len(ALL)
    found = [{"id": pet} for pet in ALL[start : start + 2]]
    return httpx2.Response(
        200, json={"results": found, "next_cursor": str(start + 2) if more else None, "has_more": more}
    )


def test_a_cursor_in_the_body(package: ModuleType) -> None:
    with package.Client(transport=httpx2.MockTransport(searched)) as client:
        body = package.models.SearchPetsBody(text="rex", page_size=2)
        assert [pet.id for pet in client.pets.search_pets.items(body=body)] == ALL


@pytest.mark.parametrize(("name", "arguments"), WAYS)
def test_pages_and_items_of_a_method(package: ModuleType, name: str, arguments: dict[str, Any]) -> None:
    with package.Client(transport=httpx2.MockTransport(answer)) as client:
        method = getattr(client.pets, name)
        assert [pet.id for pet in method.items(**arguments)] == ALL
        assert len(list(method.pages(**arguments))) == 3
        assert "client.items" in method.__wrapped__.__doc__

    async def run() -> None:
        async with package.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
            method = getattr(client.pets, name)
            assert [pet.id async for pet in method.items(**arguments)] == ALL
            assert len([page async for page in method.pages(**arguments)]) == 3
            assert await method(**arguments) is not None

    asyncio.run(run())


@pytest.mark.parametrize("name", ["list_from_zero", "list_two", "list_next", "list_from_unknown", "list_both"])
def test_what_is_not_certain(package: ModuleType, name: str) -> None:
    request = getattr(package.operations.uncertain, name)()
    with package.Client(transport=httpx2.MockTransport(answer)) as client, pytest.raises(TypeError, match="no pages"):
        next(client.items(request))
