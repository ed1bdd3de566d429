"""Pages: how they follow each other, where they never lead, of both kinds of client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx2
import msgspec
import pytest

from runtime import (
    BasicAuth,
    Cursor,
    Header,
    Json,
    LinkHeader,
    Model,
    NextUrl,
    Offset,
    PagedRequest,
    PageNumber,
    Query,
)
from runtime.content import Payload
from runtime.errors import NotFound, PaginationError
from runtime.pagination import Pagination, at, next_link, with_body
from runtime.sources import Source
from tests.runtime.wire.support import (
    API,
    BASIC,
    KEY_QUERY,
    SECRET,
    Handler,
    Pet,
    async_client_for,
    client_for,
    get_pet,
)


class Meta(Model):
    """Where the next page is."""

    next_url: str | None = None
    cursor: str | None = None
    total: int | None = None


class Page(Model):
    """A page of pets."""

    data: list[Pet]
    meta: Meta | None = None
    has_more: bool | None = None


QUERY = ("cursor", "limit", "offset", "page", "q")
PARAMETERS = (*(Query(name, str) for name in QUERY), Header("X-A", str))


def listing(rule: Pagination, type_: Any = Page, **values: str) -> PagedRequest[Any, Any]:
    operation = API.operation(
        "GET",
        ("/pets",),
        parameters=PARAMETERS,
        responses={200: Json(type_)},
        security=((BASIC,),),
        pagination=rule,
    )
    return operation.paged(*(values.get(name) for name in QUERY), "a")


def all_sync(how: str, handler: Handler, request: Any, **options: Any) -> list[Any]:
    with client_for(handler, {BASIC: BasicAuth("rex", SECRET)}, **options) as client:
        return list(getattr(client, how)(request))


def all_async(how: str, handler: Handler, request: Any, **options: Any) -> list[Any]:
    async def run() -> list[Any]:
        async with async_client_for(handler, {BASIC: BasicAuth("rex", SECRET)}, **options) as client:
            return [item async for item in getattr(client, how)(request)]

    return asyncio.run(run())


both = pytest.mark.parametrize("collect", [all_sync, all_async])
Collect = Callable[..., list[Any]]

NUMBERS = list(range(1, 8))


def pets(numbers: list[int]) -> list[dict[str, Any]]:
    return [{"id": number, "name": "rex"} for number in numbers]


def server(seen: list[httpx2.Request]) -> Handler:
    """Seven pets, by every way of paging."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        asked = {name: values[0] for name, values in parse_qs(request.url.query.decode()).items()}
        size = int(asked.get("limit", 3))
        start = int(asked.get("offset", 0)) + int(asked.get("cursor", 0)) + size * (int(asked.get("page", 1)) - 1)
        rest = NUMBERS[start + size :]
        following = f"/v1/pets?q=x&cursor={start + size}" if rest else None
        meta = {"total": len(NUMBERS)}
        if following:
            meta |= {"next_url": following, "cursor": str(start + size)}  # type: ignore[dict-item]
        headers = {"Link": f'</v1/pets>; rel="first", <{following}>; rel="next"'} if following else {}
        data = pets(NUMBERS[start : start + size])
        return httpx2.Response(200, json={"data": data, "meta": meta, "has_more": bool(rest)}, headers=headers)

    return handler


RULES: list[Any] = [
    pytest.param(NextUrl(next="/meta/next_url", items="/data"), {}, 3, id="URL in the body"),
    pytest.param(LinkHeader(items="/data"), {}, 3, id="Link header"),
    pytest.param(Cursor(parameter="cursor", next="/meta/cursor", items="/data"), {}, 3, id="cursor"),
    pytest.param(Cursor(parameter="cursor", last="/id", more="/has_more", items="/data"), {}, 3, id="id of the last"),
    pytest.param(Offset(parameter="offset", items="/data"), {}, 4, id="offset"),
    pytest.param(Offset(parameter="offset", total="/meta/total", items="/data"), {}, 3, id="offset and total"),
    pytest.param(Offset(parameter="offset", size="limit", items="/data"), {"limit": "4"}, 2, id="offset and limit"),
    pytest.param(PageNumber(parameter="page", items="/data"), {}, 4, id="page"),
    pytest.param(PageNumber(parameter="page", size="limit", items="/data"), {"limit": "5"}, 2, id="page and size"),
]


