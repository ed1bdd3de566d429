"""Pages end where the server says so, not where it caps their size; a cursor may be called `next_page`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import pytest

ALL = list(range(35))
CAP = 10
MEMBERS: dict[str, Callable[[int, int], dict[str, Any]]] = {
    "offsetTotal": lambda end, size: {"total": len(ALL)},
    "offsetCount": lambda end, size: {"meta": {"total_items": len(ALL)}},
    "offsetMore": lambda end, size: {"hasMore": end < len(ALL)},
    "pagePages": lambda end, size: {"total": len(ALL), "pages": -(-len(ALL) // size)},
    "pageLast": lambda end, size: {"meta": {"last_page": -(-len(ALL) // size)}},
    "pageTotal": lambda end, size: {"total": len(ALL)},
    "pageMore": lambda end, size: {"has_next": end < len(ALL)},
    "zeroPages": lambda end, size: {"page": {"number": (end - 1) // size, "totalPages": -(-len(ALL) // size)}},
    "zeroTotal": lambda end, size: {"totalElements": len(ALL), "sort": []},
    "zeroLast": lambda end, size: {"last": end >= len(ALL), "sort": []},
}
NEXT: dict[str, Callable[[Any], dict[str, Any]]] = {
    "nextText": lambda following: {"next_page": following and str(following)},
    "nextNumber": lambda following: {"next_page": following},
    "nextToken": lambda following: {"meta": {"next_page": str(following or "")}},
    "nextOwn": lambda following: (
        {"next_page": f"https://ends.example.com/nextOwn?next_page={following}"} if following else {}
    ),
    "inPaging": lambda following: {"paging": {"next": {"after": str(following)}}} if following else {},
}


def _nth(name: str, query: dict[str, str]) -> int:
    return int(query.get("page", 0)) if name.startswith("zero") else int(query.get("page", 1)) - 1


class Server:
    """35 numbers, ten at a time at most; knows which pages were asked for."""

    def __init__(self, after_the_last: int = 404) -> None:
        self.asked = 0
        self.after_the_last = after_the_last

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked += 1
        name, query = request.url.path[1:], dict(request.url.params)
        if name in NEXT:
            start = int(next(iter(query.values()), 0))
            following = start + CAP if start + CAP < len(ALL) else None
            return httpx2.Response(200, json={"items": ALL[start : start + CAP]} | NEXT[name](following))
        size = min(int(query.get("limit") or query.get("size") or CAP), CAP)
        start = int(query["offset"]) if "offset" in query else _nth(name, query) * size
        if start >= len(ALL):
            return httpx2.Response(self.after_the_last, json={"items": []})
        end = min(start + size, len(ALL))
        members = MEMBERS.get(name, lambda end, size: {})
        items = "content" if name.startswith("zero") else "items"
        return httpx2.Response(200, json={items: ALL[start:end]} | members(end, size))


def collected(package: ModuleType, server: Server, name: str, **arguments: Any) -> list[int]:
    request = getattr(package.operations.ends, name)(**arguments)
    transport = httpx2.MockTransport(server)
    with package.Client(transport=transport) as client:
        found = list(client.items(request))

    async def ask() -> list[int]:
        async with package.AsyncClient(transport=transport) as client:
            return [item async for item in client.items(request)]

    assert asyncio.run(ask()) == found
    return found


@pytest.mark.parametrize("size", [None, 7, 10, 100])
@pytest.mark.parametrize(
    ("name", "keyword"),
    [
        ("offset_total", "limit"),
        ("offset_count", "limit"),
        ("offset_more", "limit"),
        ("page_pages", "size"),
        ("page_last", "size"),
        ("page_total", "size"),
        ("page_more", "size"),
        ("zero_pages", "size"),
        ("zero_total", "size"),
        ("zero_last", "size"),
    ],
)
def test_where_the_server_says_so(package: ModuleType, name: str, keyword: str, size: int | None) -> None:
    server = Server(after_the_last=500)
    assert collected(package, server, name, **{keyword: size}) == ALL
    assert server.asked == 2 * (5 if size == 7 else 4)


@pytest.mark.parametrize("after_the_last", [200, 404])
@pytest.mark.parametrize("size", [None, 7, 10, 100])
@pytest.mark.parametrize(("name", "keyword"), [("offset_silent", "limit"), ("page_silent", "size")])
def test_where_it_says_nothing(
    package: ModuleType, name: str, keyword: str, size: int | None, after_the_last: int
) -> None:
    server = Server(after_the_last)
    assert collected(package, server, name, **{keyword: size}) == ALL
    assert server.asked <= 2 * (6 if size == 7 else 5)


def test_a_walk_that_begins_later(package: ModuleType) -> None:
    assert collected(package, Server(), "page_total", page=3, size=100) == ALL[20:]
    assert collected(package, Server(), "offset_total", offset=30) == ALL[30:]
    assert collected(package, Server(500), "zero_pages", page=2) == ALL[20:]
    assert collected(package, Server(500), "zero_last", page=0, size=7) == ALL


def test_a_page_that_is_missing_is_an_error_where_the_server_said_that_it_is_there(package: ModuleType) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if dict(request.url.params).get("page") == "2":
            return httpx2.Response(404)
        return httpx2.Response(200, json={"items": [1], "total": 2, "pages": 2})

    with package.Client(transport=httpx2.MockTransport(handler)) as client, pytest.raises(package.errors.NotFound):
        list(client.ends.page_pages.items())


def test_a_first_page_that_is_missing_is_an_error(package: ModuleType) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(404))
    with package.Client(transport=transport) as client, pytest.raises(package.errors.NotFound):
        list(client.ends.page_silent.items())


@pytest.mark.parametrize("total", [0, -1, None, 2.5, True, "35"])
def test_a_total_that_counts_nothing_ends_nothing(package: ModuleType, total: Any) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        start = int(dict(request.url.params).get("offset", 0))
        return httpx2.Response(200, json={"items": ALL[start : start + CAP], "total": total})

    with package.Client(transport=httpx2.MockTransport(handler)) as client:
        assert list(client.ends.offset_total.items()) == ALL


@pytest.mark.parametrize("name", ["next_text", "next_number", "next_token", "next_own", "in_paging"])
def test_cursors_called_next_page(package: ModuleType, name: str) -> None:
    server = Server()
    assert collected(package, server, name) == ALL
    assert server.asked == 8


@pytest.mark.parametrize("name", ["echoed", "echoed_time", "next_link", "more_count", "zero_or_one"])
def test_what_is_no_cursor(package: ModuleType, name: str) -> None:
    assert "PagedRequest" not in str(getattr(package.operations.ends, name).__annotations__["return"])
