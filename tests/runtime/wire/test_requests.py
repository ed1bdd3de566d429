"""Requests from arguments: what is sent, what is refused, and how the refusal reads."""

from __future__ import annotations

import datetime
import json
import pickle
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import unquote

import pytest

from runtime import (
    Cookie,
    Header,
    Json,
    Meta,
    Path,
    Query,
    QueryString,
    Request,
)
from runtime.errors import ApiError, InvalidArgument, InvalidBody, InvalidRequest
from runtime.operation import Operation
from runtime.parameters import Parameter
from tests.runtime.wire.support import API, GET_PET, Name, Pet, get_pet, sent_by


def operation(*parameters: Parameter, path: tuple[str | int, ...] = ("/x",), method: str = "GET") -> Operation:
    return API.operation(method, path, parameters=parameters, responses={200: Json(lambda: Pet)})


# --- path -------------------------------------------------------------------------------------------


def test_a_query_in_the_path_is_sent_before_the_parameters() -> None:
    path: tuple[str | int, ...] = ("/items/", 0, "?beta=true")
    request = operation(Path("id", str), Query("limit", int), path=path).request("a?b", 5)
    assert (request.path, request.query) == ("/items/a%3Fb", "beta=true&limit=5")
    assert sent_by(request).url.raw_path.endswith(b"/items/a%3Fb?beta=true&limit=5")
    assert operation(path=("/items?beta=true",)).request().target == "/items?beta=true"


PATH_SEGMENTS: list[tuple[str, str | None]] = [
    ("rex", "rex"),
    ("a b", "a%20b"),
    ("a/b", "a%2Fb"),
    ("../x", "..%2Fx"),
    ("%2F", "%252F"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("a;b=c", "a%3Bb%3Dc"),
    ("a\\b", "a%5Cb"),
    ("//evil.example", "%2F%2Fevil.example"),
    ("http://evil.example/", "http%3A%2F%2Fevil.example%2F"),
    ("a\r\nX-Admin: 1", "a%0D%0AX-Admin%3A%201"),
    ("\x00", "%00"),
    ("a@b:c", "a%40b%3Ac"),
    ("ä", "%C3%A4"),
    ("😀", "%F0%9F%98%80"),
    ("...", "..."),
    (".a", ".a"),
    ("a..", "a.."),
    ("~-._", "~-._"),
    ("{id}", "%7Bid%7D"),
    ("", None),
    (".", None),
    ("..", None),
    ("%2e", None),
    ("%2E%2e", None),
    (".%2e", None),
    ("%252e%252E", None),
    ("\ud800", None),
]


@pytest.mark.parametrize(("value", "segment"), PATH_SEGMENTS, ids=lambda value: ascii(value))
def test_path_segments(value: str, segment: str | None) -> None:
    if segment is None:
        with pytest.raises(InvalidArgument) as caught:
            get_pet(value)
        assert caught.value.parameter == "petId"
        assert caught.value.location == "path"
        assert str(caught.value).startswith("GET /pets/{petId}: path parameter 'petId' ")
        return
    assert get_pet(value).path == f"/pets/{segment}"
    assert unquote(segment, errors="surrogateescape") == value
    assert sent_by(get_pet(value)).url.raw_path == f"/v1/pets/{segment}".encode()


@pytest.mark.parametrize(
    ("path", "arguments", "named"),
    [
        (("/a/", 0, 1), (".", "."), "first"),
        (("/a/.", 0), (".",), "first"),
        (("/a/", 0, ".", 1), ("", "x"), "first"),
        (("/a/%2e", 0, "/b"), ("%2e",), "first"),
        (("/a/x/", 1, "/", 0), ("..", "x"), "first"),
    ],
)
def test_dots_after_assembly_are_refused(path: Any, arguments: tuple[str, ...], named: str) -> None:
    parameters = [Path("first", str), Path("second", str)][: max(len(arguments), 1)]
    with pytest.raises(InvalidArgument) as caught:
        operation(*parameters, path=path).request(*arguments)
    assert caught.value.parameter == named


def test_dots_in_front_of_path_parameters_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="'a' makes a path segment of dots"):
        operation(Path("a", str, allow_reserved=True), path=("/x/", 0)).request("..;a=b")


def test_dots_of_the_document_are_refused_too() -> None:
    with pytest.raises(InvalidRequest, match=r"GET /x/\.\./y: the path has a segment of dots"):
        operation(path=("/x/../y",)).request()


def test_dots_beside_other_text_are_fine() -> None:
    assert operation(Path("a", str), path=("/files/", 0, ".json")).request("..").path == "/files/...json"


def test_the_literal_parts_of_a_path_are_made_valid() -> None:
    assert operation(path=("/a b/{c}/%20/ä:(1)",)).request().path == "/a%20b/%7Bc%7D/%20/%C3%A4:(1)"


