"""Hooks, spans and logs: what they are told, and that no credential is in it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx2
import pytest

from runtime import (
    Header,
    RequestEvent,
    ResponseEvent,
    Retry,
    RetryEvent,
    Secret,
    SecurityScheme,
    SyncClient,
    telemetry,
)
from runtime.errors import NotFound
from tests.runtime.wire.support import (
    ALL_CREDENTIALS,
    API,
    KEY_QUERY,
    SECRET,
    Pet,
    answering,
    async_client_for,
    client_for,
    get_pet,
)

PET = {"id": 1, "name": "rex"}


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_hooks_see_no_credential(scheme: SecurityScheme, credential: Any) -> None:
    told: list[Any] = []
    headers = {"Set-Cookie": f"session={SECRET}", "X-Request-Id": "r1"}
    with client_for(
        answering(200, json=PET, headers=headers),
        {scheme: credential},
        headers={"X-Extra": Secret(SECRET)},
        on_request=told.append,
        on_response=told.append,
    ) as client:
        client.call(get_pet("1", limit=3))
    request, response = told
    assert isinstance(request, RequestEvent)
    assert (request.operation, request.method, request.attempt) == ("GET /pets/{petId}", "GET", 1)
    assert request.url.startswith("https://pets.example.com/v1/pets/1?limit=3")
    assert request.headers["user-agent"] == "runtime/2.1.0"
    assert request.headers["x-extra"] == "***"
    assert isinstance(response, ResponseEvent)
    assert (response.status, response.request_id, response.headers["set-cookie"]) == (200, "r1", "***")
    assert response.elapsed.total_seconds() > 0
    assert SECRET not in repr(told)
    assert "cmV4" not in repr(told)  # the base64 of Basic


def test_a_sensitive_header_parameter_is_masked() -> None:
    told: list[RequestEvent] = []
    operation = API.operation("GET", ("/x",), parameters=(Header("X-Auth-Token", str),), responses={})
    with client_for(answering(204), on_request=told.append) as client:
        client.call(operation.request(SECRET))
    assert told[0].headers["x-auth-token"] == "***"


def test_the_order_of_hooks() -> None:
    told: list[str] = []
    answers = [503, 200]

    async def on_request(event: RequestEvent) -> None:
        told.append(f"request {event.attempt}")

    async def on_response(event: ResponseEvent) -> None:
        await asyncio.sleep(0)
        told.append(f"response {event.attempt} {event.status}")

    def on_retry(event: RetryEvent) -> None:
        told.append(f"retry after {event.attempt}")

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(answers.pop(0), json=PET)

    async def run() -> None:
        async with async_client_for(
            handler, retry=Retry(first_delay=0), on_request=on_request, on_response=on_response, on_retry=on_retry
        ) as client:
            await client.call(get_pet("1"))

    asyncio.run(run())
    assert told == ["request 1", "response 1 503", "retry after 1", "request 2", "response 2 200"]


def test_an_error_of_a_hook_is_raised() -> None:
    def refuse(event: RequestEvent) -> None:
        raise LookupError("no")

    with client_for(answering(200, json=PET), on_request=refuse) as client, pytest.raises(LookupError, match="no"):
        client.call(get_pet("1"))


# --- OpenTelemetry ----------------------------------------------------------------------------------


class Span:
    """What a span was told."""

    def __init__(self, name: str, kind: str, attributes: dict[str, Any]) -> None:
        self.name = name
        self.kind = kind
        self.attributes = attributes
        self.status: Any = None

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes[name] = value

    def set_status(self, status: str, description: str | None) -> None:
        self.status = status, description


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Span]]:
    made: list[Span] = []

    class Tracer:
        @contextmanager
        def start_as_current_span(self, name: str, *, kind: str, attributes: Any, **options: bool) -> Iterator[Span]:
            assert options == {"record_exception": False, "set_status_on_exception": False}
            made.append(Span(name, kind, dict(attributes)))
            yield made[-1]

    module = ModuleType("opentelemetry.trace")
    vars(module).update(
        get_tracer=lambda name, version: Tracer(),
        SpanKind=SimpleNamespace(CLIENT="client"),
        StatusCode=SimpleNamespace(ERROR="error"),
    )
    monkeypatch.setitem(sys.modules, "opentelemetry", ModuleType("opentelemetry"))
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", module)
    telemetry.tracing.cache_clear()
    yield made
    telemetry.tracing.cache_clear()


def test_a_span_for_each_call(spans: list[Span]) -> None:
    answers = [503, 200]

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(answers.pop(0), json=PET)

    with client_for(handler, {KEY_QUERY: SECRET}, retry=Retry(first_delay=0)) as client:
        assert client.call(get_pet("1")) == Pet(id=1, name="rex")
    assert len(spans) == 1
    assert (spans[0].name, spans[0].kind, spans[0].status) == ("GET /pets/{petId}", "client", None)
    assert spans[0].attributes == {
        "http.request.method": "GET",
        "server.address": "pets.example.com",
        "server.port": 443,
        "url.full": "https://pets.example.com/v1/pets/1?api_key=***",
        "url.template": "/pets/{petId}",
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
    }


def test_the_span_of_an_error(spans: list[Span]) -> None:
    async def run() -> None:
        async with async_client_for(answering(404, text=f"no {SECRET}"), {KEY_QUERY: SECRET}) as client:
            await client.call(get_pet("1"))

    with pytest.raises(NotFound):
        asyncio.run(run())
    assert spans[0].attributes["error.type"] == "404"
    assert spans[0].status == ("error", "404 Not Found: no *** [GET /pets/{petId}]")


def test_without_opentelemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    telemetry.tracing.cache_clear()
    try:
        with SyncClient(API, {}, transport=httpx2.MockTransport(answering(200, json=PET))) as client:
            client.call(get_pet("1"))
        assert telemetry.tracing() is None
    finally:
        telemetry.tracing.cache_clear()