@both
@pytest.mark.parametrize(("rule", "values", "fetched"), RULES)
def test_all_items(collect: Collect, rule: Pagination, values: dict[str, str], fetched: int) -> None:
    seen: list[httpx2.Request] = []
    found = collect("items", server(seen), listing(rule, q="x", **values))
    assert [pet.id for pet in found] == NUMBERS
    assert all(isinstance(pet, Pet) for pet in found)
    assert len(seen) == fetched
    assert all("q=x" in str(request.url) for request in seen)
    assert all(request.headers["x-a"] == "a" and "authorization" in request.headers for request in seen)


@both
def test_pages_are_bodies(collect: Collect) -> None:
    seen: list[httpx2.Request] = []
    pages = collect("pages", server(seen), listing(NextUrl(next="/meta/next_url", items="/data")))
    assert [len(page.data) for page in pages] == [3, 3, 1]


def test_pages_are_lazy() -> None:
    seen: list[httpx2.Request] = []
    with client_for(server(seen)) as client:
        items = client.items(listing(LinkHeader(items="/data")))
        assert seen == []
        for _ in range(3):
            next(items)
        assert len(seen) == 1
        next(items)
        assert len(seen) == 2


def test_a_page_that_is_the_array_itself() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        is_first = b"page" not in request.url.query
        link = {"Link": '<https://pets.example.com/v1/pets?page=2>; rel=next; title="a, b"'} if is_first else {}
        return httpx2.Response(200, json=pets([1 if is_first else 2]), headers=link)

    found = all_sync("items", handler, listing(LinkHeader(), list[Pet]))
    assert found == [Pet(id=1, name="rex"), Pet(id=2, name="rex")]


# --- where it never leads ---------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v1/pets",
        "https://pets.example.com.evil.example/v1/pets",
        "https://pets.example.com:8443/v1/pets",
        "http://pets.example.com/v1/pets",
        "//evil.example/v1/pets",
        "https://user@pets.example.com/v1/pets",
        "https://pets.example.com@evil.example/v1/pets",
        "\\\\evil.example\\v1",
        "/v2/pets",
        "/v1/../admin",
        "/v1/%2e%2e/admin",
        "/v1x/pets",
        "javascript:alert(1)",
        "https://[::1",
        "http://\x00",
    ],
)
def test_another_place_is_an_error(collect: Collect, url: str) -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"data": [], "meta": {"next_url": url}})

    with pytest.raises(PaginationError, match=r"GET /pets: the next page ") as caught:
        collect("pages", handler, listing(NextUrl(next="/meta/next_url")))
    assert len(seen) == 1
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("rule", [NextUrl(next="/meta/next_url"), Cursor(parameter="cursor", next="/meta/cursor")])
@both
def test_a_loop_is_an_error(collect: Collect, rule: Pagination) -> None:
    body = {"data": [], "meta": {"next_url": "/v1/pets?cursor=a", "cursor": "a"}}
    with pytest.raises(PaginationError, match="one that was there already"):
        collect("pages", lambda _: httpx2.Response(200, json=body), listing(rule))


def test_a_key_that_is_repeated_is_not_sent_twice() -> None:
    seen: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(str(request.url))
        following = f"/v1/pets?api_key={SECRET}&cursor=a" if len(seen) == 1 else None
        return httpx2.Response(200, json={"data": [], "meta": {"next_url": following}})

    operation = API.operation(
        "GET",
        ("/pets",),
        responses={200: Json(Page)},
        security=((KEY_QUERY,),),
        pagination=NextUrl(next="/meta/next_url"),
    )
    with client_for(handler, {KEY_QUERY: SECRET}) as client:
        assert len(list(client.pages(operation.request()))) == 2
    assert seen[1] == f"https://pets.example.com/v1/pets?cursor=a&api_key={SECRET}"


def test_an_error_on_the_way() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if b"cursor" in request.url.query:
            return httpx2.Response(404)
        return httpx2.Response(200, json={"data": pets([1]), "meta": {"cursor": "a&b=c#d"}})

    with client_for(handler) as client:
        items = client.items(listing(Cursor(parameter="cursor", next="/meta/cursor", items="/data")))
        assert next(items).id == 1
        with pytest.raises(NotFound):
            next(items)


