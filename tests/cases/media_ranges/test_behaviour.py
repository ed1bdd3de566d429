"""Ranges of media types with a schema are what the schema says, files are bytes, and no content is anything."""

from __future__ import annotations

import asyncio
import inspect
from types import ModuleType
from typing import Any

import httpx2
import pytest

BOOK = b'{"id": 1, "title": "Emma"}'


def exchange(
    package: ModuleType, request: Any, content: bytes, media_type: str | None = None, status: int = 200
) -> Any:
    headers = {"content-type": media_type} if media_type else {}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(status, content=content, headers=headers))
    with package.Client(transport=transport) as client:
        response = client.send(request)

    async def ask() -> Any:
        async with package.AsyncClient(transport=transport) as client:
            return await client.send(request)

    again = asyncio.run(ask())
    assert (again.body, again.drift) == (response.body, response.drift)
    return response


def returned(function: Any) -> str:
    return str(inspect.signature(function).return_annotation)


def test_types_of_results(package: ModuleType) -> None:
    shelf, plain = package.operations.shelf, package.operations.plain
    assert {
        name: returned(getattr(shelf, name)) for name in ("list_books", "put_book", "count_books", "tag_books")
    } == {
        "list_books": "Request[list[models.Book]]",
        "put_book": "Request[models.Named]",
        "count_books": "Request[int]",
        "tag_books": "Request[dict[str, str]]",
    }
    assert returned(shelf.any_book) == "Request[models.Book | models.Fault]"
    for function in (plain.get_blob, plain.get_text, plain.get_picture, plain.get_json_file, plain.get_xml_file):
        assert returned(function) == "Request[bytes]"
    assert returned(plain.get_nameless) == returned(plain.get_csv_file) == "Request[bytes]"
    assert returned(plain.silent_get) == returned(plain.silent_put) == "Request[Any]"
    assert returned(plain.silent_post) == "Request[models.Book | Any]"
    assert returned(plain.silent_patch) == "Request[Any]"
    assert returned(plain.silent_delete) == returned(plain.silent_head) == "Request[None]"
    assert returned(plain.silent_trace) == "Request[None]"


@pytest.mark.parametrize("media_type", ["application/json", "application/hal+json; charset=utf-8", "text/plain", None])
def test_a_range_is_read_as_its_schema(package: ModuleType, media_type: str | None) -> None:
    response = exchange(package, package.operations.shelf.list_books(), b"[" + BOOK + b"]", media_type)
    assert response.body == [package.models.Book(id=1, title="Emma")]
    assert response.drift == ()


def test_what_a_range_cannot_be_made_of_is_kept(package: ModuleType) -> None:
    response = exchange(package, package.operations.shelf.list_books(), b"busy", "text/plain")
    assert response.body == "busy"
    assert [str(drift) for drift in response.drift] == ["expected JSON, found media type 'text/plain'"]
    assert exchange(package, package.operations.shelf.count_books(), b"5", "text/plain").body == 5
    with pytest.raises(package.errors.UnexpectedContent, match=r"^200 with text/html instead of JSON: <html>"):
        exchange(package, package.operations.shelf.list_books(), b"<html>", "text/html")


def test_an_error_of_a_range_has_its_model(package: ModuleType) -> None:
    request = package.operations.shelf.put_book(body=package.models.Book(id=1))
    with pytest.raises(package.errors.BadRequest) as caught:
        exchange(package, request, b'{"message": "no"}', "application/json", 400)
    assert caught.value.body == package.models.Fault(message="no")
    with pytest.raises(package.errors.BadRequest) as caught:
        exchange(package, request, b"<html>", "text/html", 400)
    assert caught.value.body == "<html>"


def test_a_range_is_sent_as_json(package: ModuleType) -> None:
    put_book, book = package.operations.shelf.put_book, package.models.Book(id=1)
    payload = put_book(body=book).payload
    assert (payload.media_type, payload.content) == ("application/json", b'{"id":1}')
    named = put_book(body=book, content_type="application/vnd.book+json").payload
    assert (named.media_type, named.content) == ("application/vnd.book+json", b'{"id":1}')
    with pytest.raises(package.InvalidBody, match="the body can be sent as JSON, not as 'application/xml'"):
        put_book(body=book, content_type="application/xml")
    blob = package.operations.plain.put_blob(body=b"x", content_type="image/png").payload
    assert (blob.media_type, blob.content) == ("image/png", b"x")


def test_a_range_has_pages(package: ModuleType) -> None:
    assert returned(package.operations.shelf.page_books) == "PagedRequest[models.PageBooksResponse, models.Book]"


@pytest.mark.parametrize("name", ["get_picture", "get_json_file", "get_csv_file", "get_xml_file", "get_nameless"])
@pytest.mark.parametrize("content", [b"\xff\x00", b'{"a": 1}', b"<a/>"])
def test_files_are_bytes(package: ModuleType, name: str, content: bytes) -> None:
    assert (
        exchange(package, getattr(package.operations.plain, name)(), content, "application/octet-stream").body
        == content
    )
    assert exchange(package, getattr(package.operations.plain, name)(), content, "application/json").body == content


def test_a_file_under_its_own_media_type_is_no_drift(package: ModuleType) -> None:
    response = exchange(package, package.operations.plain.get_json_file(), b"[1", "application/json")
    assert (response.body, response.drift) == (b"[1", ())


@pytest.mark.parametrize(
    ("content", "media_type", "body"),
    [
        (b'{"a": 1}', "application/json", {"a": 1}),
        (b"Hello World!", "text/html; charset=utf-8", "Hello World!"),
        (b"a,b", "text/csv", "a,b"),
        (b"PK\x00", "application/zip", b"PK\x00"),
        (b"", None, None),
        (b"", "application/json", None),
    ],
)
def test_where_no_content_is_documented(package: ModuleType, content: bytes, media_type: str, body: Any) -> None:
    for function in (package.operations.plain.silent_get, package.operations.plain.silent_patch):
        status = 200 if function is package.operations.plain.silent_get else 201
        response = exchange(package, function(), content, media_type, status)
        assert (response.body, response.drift) == (body, ())
    later = exchange(package, package.operations.plain.silent_post(), content, media_type, 202)
    assert (later.body, later.drift) == (body, ())


def test_a_redirect_that_is_the_success_has_no_body(package: ModuleType) -> None:
    response = exchange(package, package.operations.plain.silent_trace(), b"<a href='/x'>there</a>", "text/html", 302)
    assert (response.body, response.drift) == (None, ())