@pytest.mark.parametrize(
    ("parameter", "value", "path"),
    [
        (Path("id", list[str], style="matrix", explode=True), ["a", "b/c"], "/x/;id=a;id=b%2Fc"),
        (Path("id", dict[str, int], style="label"), {"a": 1}, "/x/.a,1"),
        (Path("id", int), 7, "/x/7"),
        (Path("id", bool), True, "/x/true"),
        (Path("id", datetime.date), datetime.date(2026, 11, 22), "/x/2026-11-22"),
        (Path("id", dict[str, int], media_type="application/json"), {"a": 1}, "/x/%7B%22a%22%3A1%7D"),
    ],
)
def test_path_parameters(parameter: Parameter, value: Any, path: str) -> None:
    assert operation(parameter, path=("/x/", 0)).request(value).path == path


@pytest.mark.parametrize(("style", "value"), [("label", ""), ("simple", []), ("matrix", [])])
def test_a_path_parameter_never_vanishes(style: Any, value: Any) -> None:
    with pytest.raises(InvalidArgument, match="path parameter 'id'"):
        operation(Path("id", str | list[str], style=style), path=("/x/", 0)).request(value)


# --- query, header, cookie --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameter", "value", "query"),
    [
        (Query("q", str), "a b&c", "q=a%20b%26c"),
        (Query("q", str), None, ""),
        (Query("q", str), "", "q="),
        (Query("filter[name]", str), "x", "filter%5Bname%5D=x"),
        (Query("n", int), 5, "n=5"),
        (Query("n", float), 1e21, "n=1000000000000000000000"),
        (Query("n", Decimal), Decimal("1E+2"), "n=100"),
        (Query("flag", bool), False, "flag=false"),
        (Query("tags", list[str]), ["a", "b"], "tags=a&tags=b"),
        (Query("tags", list[str], explode=False), ["a", "b"], "tags=a,b"),
        (Query("tags", list[str], style="pipeDelimited"), ["a", "b"], "tags=a%7Cb"),
        (Query("tags", list[str]), [], ""),
        (Query("range", dict[str, int], style="deepObject"), {"gt": 1}, "range%5Bgt%5D=1"),
        (Query("pet", lambda: Pet), Pet(id=1, name="rex"), "id=1&name=rex"),
        (Query("at", list[str], allow_reserved=True), ["a/b"], "at=a/b"),
        (Query("n", int, allow_empty_value=True), "", "n="),
        (
            Query("pet", lambda: Pet, media_type="application/json"),
            Pet(id=1, name="rex"),
            "pet=%7B%22id%22%3A1%2C%22name%22%3A%22rex%22%7D",
        ),
        (Query("t", str, media_type="text/plain"), "a b", "t=a%20b"),
        (QueryString("all", dict[str, Any]), {"a": "x y", "b": [1, 2]}, "a=x+y&b=1&b=2"),
        (QueryString("all", dict[str, int], media_type="application/json"), {"a": 1}, "%7B%22a%22%3A1%7D"),
    ],
)
def test_query_parameters(parameter: Parameter, value: Any, query: str) -> None:
    request = operation(parameter).request(value)
    assert request.query == query
    assert sent_by(request).url.query.decode() == query


def test_dates_are_iso_8601() -> None:
    moment = datetime.datetime(2026, 11, 22, 10, 30, tzinfo=datetime.UTC)
    assert operation(Query("since", datetime.datetime)).request(moment).query == "since=2026-11-22T10%3A30%3A00Z"


def test_several_parameters_keep_their_order() -> None:
    request = operation(Query("b", str), Header("X-A", str), Query("a", str), Cookie("c", str)).request(
        "1", "2", "3", "4"
    )
    assert (request.query, request.headers, request.cookie) == ("b=1&a=3", (("X-A", "2"),), "c=4")


@pytest.mark.parametrize(
    ("parameter", "value", "text"),
    [
        (Header("X-Ids", list[int]), [1, 2, 3], "1,2,3"),
        (Header("X-Map", dict[str, int], explode=True), {"a": 1, "b": 2}, "a=1,b=2"),
        (Header("X-Flag", bool), True, "true"),
        (Header("X-Text", str), "a\tb; c", "a\tb; c"),
        (
            Header("X-Json", dict[str, str], media_type="application/json"),
            {"a": "ä😀"},
            '{"a":"\\u00e4\\ud83d\\ude00"}',
        ),
    ],
)
def test_header_parameters(parameter: Parameter, value: Any, text: str) -> None:
    request = operation(parameter).request(value)
    assert request.headers == ((parameter.name, text),)
    assert sent_by(request).headers[parameter.name] == text


@pytest.mark.parametrize(
    ("parameter", "value", "cookie"),
    [
        (Cookie("c", str), "a; admin=1", "c=a%3B%20admin%3D1"),
        (Cookie("c", str, style="cookie"), "a=b%20", "c=a=b%20"),
        (Cookie("c", list[int], explode=False), [1, 2], "c=1,2"),
        (Cookie("c", dict[str, int]), {"a": 1, "b": 2}, "a=1; b=2"),
        (Cookie("c", dict[str, int], media_type="application/json"), {"a": 1}, "c=%7B%22a%22%3A1%7D"),
    ],
)
def test_cookie_parameters(parameter: Parameter, value: Any, cookie: str) -> None:
    request = operation(parameter).request(value)
    assert request.cookie == cookie
    assert sent_by(request).headers["cookie"] == cookie


