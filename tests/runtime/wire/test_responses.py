"""Responses: which type a body has, what counts as drift, and what is an error."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from runtime import Api, Bytes, Drift, EventStream, Form, Header, Json, JsonLines, NoContent, Response, Text
from runtime.content import Content
from runtime.errors import (
    ApiError,
    DecodeError,
    DriftError,
    UnexpectedContent,
)
from runtime.media_types import best_match
from runtime.operation import Operation
from tests.runtime.wire.support import API, GET_PET, Fault, Pet, answering, client_for, get_pet

PET = b'{"id":1,"name":"rex"}'
JSON_PET = Json(lambda: Pet)


def operation(responses: Any, method: str = "GET", **more: Any) -> Operation:
    return API.operation(method, ("/x",), responses=responses, **more)


def answer(
    responses: Any, status: int, body: bytes = b"", media_type: str | None = "application/json", **more: Any
) -> Response[Any]:
    headers = {"content-type": media_type} if media_type else {}
    with client_for(answering(status, content=body, headers=headers)) as client:
        return client.send(operation(responses, **more).request())


# --- successes --------------------------------------------------------------------------------------

EXACT: list[tuple[Any, int, bytes, str | None, Any]] = [
    ({200: JSON_PET}, 200, PET, "application/json", Pet(id=1, name="rex")),
    ({200: JSON_PET}, 200, PET, "application/json; charset=utf-8", Pet(id=1, name="rex")),
    ({200: JSON_PET}, 200, PET, "Application/JSON", Pet(id=1, name="rex")),
    ({200: JSON_PET}, 200, PET, "application/vnd.pets+json", Pet(id=1, name="rex")),
    ({200: JSON_PET}, 200, PET, None, Pet(id=1, name="rex")),
    ({"2XX": JSON_PET}, 201, PET, "application/json", Pet(id=1, name="rex")),
    ({"default": JSON_PET}, 200, PET, "application/json", Pet(id=1, name="rex")),
    ({200: Text(), "2XX": JSON_PET}, 200, b"hi", "text/plain", "hi"),
    ({200: (JSON_PET, Text())}, 200, b"hi", "text/plain", "hi"),
    ({200: (JSON_PET, Bytes("image/*"))}, 200, b"\x89", "image/png", b"\x89"),
    ({200: Json(lambda: Pet, media_type="*/*")}, 200, PET, "application/json", Pet(id=1, name="rex")),
    ({200: Text()}, 200, b"\xe4", "text/plain; charset=latin-1", "ä"),
    ({200: Text(type=int)}, 200, b"5", "text/plain", 5),
    ({200: Bytes("application/pdf")}, 200, b"%PDF", "application/pdf", b"%PDF"),
    ({200: Bytes()}, 200, b"", "application/octet-stream", b""),
    ({200: Text()}, 200, b"", "text/plain", ""),
    ({200: Form(dict[str, str])}, 200, b"a=b+c", "application/x-www-form-urlencoded", {"a": "b c"}),
    ({204: None}, 204, b"", None, None),
    ({204: NoContent()}, 204, b"", None, None),
    ({200: None}, 200, b"", None, None),
    ({200: JSON_PET, 204: None}, 204, b"", None, None),
    ({200: Json(list[int])}, 200, b"[1,2]", "application/json", [1, 2]),
    ({302: None}, 302, b"", None, None),
    ({"3XX": None, "default": JSON_PET}, 303, b"", None, None),
]


ANY_TYPE = Json(Any)
PET_OR_NONE = Json(lambda: Pet, media_type="*/*")

EXACT += [
    # a byte order mark (RFC 8259 §8.1), and JSON in another charset than it may have
    ({200: JSON_PET}, 200, b"\xef\xbb\xbf" + PET, "application/json", Pet(id=1, name="rex")),
    ({200: ANY_TYPE}, 200, b"\xef\xbb\xbf[1]", "application/json", [1]),
    ({200: Json(str)}, 200, b'"\xe4"', "application/json; charset=ISO-8859-1", "ä"),
    ({200: Json(str)}, 200, '"ä"'.encode("utf-16"), "application/json; charset=utf-16", "ä"),
    # ranges: the body says itself what it is
    ({200: PET_OR_NONE}, 200, PET, "application/problem+json; charset=utf-8", Pet(id=1, name="rex")),
    ({200: PET_OR_NONE}, 200, PET, "text/plain", Pet(id=1, name="rex")),
    ({200: PET_OR_NONE}, 200, PET, None, Pet(id=1, name="rex")),
    ({200: Json(int, media_type="application/*")}, 200, b"5", "application/json", 5),
    ({200: Json(list[str] | str, media_type="*/*")}, 200, b"hello", "text/plain", "hello"),
    ({200: Bytes("*/*")}, 200, b"<html>", "text/html", b"<html>"),
    # several media types, and none came
    ({200: (JSON_PET, Text())}, 200, PET, None, Pet(id=1, name="rex")),
    ({200: (JSON_PET, Text())}, 200, b"hi", None, "hi"),
    ({200: (JSON_PET, Bytes())}, 200, b"\xff", None, b"\xff"),
    # no body is documented
    ({200: None}, 200, b'{"a":1}', "application/json", {"a": 1}),
    ({200: None}, 200, b"[1]", None, [1]),
    ({200: None}, 200, b"5", "application/vnd.x+json", 5),
    ({200: None}, 200, b"hello", "text/plain", "hello"),
    ({200: None}, 200, b"Hello World!", "text/html; charset=utf-8", "Hello World!"),
    ({200: None}, 200, b"\xe4", "text/csv; charset=latin-1", "ä"),
    ({200: None}, 200, b"<a/>", "application/xml", "<a/>"),
    ({200: None}, 200, b"hello", None, "hello"),
    ({200: None}, 200, b"\x89PNG\x00", None, b"\x89PNG\x00"),
    ({200: None}, 200, b"abc", "application/octet-stream", b"abc"),
    ({201: None, "default": JSON_PET}, 201, b"[1]", "application/json", [1]),
    ({"2XX": None}, 202, b"abc", "image/png", b"abc"),
]


@pytest.mark.parametrize("row", EXACT, ids=lambda row: f"{row[0]}-{row[1]}-{row[3]}")
def test_documented_successes(row: Any) -> None:
    responses, status, body, media_type, expected = row
    response = answer(responses, status, body, media_type)
    assert response.body == expected
    assert response.drift == ()


DRIFTED: list[tuple[Any, int, bytes, str | None, Any, str]] = [
    (
        {200: JSON_PET},
        201,
        PET,
        "application/json",
        Pet(id=1, name="rex"),
        "expected a documented status (200), found status 201",
    ),
    ({200: JSON_PET}, 204, b"", None, None, "expected a documented status (200), found status 204"),
    (
        {204: None},
        200,
        b'{"a":1}',
        "application/json",
        {"a": 1},
        "expected a documented status (204), found status 200",
    ),
    (
        {},
        200,
        b"raw",
        "image/png",
        b"raw",
        "expected a documented status (none is documented), found status 200",
    ),
    (
        {},
        200,
        b"\xffraw",
        None,
        b"\xffraw",
        "expected a documented status (none is documented), found status 200",
    ),
    (
        {200: JSON_PET, 201: Text()},
        202,
        b"[1]",
        "application/json",
        [1],
        "expected a documented status (200, 201), found status 202",
    ),
    (
        {200: JSON_PET, "default": Json(lambda: Fault)},
        202,
        PET,
        "application/json",
        Pet(id=1, name="rex"),
        "found status 202",
    ),
    ({200: JSON_PET}, 200, b"", "application/json", None, "expected application/json, found an empty body"),
    (
        {200: JSON_PET},
        200,
        b" " + PET,
        "text/html",
        Pet(id=1, name="rex"),
        "expected application/json, found media type 'text/html'",
    ),
    ({204: None}, 204, b"hello", "text/plain", None, "expected no body, found 5 bytes of text/plain"),
    ({200: JSON_PET}, 200, b'{"id":1,"name":"rex","x":2}', "application/json", None, "/x: "),
    ({200: JSON_PET}, 200, b'{"id":"1","name":"rex"}', "application/json", None, "/id: expected an integer"),
]


OTHER = "expected application/json, found media type"

DRIFTED += [
    # bytes are bytes, whatever they are called
    ({200: Bytes()}, 200, b"PK", "application/zip", b"PK", "expected application/octet-stream, found media type"),
    ({200: Bytes("image/*")}, 200, b"{}", "application/json", b"{}", "expected image/*, found media type"),
    ({200: Bytes()}, 200, b"x", "nonsense", b"x", "found media type 'nonsense'"),
    ({200: (ANY_TYPE, Bytes())}, 200, b"\x89PNG\xff", "image/png", b"\x89PNG\xff", "found media type 'image/png'"),
    ({200: (JSON_PET, Text())}, 200, b"\x00\x01", "image/png", b"\x00\x01", "found media type 'image/png'"),
    # text is text
    ({200: Text()}, 200, b"a,b", "text/csv", "a,b", "expected text/plain, found media type 'text/csv'"),
    ({200: Text()}, 200, b"\xe4", "text/x-log; charset=latin-1", "ä", "found media type"),
    ({200: Text()}, 200, b"hi", "application/octet-stream", "hi", "found media type"),
    ({200: Text()}, 200, b"\xff\x00", "application/zip", b"\xff\x00", "found media type"),
    ({200: Text()}, 200, b'"hi"', "application/json", "hi", "found media type"),
    ({200: Text()}, 200, b'{"a": 1}', "application/json", '{"a": 1}', "found media type"),
    ({200: Text(type=int)}, 200, b"5", "application/json", 5, "found media type"),
    # JSON of any or of a text that comes as text, or as something else
    ({200: ANY_TYPE}, 200, b"a,b", "text/csv", "a,b", OTHER),
    ({200: ANY_TYPE}, 200, b'{"a":1}', "text/plain", {"a": 1}, OTHER),
    ({200: ANY_TYPE}, 200, b"{a}", "text/plain", "{a}", OTHER),
    ({200: ANY_TYPE}, 200, b"abcd", "application/octet-stream", b"abcd", OTHER),
    ({200: ANY_TYPE}, 200, b"Hello World!", "text/html; charset=utf-8", "Hello World!", OTHER),
    ({200: ANY_TYPE}, 200, b"data: 1\n\n", "text/event-stream", "data: 1\n\n", OTHER),
    ({200: Json(str)}, 200, b"Hello World!", "text/html; charset=utf-8", "Hello World!", OTHER),
    ({200: Json(str)}, 200, b'{"a":1}', "text/plain", '{"a":1}', OTHER),
    ({200: Json(str)}, 200, b"5", "text/plain", "5", OTHER),
    ({200: Json(str)}, 200, b"hi", None, "hi", "expected application/json, found no media type"),
    ({200: Json(str)}, 200, b"hi", "application/json", "hi", "expected JSON, found text"),
    ({200: Json(int)}, 200, b"5", "text/plain", 5, OTHER),
    # what cannot be made of the body
    ({200: JSON_PET}, 200, b"OK", "text/plain", "OK", OTHER),
    ({200: JSON_PET}, 200, b"OK", None, "OK", "expected application/json, found no media type"),
    ({200: JSON_PET}, 200, b"\xff\xd8", "image/jpeg", b"\xff\xd8", OTHER),
    ({200: JSON_PET}, 200, b"<a/>", "application/xml", "<a/>", OTHER),
    ({200: PET_OR_NONE}, 200, b"OK", "text/plain", "OK", "expected JSON, found media type 'text/plain'"),
    ({200: PET_OR_NONE}, 200, b"\xff", "image/png", b"\xff", "expected JSON, found media type 'image/png'"),
    ({200: Form(dict[str, str])}, 200, b'{"a":"b"}', "application/json", {"a": "b"}, "found media type"),
    ({200: JsonLines(int)}, 200, b"1\n2\n", "text/plain", [1, 2], "found media type"),
    ({200: JsonLines(int)}, 200, b"1\n2\n", "application/octet-stream", [1, 2], "found media type"),
    ({200: EventStream(int)}, 200, b"data: 1\n\n", "text/plain", [1], "found media type"),
    ({200: EventStream(int)}, 200, b'{"a": 1}', "application/json", {"a": 1}, "found media type"),
    ({200: EventStream(int)}, 200, b"busy", "text/plain", "busy", "found media type"),
    ({200: None}, 200, b"{", "application/json", "{", "expected JSON, found not JSON"),
    # text in another charset than is said, or in none
    ({200: Text()}, 200, b"\xff", "text/plain", b"\xff", "expected text in utf-8, found 1 bytes of something else"),
    ({200: Text()}, 200, b"x", "text/plain; charset=nonsense", b"x", "expected text in nonsense"),
    ({200: Text()}, 200, b"x", "text/plain; charset=base64", b"x", "expected text in base64"),
    ({200: Text()}, 200, b"x", "text/plain; charset=undefined", b"x", "expected text in undefined"),
    ({200: Text(type=int)}, 200, b"\xff", "text/csv", b"\xff", "expected text/plain, found media type"),
    ({200: Text("text/*")}, 200, b"a;\xe4", "text/csv", b"a;\xe4", "expected text in utf-8"),
    # white space alone is no body
    ({200: JSON_PET}, 200, b" \r\n", "application/json", None, "expected application/json, found an empty body"),
    ({200: JSON_PET}, 200, b"\xef\xbb\xbf", "application/json", None, "expected application/json, found an empty body"),
    # JSON in a charset, where it is not documented as JSON
    ({200: Form(dict[str, str])}, 200, b'{"a":"\xe4"}', "text/json; charset=latin-1", {"a": "ä"}, "found media type"),
    ({200: Text(type=int)}, 200, "5".encode("utf-16"), "text/json; charset=utf-16", 5, "found media type"),
    ({204: None}, 200, '{"a":1}'.encode("utf-16"), "application/json; charset=utf-16", {"a": 1}, "documented status"),
]


@pytest.mark.parametrize("row", DRIFTED, ids=lambda row: f"{row[1]}-{row[5]}")
def test_drifted_successes(row: Any) -> None:
    responses, status, body, media_type, expected, words = row
    response = answer(responses, status, body, media_type)
    assert expected is None or response.body == expected
    assert words in str(response.drift[0])


HEADERS_OF_NO_BODY: list[dict[str, str]] = [
    {"content-type": "application/json", "content-length": "99999999999"},
    {"content-type": "application/json", "content-encoding": "br"},
    {"content-type": "application/json", "content-encoding": "gzip"},
    {"content-type": "text/html"},
    {},
]


@pytest.mark.parametrize("headers", HEADERS_OF_NO_BODY, ids=str)
@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("HEAD", 206), ("GET", 204), ("GET", 205)])
def test_where_there_is_no_body_none_is_judged(method: str, status: int, headers: dict[str, str]) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers=headers, stream=Nothing())

    asked = operation({status: JSON_PET}, method).request()
    with client_for(handler) as client:
        response = client.send(asked)
        assert (response.body, response.drift) == (None, ())
        with client.stream(asked) as streamed:
            assert b"".join(streamed.iter_bytes()) == b""
            assert streamed.drift == []


class Nothing(httpx2.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield from ()


NO_GOOD: list[tuple[Any, bytes, str, type[ApiError], str]] = [
    (
        {200: JSON_PET},
        b"<!DOCTYPE html>\n<h1>Proxy</h1>",
        "text/html",
        UnexpectedContent,
        "200 with text/html instead of application/json: <!DOCTYPE html> <h1>Proxy</h1> " "[GET /x, request id R1]",
    ),
    (
        {200: JSON_PET},
        b"[not json",
        "text/html",
        UnexpectedContent,
        "200 with text/html instead of application/json: ",
    ),
    (
        {200: JSON_PET},
        b'{"id":',
        "application/json",
        DecodeError,
        "200: the body is not valid application/json: ",
    ),
    (
        {200: JSON_PET},
        b"NaN",
        "application/json",
        DecodeError,
        "200: the body is not valid application/json: ",
    ),
    (
        {200: JSON_PET},
        b"[" * 100_000,
        "application/json",
        DecodeError,
        "200: the body is not valid application/json: ",
    ),
]


PAGE = b"<!DOCTYPE html>\n<h1>Log in</h1>"
NO_GOOD += [
    (responses, PAGE, "text/html; charset=utf-8", UnexpectedContent, f"200 with text/html; charset=utf-8{instead}: <!")
    for responses, instead in [
        ({200: Bytes()}, " instead of application/octet-stream"),
        ({200: Text()}, " instead of text/plain"),
        ({200: ANY_TYPE}, " instead of application/json"),
        ({200: Json(str)}, " instead of application/json"),
        ({200: PET_OR_NONE}, " instead of JSON"),
        ({200: EventStream(int)}, " instead of text/event-stream"),
        ({200: None}, ""),
        ({201: JSON_PET}, " instead of application/json"),
        ({}, ""),
    ]
]
NO_GOOD += [
    ({200: Bytes()}, b"Please log in", "text/html", UnexpectedContent, "200 with text/html instead of application/"),
    ({200: JSON_PET}, b"Please log in", "text/html", UnexpectedContent, "200 with text/html instead of application/"),
    ({200: PET_OR_NONE}, b"{", "application/json", DecodeError, "200: the body is not valid JSON: not JSON: "),
    ({200: ANY_TYPE}, b"{", "application/json", DecodeError, "200: the body is not valid application/json: not JSON: "),
]


@pytest.mark.parametrize("row", NO_GOOD, ids=lambda row: f"{row[2]}-{row[1][:10]!r}")
def test_answers_that_are_no_good(row: Any) -> None:
    responses, body, media_type, kind, message = row
    headers = {"content-type": media_type, "x-request-id": "R1"}
    with client_for(answering(200, content=body, headers=headers)) as client, pytest.raises(kind) as caught:
        client.call(operation(responses).request())
    error = caught.value
    assert isinstance(error, (UnexpectedContent, DecodeError))
    assert str(error).startswith(message)
    assert len(str(error)) < 500
    assert str(error).isprintable()
    assert (error.status, error.request_id, error.raw) == (200, "R1", body)


MATCHES: list[tuple[list[str], str, int | None]] = [
    (["application/json"], "application/json;charset=UTF-8", 0),
    (["application/json; charset=utf-8"], "application/json", 0),
    (["*/*", "application/*", "application/json"], "application/json", 2),
    (["*/*", "application/*"], "application/pdf", 1),
    (["*/*"], "image/png", 0),
    (["application/json"], "application/problem+json", 0),
    (["application/json", "application/problem+json"], "application/problem+json", 1),
    (["application/vnd.a+json"], "application/json", 0),
    (["text/plain"], "application/json", None),
    (["text/xml; version=2"], "text/xml; version=1", None),
    (["text/xml", "text/xml; version=2"], 'text/xml; version="2"', 1),
    (["application/json"], "nonsense", None),
    (["application/json"], "", None),
    (["image/*"], "application/json", None),
]


@pytest.mark.parametrize(("documented", "actual", "index"), MATCHES)
def test_media_types(documented: list[str], actual: str, index: int | None) -> None:
    assert best_match(documented, actual) == index


def test_the_accept_header_names_what_is_documented() -> None:
    responses = {200: (JSON_PET, Text()), "4XX": Json(lambda: Fault, media_type="application/problem+json")}
    assert operation(responses).accept == ("application/json, text/plain, application/problem+json;q=0.9, */*;q=0.1")
    assert operation({204: None}).accept == "*/*"
    assert operation({204: None, "default": Json(lambda: Fault)}).accept == "application/json, */*;q=0.1"


# --- response and headers ---------------------------------------------------------------------------


def test_a_response() -> None:
    headers = {"content-type": "application/json", "Twilio-Request-Id": "RQ7"}
    with client_for(answering(200, content=PET, headers=headers)) as client:
        response = client.send(get_pet("1"))
    assert (response.status, response.body, response.content) == (200, Pet(id=1, name="rex"), PET)
    assert response.headers["TWILIO-request-id"] == "RQ7"
    assert response.request_id == "RQ7"
    assert 0 < response.elapsed.total_seconds() < 5
    assert response.http.json() == {"id": 1, "name": "rex"}
    assert response.request.operation is GET_PET
    assert repr(response) == "<Response 200 GET /pets/{petId}>"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(response)


@pytest.mark.parametrize(
    ("headers", "identity"),
    [
        ({}, None),
        ({"X-Request-Id": "a", "X-Vendor-Request-Id": "b"}, "a"),
        ({"X-GitHub-Request-Id": "c"}, "c"),
        ({"CF-Ray": "d", "Request-Id": "e"}, "e"),
    ],
)
def test_request_ids(headers: dict[str, str], identity: str | None) -> None:
    with client_for(answering(200, content=PET, headers=headers)) as client:
        assert client.send(get_pet("1")).request_id == identity


HEADER_VALUES: list[tuple[Header, list[str], Any]] = [
    (Header("X-Count", int), ["5"], 5),
    (Header("X-Count", int), ["five"], "five"),
    (Header("X-Flag", bool), ["true"], True),
    (Header("X-Name", str), ["5"], "5"),
    (Header("X-Ids", list[int]), ["1, 2,3"], [1, 2, 3]),
    (Header("X-Ids", list[int]), ["1", "2"], [1, 2]),
    (Header("X-Tags", list[str]), ['"a, b", c'], ['"a, b"', "c"]),
    (Header("X-Limit", dict[str, int]), ["a,1,b,2"], {"a": 1, "b": 2}),
    (Header("X-Limit", dict[str, int], explode=True), ["a=1,b=2"], {"a": 1, "b": 2}),
    (Header("X-Json", dict[str, int], media_type="application/json"), ['{"a":1}'], {"a": 1}),
    (Header("X-Json", dict[str, int], media_type="application/json"), ["{"], "{"),
    (Header("Set-Cookie", list[str]), ["a=b; Path=/", "c=d"], ["a=b; Path=/", "c=d"]),
]


@pytest.mark.parametrize(("header", "lines", "value"), HEADER_VALUES)
def test_documented_headers(header: Header, lines: list[str], value: Any) -> None:
    sent = [(header.name, line) for line in lines]
    documented = operation({204: None}, response_headers={"2XX": (header, Header("X-Absent", int))})
    with client_for(answering(204, headers=sent)) as client:
        assert dict(client.send(documented.request()).header_values) == {header.name: value}


# --- drift ------------------------------------------------------------------------------------------


def test_drift_is_logged_once_per_kind_and_told_to_the_hook(caplog: pytest.LogCaptureFixture) -> None:
    told: list[Response[Any]] = []
    body = b'[{"id":"1","name":"rex"},{"id":"2","name":"tom","new":2}]'
    answers = answering(200, content=body, headers={"content-type": "application/json"})
    pets = operation({200: Json(list[Pet])})
    with caplog.at_level(logging.WARNING), client_for(answers, on_drift=told.append) as client:
        first = client.send(pets.request())
        client.send(pets.request())
    assert [drift.pointer for drift in first.drift] == ["/0/id", "/1/id", "/1/new"]
    assert told[0] is first
    assert len(told) == 2
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().startswith("GET /x: drift: /0/id: expected ")


def test_strict_makes_drift_an_error() -> None:
    answers = answering(200, json={"id": "one", "name": "rex", "new": 1})
    with client_for(answers, validate_responses="raise") as client, pytest.raises(DriftError) as caught:
        client.call(get_pet("1"))
    error = caught.value
    assert [type(drift) for drift in error.drift] == [Drift, Drift]
    assert {drift.pointer for drift in error.drift} == {"/id", "/new"}
    assert "200: the response differs from the document: /id: expected an integer" in str(error)
    assert "(and 1 more) [GET /pets/{petId}]" in str(error)


def test_contents_are_shown_by_their_media_type() -> None:
    contents: list[Content] = [JSON_PET, Text(), Bytes("image/png")]
    assert repr(contents) == "[Json('application/json'), Text('text/plain'), Bytes('image/png')]"
    assert repr(Api(title="A", version="1")) == "<Api 'A' 1>"


def test_httpx2_is_given_the_whole_response() -> None:
    with client_for(lambda request: httpx2.Response(200, json={"id": 1, "name": "rex"})) as client:
        assert client.send(get_pet("1")).http.text == '{"id":1,"name":"rex"}'