def test_a_cursor_is_data() -> None:
    queries: list[bytes] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        queries.append(request.url.query)
        return httpx2.Response(200, json={"data": [], "meta": {"cursor": "a&b=c#d"} if len(queries) == 1 else {}})

    all_sync("pages", handler, listing(Cursor(parameter="cursor", next="/meta/cursor"), cursor="old"))
    assert queries == [b"cursor=old", b"cursor=a%26b%3Dc%23d"]


def test_an_operation_without_pages() -> None:
    with client_for(server([])) as client, pytest.raises(TypeError, match=r"GET /pets/\{petId\} has no pages"):
        next(client.pages(get_pet("1")))


# --- positions --------------------------------------------------------------------------------------


def test_pointers() -> None:
    page = Page(data=[Pet(id=1, name="rex")], meta=Meta(cursor="c"))
    assert at(page, "") is page
    assert at(page, "/meta/cursor") == "c"
    assert at(page, "/data/0/name") == "rex"
    assert at({"a/b": {"~": [1]}}, "/a~1b/~0/0") == 1
    for nowhere in ("/x", "/data/1", "/data/x", "/meta/cursor/0", "/has_more"):
        assert at(page, nowhere) is None


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ('<https://a/?page=2>; rel="next"', "https://a/?page=2"),
        ("<a>; rel=prev, <b>; rel=next", "b"),
        ('<a,b;c>; rel="prev first", <d>; title="x, <y>; rel=next"; REL="last Next"', "d"),
        ("<a>; rel=nextish", None),
        ("a; rel=next", None),
        ("", None),
    ],
)
def test_link_headers(value: str, url: str | None) -> None:
    assert next_link(httpx2.Headers({"Link": value})) == url


# --- cursors in the request's body --------------------------------------------------------------------


def searching(rule: Pagination) -> PagedRequest[Any, Any]:
    body = Json(dict, required=False)
    operation = API.operation("POST", ("/search",), body=body, responses={200: Json(Page)}, pagination=rule)
    return operation.paged()


def test_a_cursor_in_the_body_changes_nothing_else() -> None:
    first = b'{"n":1.10,"page":{"size":2,"at":"x"},"big":12345678901234567890}'
    request = searching(Cursor(body="/page/at", next="/meta/cursor"))
    request = msgspec.structs.replace(request, payload=Payload("application/json", first))
    following = with_body(request, "/page/at", 'a"b')
    assert following.payload is not None
    assert following.payload.content == first.replace(b'"x"', rb'"a\"b"')
    assert following.target == request.target


def test_a_cursor_in_a_body_that_was_left_out() -> None:
    following = with_body(searching(Cursor(body="/page/at", next="/meta/cursor")), "/page/at", 5)
    assert following.payload == Payload("application/json", b'{"page":{"at":5}}')


@pytest.mark.parametrize(
    "payload",
    [
        Payload("application/json", b"[1]"),
        Payload("application/json", b'{"page":1}'),
        Payload("application/json", source=Source()),
        Payload("text/plain", b"text"),
    ],
)
def test_a_body_that_has_no_place_for_a_cursor(payload: Payload) -> None:
    request = msgspec.structs.replace(searching(Cursor(body="/page/at", next="/x")), payload=payload)
    with pytest.raises(PaginationError, match="POST /search: the "):
        with_body(request, "/page/at", "x")


@both
def test_pages_of_a_search(collect: Collect) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        start = int((json.loads(request.content or b"{}") or {}).get("at", 0))
        following = str(start + 3) if start + 3 < len(NUMBERS) else None
        return httpx2.Response(200, json={"data": pets(NUMBERS[start : start + 3]), "meta": {"cursor": following}})

    found = collect("items", handler, searching(Cursor(body="/at", next="/meta/cursor", items="/data")))
    assert [pet.id for pet in found] == NUMBERS


@both
def test_the_same_body_again_is_an_error(collect: Collect) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"data": [], "meta": {"cursor": "1"}})

    with pytest.raises(PaginationError, match="one that was there already"):
        collect("items", handler, searching(Cursor(body="/at", next="/meta/cursor", items="/data")))