REFUSED: list[tuple[Parameter, Any, str]] = [
    (
        Header("X", str),
        "a\r\nb: c",
        "header parameter 'X' holds a control character, which a header cannot carry",
    ),
    (Header("X", str), "token\n", "header parameter 'X' begins or ends with a space, a tab or a line break"),
    (Header("X", str), "ä", "header parameter 'X' holds characters outside ASCII"),
    (Header("X", str), "\ud800", "header parameter 'X' holds characters outside ASCII"),
    (Header("X", list[str]), ["a,b"], "header parameter 'X' has an item with ',' in it"),
    (Cookie("c", str, style="cookie"), "a; admin=1", "cookie parameter 'c' holds a character"),
    (Query("q", str), "\ud800", "query parameter 'q' holds a lone surrogate"),
    (Query("q", str, required=True), None, "query parameter 'q' is required"),
    (Query("q", int), "5", "query parameter 'q' is not valid: expected an integer, found a string of length 1"),
    (Query("q", int), True, "query parameter 'q' is not valid: expected an integer, found a boolean"),
    (Query("q", str), 5, "query parameter 'q' is not valid: expected a string, found an integer"),
    (Query("q", float), float("nan"), "query parameter 'q' is not valid"),
    (Query("q", lambda: Name), "x", "query parameter 'q' is not valid"),
    (Query("q", lambda: Name), "rex\n", "query parameter 'q' is not valid"),
    (Query("q", Annotated[int, Meta(ge=1, le=5)]), 6, "query parameter 'q' is not valid"),
    (
        Query("q", list[str], style="spaceDelimited"),
        ["a b"],
        "query parameter 'q' has an item with ' ' in it",
    ),
]


@pytest.mark.parametrize(("parameter", "value", "message"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_what_cannot_be_sent_is_refused(parameter: Parameter, value: Any, message: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        operation(parameter).request(value)
    error = caught.value
    assert isinstance(error, (ApiError, ValueError, InvalidRequest))
    assert str(error).startswith(f"GET /x: {message}"), str(error)
    assert "\n" not in str(error)
    assert (error.operation, error.parameter) == ("GET /x", parameter.name)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_long_value_is_shortened_in_the_message() -> None:
    with pytest.raises(InvalidArgument) as caught:
        operation(Query("q", lambda: Name)).request("x" * 10_000)
    assert len(str(caught.value)) < 300


def test_a_wrong_number_of_arguments_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="takes 2 arguments, not 1"):
        GET_PET.request("1")


# --- the request as a value -------------------------------------------------------------------------


def test_a_request_is_a_frozen_value() -> None:
    request = get_pet("7", limit=3)
    assert request == get_pet("7", limit=3)
    assert hash(request) == hash(get_pet("7", limit=3))
    assert repr(request) == "<Request GET /pets/7?limit=3>"
    assert (request.method, request.target) == ("GET", "/pets/7?limit=3")
    with pytest.raises(AttributeError):
        request.path = "/other"  # type: ignore[misc]


def test_the_labels_of_messages() -> None:
    assert repr(GET_PET) == "<Operation GET /pets/{petId}>"
    assert repr(GET_PET.parameters) == "(Path('petId'), Query('limit'))"


def test_a_url_that_is_too_long_is_refused() -> None:
    request: Request[Any] = operation(Query("q", str)).request("x" * 70_000)
    with pytest.raises(InvalidRequest, match="GET /x: the URL has more than 65,536 characters"):
        sent_by(request)


# --- bodies -----------------------------------------------------------------------------------------


def test_a_required_body() -> None:
    create = API.operation("POST", ("/pets",), body=Json(lambda: Pet), responses={})
    with pytest.raises(InvalidBody, match="POST /pets: a body is required"):
        create.request()
    with pytest.raises(InvalidBody, match="POST /pets: the body is not valid: /name: expected"):
        create.request(body=Pet(id=1, name=5))  # type: ignore[arg-type]
    with pytest.raises(InvalidBody, match="the body is not valid"):
        create.request(body={"id": "x"})


def test_an_optional_body_is_left_out() -> None:
    create = API.operation("POST", ("/pets",), body=Json(lambda: Pet, required=False), responses={})
    outgoing = sent_by(create.request())
    assert outgoing.content == b""
    assert outgoing.headers["content-length"] == "0"
    assert "content-type" not in outgoing.headers


def test_a_json_body() -> None:
    update = API.operation(
        "PATCH", ("/pets",), body=Json(lambda: Pet, media_type="application/merge-patch+json"), responses={}
    )
    outgoing = sent_by(update.request(body=Pet(id=1, name="rex")))
    assert json.loads(outgoing.content) == {"id": 1, "name": "rex"}
    assert outgoing.headers["content-type"] == "application/merge-patch+json"
    assert outgoing.headers["content-length"] == str(len(outgoing.content))
