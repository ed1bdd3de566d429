"""Redirects beside other things: attempts, hooks, streams, real sockets."""

from __future__ import annotations

from typing import Any

import httpx2

from runtime import Bytes, Retry, SyncClient
from tests.runtime.wire.support import API, SECRET, client_for, raw_server, reply
from tests.runtime.wire.test_redirects import ALL, ENCODED, HOME, request, sent


def test_what_follows_is_sent_again_where_that_is_safe() -> None:
    """303 makes a GET of a POST: that one may be repeated, the POST may not."""
    answers = [(303, "/y"), (503, ""), (200, "")]
    seen: list[str] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        status, location = answers.pop(0)
        seen.append(f"{outgoing.method} {outgoing.url.path}")
        return httpx2.Response(status, headers={"Location": location}, content=b"here")

    with client_for(handler, ALL, max_redirects=1, retry=Retry(first_delay=0)) as client:
        assert client.call(request("POST")) == b"here"
    assert seen == ["POST /v1/x", "GET /y", "GET /y"]


def test_hooks_see_each_step() -> None:
    told: list[Any] = []
    seen, _ = sent(request("GET"), (302, "/y"), on_request=told.append, on_response=told.append)
    assert [getattr(each, "status", None) or each.url for each in told] == [
        f"{HOME}/v1/x?q=1&api_key=***",
        302,
        f"{HOME}/y?api_key=***",
        200,
    ]
    assert len(seen) == 2
    assert SECRET not in repr(told)
    assert ENCODED not in repr(told)


def test_a_stream_that_reconnects_begins_where_the_call_began() -> None:
    seen: list[str] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        seen.append(f"{outgoing.url.path} {outgoing.headers.get('last-event-id')}")
        if outgoing.url.path == "/v1/events":
            return httpx2.Response(307, headers={"Location": "https://stream.example/now"})
        if len(seen) > 3:
            return httpx2.Response(204)
        return httpx2.Response(200, headers={"Content-Type": "text/event-stream"}, text="id: 7\nretry: 0\ndata: x\n\n")

    events = API.operation("GET", ("/events",), responses={200: Bytes("text/event-stream")}).request()
    with client_for(handler, max_redirects=1) as client, client.stream(events) as streamed:
        assert [event.data for event in streamed.events(reconnect=True)] == ["x"]
    assert seen == ["/v1/events None", "/now None", "/v1/events 7", "/now 7"]


def test_over_the_wire() -> None:
    with raw_server(reply(b"here")) as (elsewhere, stolen):
        away = reply(b"", status="302 Found", headers=f"Location: {elsewhere}/steal\r\n")
        home = reply(b"", status="302 Found", headers="Location: /next\r\n")
        with raw_server(home, away) as (url, requests), SyncClient(API, ALL, base_url=url, max_redirects=2) as client:
            assert client.call(request("GET")) == b"here"
    assert [line.split(b"\r\n")[0] for line in requests] == [
        f"GET /x?q=1&api_key={SECRET} HTTP/1.1".encode(),
        f"GET /next?api_key={SECRET} HTTP/1.1".encode(),
    ]
    (head,) = stolen
    assert head.startswith(b"GET /steal HTTP/1.1\r\nHost: " + elsewhere.removeprefix("http://").encode())
    assert SECRET.encode() not in head
    assert ENCODED.encode() not in head
