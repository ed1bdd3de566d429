"""The two options `validate_requests` and `validate_responses`, and what errors and reports say."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from typing import Annotated, Any

import httpx2
import pytest

from runtime import (
    UNSET,
    ClientT,
    Cookie,
    Drift,
    Group,
    Header,
    Json,
    JsonLines,
    Meta,
    Model,
    Path,
    Problem,
    Query,
    Request,
    RequestEvent,
    Response,
    Sensitive,
    SyncClient,
    Text,
    method,
    validating_requests,
)
from runtime.checks import Validation
from runtime.errors import ConfigurationError, DriftError, InvalidArgument, InvalidBody, InvalidRequest
from tests.runtime.wire.support import API, answering, async_client_for, client_for

Name = Annotated[str, Meta(min_length=2, max_length=5)]
Count = Annotated[int, Meta(ge=1, le=9)]


class Order(Model):
    """What is bought."""

    name: Name
    count: Count
    lines: list[Count] | None = None
    password: Annotated[str, Meta(min_length=12), Sensitive()] | None = None


PUT = API.operation(
    "PUT",
    ("/orders/", 0),
    parameters=(
        Path("id", Name),
        Query("limit", Count, required=True),
        Header("X-Kind", Name),
        Header("X-Api-Key", Name),
        Cookie("taste", Name),
    ),
    body=Json(lambda: Order),
    responses={200: Json(lambda: Order)},
)


def put(
    id_: str = "ab",
    limit: Any = 3,
    *,
    kind: str | None = None,
    key: str | None = None,
    taste: str | None = None,
    body: Any = UNSET,
) -> Request[Order]:
    """Change an order."""
    return PUT.request(id_, limit, kind, key, taste, body=Order(name="abc", count=1) if body is UNSET else body)


class Orders(Group[ClientT]):
    """Operations of orders."""

    put = method(put)


GOOD = {"name": "abc", "count": 1}
BAD = Order(name="x", count=10, lines=[1, 0, 99], password="hunter2")


def sent(validation: Validation, /, *arguments: Any, **options: Any) -> tuple[httpx2.Request, Response[Order]]:
    """What a client of that kind sends for `put(*arguments, **options)`."""
    seen: list[httpx2.Request] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        outgoing.read()
        seen.append(outgoing)
        return httpx2.Response(200, json=GOOD)

    with client_for(handler, validate_requests=validation) as client, validating_requests(validation):
        response = client.send(put(*arguments, **options))
    return seen[0], response


# --- requests: raise --------------------------------------------------------------------------------


def test_all_problems_of_a_request_are_in_one_error() -> None:
    with pytest.raises(InvalidArgument) as caught:
        put("a", 10, kind="toolong", body=BAD)
    problems = caught.value.problems
    assert [(each.place, each.pointer) for each in problems] == [
        ("path parameter 'id'", ""),
        ("query parameter 'limit'", ""),
        ("header parameter 'X-Kind'", ""),
        ("body", "/name"),
        ("body", "/count"),
        ("body", "/lines/1"),
        ("body", "/lines/2"),
        ("body", "/password"),
    ]
    assert problems[3] == Problem("/name", "a string of length 2 to 5", "'x'", "body")
    assert [(each.expected, each.found) for each in problems[4:6]] == [
        ("an integer at least 1 at most 9", "10"),
        ("an integer at least 1 at most 9", "0"),
    ]
    assert "path parameter 'id'" in str(caught.value)
    assert "query parameter 'limit'" in str(caught.value)
    assert str(caught.value).count("PUT /orders/{id}") == 1
    assert "\n" not in str(caught.value)


def test_secrets_are_masked_and_long_values_cut() -> None:
    with pytest.raises(InvalidBody) as of_body:
        put(body=Order(name="y" * 5_000, count=1, password="hunter2"))
    name, password = of_body.value.problems
    assert len(name.found) == 60
    assert password.found == "a hidden value"
    with pytest.raises(InvalidArgument) as of_key:
        put(key="key-that-is-secret")
    assert "key-that-is-secret" not in str(of_key.value)
    assert of_key.value.problems[0].found == "a hidden value"


def test_what_is_missing_is_a_problem() -> None:
    with pytest.raises(InvalidArgument, match="is required") as caught:
        put("ab", None, body=None)
    assert [(each.place, each.found) for each in caught.value.problems] == [
        ("query parameter 'limit'", "nothing"),
        ("body", "nothing"),
    ]


# --- requests: report and off -----------------------------------------------------------------------


@pytest.mark.parametrize("validation", ["report", "off"])
def test_what_breaks_the_document_is_sent_all_the_same(validation: Validation) -> None:
    outgoing, response = sent(validation, "a", 10, kind="toolong", body=BAD)
    assert outgoing.url.raw_path == b"/v1/orders/a?limit=10"
    assert outgoing.headers["X-Kind"] == "toolong"
    assert json.loads(outgoing.content) == {"name": "x", "count": 10, "lines": [1, 0, 99], "password": "hunter2"}
    problems = response.request.problems
    assert [(each.place, each.pointer) for each in problems] == (
        []
        if validation == "off"
        else [
            ("path parameter 'id'", ""),
            ("query parameter 'limit'", ""),
            ("header parameter 'X-Kind'", ""),
            *(("body", pointer) for pointer in ("/name", "/count", "/lines/1", "/lines/2", "/password")),
        ]
    )


@pytest.mark.parametrize("validation", ["report", "off"])
def test_values_of_another_type_are_written_as_they_are(validation: Validation) -> None:
    outgoing, _ = sent(validation, "ab", "many", body={"name": 5, "new": [True]})
    assert outgoing.url.query == b"limit=many"
    assert json.loads(outgoing.content) == {"name": 5, "new": [True]}


@pytest.mark.parametrize("validation", ["report", "off"])
def test_what_is_missing_is_left_out(validation: Validation) -> None:
    outgoing, _ = sent(validation, "ab", None, body=None)
    assert outgoing.url.query == b""
    assert outgoing.content == b""


class Foreign:
    """A value that JSON has no form for. Its name is the same in every process, so that tests can be shared out."""

    def __repr__(self) -> str:
        return "Foreign()"


@pytest.mark.parametrize("validation", ["off", "report", "raise"])
@pytest.mark.parametrize(
    "arguments",
    [
        {"id_": ".."},
        {"id_": ""},
        {"id_": None},
        {"kind": "ab\r\nX: y"},
        {"kind": "a\nb"},
        {"kind": "a\x00b"},
        {"taste": "\ud800"},
        {"limit": float("nan")},
        {"body": {"name": float("nan")}},
        {"body": Order(name="abc", count=float("inf"))},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        {"body": Order(name="\udc00", count=1)},
        {"body": {"name": Foreign()}},
        {"body": {1: Foreign()}},
    ],
    ids=repr,
)
def test_what_cannot_be_carried_always_raises(validation: Validation, arguments: dict[str, Any]) -> None:
    with validating_requests(validation), pytest.raises(InvalidRequest):
        put(**arguments)


def test_the_first_content_that_can_hold_a_body_takes_it() -> None:
    operation = API.operation("POST", ("/x",), body=(Json(lambda: Order), Text()), responses={})
    with validating_requests("report"):
        request = operation.request(body="no order")
        assert operation.request(body=Order(name="abc", count=1)).problems == ()
    assert request.payload is not None
    assert (request.payload.media_type, request.payload.content) == ("text/plain; charset=utf-8", b"no order")
    with validating_requests("report"):
        request = operation.request(body=[1])
    assert request.payload is not None
    assert request.payload.content == b"[1]"
    assert [each.place for each in request.problems] == ["body"]


@pytest.mark.parametrize("validation", ["report", "off"])
def test_items_that_are_looked_at_when_they_are_sent(validation: Validation, caplog: pytest.LogCaptureFixture) -> None:
    operation = API.operation("POST", ("/x",), body=JsonLines(Count), responses={200: None})
    seen: list[bytes] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        seen.append(outgoing.read())
        return httpx2.Response(200)

    with client_for(handler, validate_requests=validation) as client, validating_requests(validation):
        client.call(operation.request(body=iter([1, 99])))
        client.call(operation.request(body=[1, 99]))
    assert seen == [b"1\n99\n"] * 2
    assert ("item 1 of a body" in caplog.text) == (validation == "report")


def test_reported_problems_are_logged_and_told_to_hooks(caplog: pytest.LogCaptureFixture) -> None:
    events: list[RequestEvent] = []
    responses: list[Response[Any]] = []
    with client_for(
        answering(200, json=GOOD), validate_requests="report", on_request=events.append, on_drift=responses.append
    ) as client:
        for _ in range(2):
            Orders(client).put("ab", 3, body=Order(name="abc", count=1, lines=[0, 1, 99]))
        Orders(client).put("ab", 3)
    warnings = [each.getMessage() for each in caplog.records if each.levelno == logging.WARNING]
    assert warnings == [
        "PUT /orders/{id}: body breaks the document: /lines/0: "
        "expected an integer at least 1 at most 9, found an integer"
    ], "a kind only once"
    assert [len(event.problems) for event in events] == [2, 2, 0]
    assert [each.drift for each in responses] == [(), ()]
    assert [each.pointer for each in responses[0].request.problems] == ["/lines/0", "/lines/2"]


# --- whose choice it is -----------------------------------------------------------------------------


def test_methods_ask_their_client() -> None:
    with client_for(answering(200, json=GOOD)) as client:
        with pytest.raises(InvalidArgument):
            Orders(client).put("a")
        assert Orders(client.with_options(validate_requests="off")).put("a") == Order(name="abc", count=1)
        with validating_requests("off"), pytest.raises(InvalidArgument):
            Orders(client).put("a")
        with pytest.raises(InvalidArgument):
            put("a")


def test_methods_of_an_asynchronous_client_ask_it() -> None:
    async def main() -> None:
        strict = async_client_for(answering(200, json=GOOD))
        lax = strict.with_options(validate_requests="report")
        found = await asyncio.gather(
            Orders(lax).put("a"), Orders(strict).put("a"), Orders(lax).put("b"), return_exceptions=True
        )
        assert [type(each) for each in found] == [Order, InvalidArgument, Order]
        await strict.aclose()

    asyncio.run(main())


def test_the_choice_of_one_thread_is_not_that_of_another() -> None:
    found: list[str] = []

    def other() -> None:
        try:
            put("a")
        except InvalidArgument:
            found.append("raised")

    with validating_requests("off"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        put("a")
    assert found == ["raised"]


def test_a_client_that_raises_takes_no_request_with_problems() -> None:
    with validating_requests("report"):
        request = put("a")
    with client_for(answering(200, json=GOOD)) as client, pytest.raises(InvalidRequest, match="path parameter 'id'"):
        client.send(request)


@pytest.mark.parametrize("name", ["validate_requests", "validate_responses"])
def test_other_words_are_refused(name: str) -> None:
    options: Any = {name: "strict"}
    with pytest.raises(ConfigurationError, match=f"{name} must be 'off', 'report' or 'raise'"):
        client_for(answering(), **options)
    with pytest.raises(ValueError, match="off, report, raise"), validating_requests(options[name]):
        pass


# --- responses --------------------------------------------------------------------------------------

DRIFTED = {"name": "x", "count": 1, "more": None, "password": "hunter2"}


def answer(client: SyncClient) -> Response[Order]:
    """What becomes of a drifted response."""
    return client.send(put())


def test_responses() -> None:
    told: list[Response[Any]] = []
    with client_for(answering(200, json=DRIFTED), on_drift=told.append) as client:
        reported = answer(client)
        assert reported.drift == (
            Drift("/name", "a string of length 2 to 5", "'x'"),
            Drift("/more", "no field of this name", "null"),
            Drift("/password", "a string of length at least 12", "a hidden value"),
        )
        assert told == [reported]
        silent = answer(client.with_options(validate_responses="off"))
        assert (silent.drift, silent.body, told) == ((), reported.body, [reported])
        with pytest.raises(DriftError) as caught:
            answer(client.with_options(validate_responses="raise"))
        assert caught.value.drift == reported.drift
        assert "hunter2" not in str(caught.value)
