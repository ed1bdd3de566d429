"""Spans, as the OpenTelemetry SDK records them: by the semantic conventions for HTTP clients, without secrets."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from runtime import Bytes, Query, Retry, SecurityScheme, SyncClient, telemetry
from runtime.errors import ApiError, ConnectionFailed, DecodeError, NotFound, Redirection
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


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Collects the spans that end. A provider can be set once in a process, so the module is told of ours."""
    made = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(made))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)
    telemetry.tracer.cache_clear()
    yield made
    telemetry.tracer.cache_clear()


def only(exporter: InMemorySpanExporter) -> ReadableSpan:
    (span,) = exporter.get_finished_spans()
    return span


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def test_a_call(exporter: InMemorySpanExporter) -> None:
    with client_for(answering(200, json=PET), {KEY_QUERY: SECRET}) as client:
        assert client.call(get_pet("1", limit=3)) == Pet(id=1, name="rex")
    span = only(exporter)
    assert span.name == "GET /pets/{petId}"
    assert span.kind is SpanKind.CLIENT
    assert span.status.status_code is StatusCode.UNSET
    assert span.instrumentation_scope is not None
    assert (span.instrumentation_scope.name, span.instrumentation_scope.version) == ("runtime", "2.1.0")
    assert attributes(span) == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "pets.example.com",
        "server.port": 443,
        "url.full": "https://pets.example.com/v1/pets/1?limit=3&api_key=***",
        "url.template": "/pets/{petId}",
    }


@pytest.mark.parametrize(
    ("base", "address", "port"),
    [
        ("https://api.example.com:8443/v2", "api.example.com", 8443),
        ("http://localhost/v2", "localhost", 80),
        ("http://[::1]:99", "::1", 99),
    ],
)
def test_the_server(exporter: InMemorySpanExporter, base: str, address: str, port: int) -> None:
    with client_for(answering(200, json=PET), base_url=base) as client:
        client.call(get_pet("1"))
    found = attributes(only(exporter))
    assert (found["server.address"], found["server.port"]) == (address, port)


def test_the_parent_is_what_is_current(exporter: InMemorySpanExporter) -> None:
    inside: list[int] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        inside.append(trace.get_current_span().get_span_context().span_id)
        return httpx2.Response(200, json=PET)

    async def run() -> None:
        async with async_client_for(handler) as client:
            await asyncio.gather(client.call(get_pet("1")), client.call(get_pet("2")))

    with trace.get_tracer("test").start_as_current_span("outer") as outer:
        with client_for(handler) as client:
            client.call(get_pet("1"))
        asyncio.run(run())
        assert trace.get_current_span() is outer
    *calls, last = exporter.get_finished_spans()
    assert last.name == "outer"
    assert len(calls) == 3
    for span in calls:
        assert span.parent is not None
        assert span.parent.span_id == outer.get_span_context().span_id
        assert span.parent.trace_id == outer.get_span_context().trace_id
    assert {span.context.span_id for span in calls if span.context} == set(inside)


def test_attempts_are_counted(exporter: InMemorySpanExporter) -> None:
    answers = [503, 503, 200]

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(answers.pop(0), json=PET)

    with client_for(handler, retry=Retry(first_delay=0)) as client:
        client.call(get_pet("1"))
    found = attributes(only(exporter))
    assert found["http.request.resend_count"] == 2
    assert found["http.response.status_code"] == 200
    assert "error.type" not in found


def refused(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError(f"refused {SECRET}")


ERRORS: list[tuple[Any, type[ApiError], dict[str, Any], str | None]] = [
    (
        answering(404, text=f"no {SECRET}"),
        NotFound,
        {"error.type": "404", "http.response.status_code": 404},
        None,
    ),
    (
        answering(200, text="{", headers={"content-type": "application/json"}),
        DecodeError,
        {"error.type": "runtime.errors.DecodeError", "http.response.status_code": 200},
        "200: the body is not valid application/json: not JSON: the text ends too early",
    ),
    (
        answering(302),
        Redirection,
        {"error.type": "runtime.errors.Redirection", "http.response.status_code": 302},
        "302",
    ),
    (
        refused,
        ConnectionFailed,
        {"error.type": "runtime.errors.ConnectionFailed"},
        "GET /pets/{petId}: the connection failed: refused ***",
    ),
]


@pytest.mark.parametrize("row", ERRORS, ids=[row[1].__name__ for row in ERRORS])
@pytest.mark.parametrize("asynchronously", [False, True])
def test_errors(exporter: InMemorySpanExporter, row: Any, asynchronously: bool) -> None:
    handler, kind, expected, said = row

    async def run() -> None:
        async with async_client_for(handler, {KEY_QUERY: SECRET}, retry=None) as client:
            await client.call(get_pet("1"))

    def run_sync() -> None:
        with client_for(handler, {KEY_QUERY: SECRET}, retry=None) as client:
            client.call(get_pet("1"))

    with pytest.raises(kind):
        asyncio.run(run()) if asynchronously else run_sync()
    span = only(exporter)
    assert span.status.status_code is StatusCode.ERROR
    found = attributes(span)
    assert {name: found.get(name) for name in expected} == expected
    if said is None:
        # What the status code says already is not said again.
        assert span.status.description is None
    else:
        assert (span.status.description or "").startswith(said)
    assert not span.events


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
@pytest.mark.parametrize("status", [200, 401])
def test_no_span_holds_a_credential(
    exporter: InMemorySpanExporter, scheme: SecurityScheme, credential: Any, status: int
) -> None:
    def echo(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, json={"id": 1, "name": repr([*request.headers.items(), str(request.url)])})

    with client_for(echo, {scheme: credential}) as client:
        try:
            client.call(get_pet("1"))
        except ApiError:
            pass
    text = only(exporter).to_json()
    assert SECRET not in text
    assert "cmV4" not in text  # the base64 of `rex:`


def test_a_query_that_looks_like_a_credential_is_masked(exporter: InMemorySpanExporter) -> None:
    operation = API.operation("GET", ("/x",), parameters=(Query("access_token", str),), responses={200: Bytes("*/*")})
    with client_for(answering(200, content=b"")) as client:
        client.call(operation.request(SECRET))
    assert attributes(only(exporter))["url.full"] == "https://pets.example.com/v1/x?access_token=***"


def test_a_method_that_nobody_knows(exporter: InMemorySpanExporter) -> None:
    operation = API.operation("FROBNICATE", ("/x",), responses={200: Bytes("*/*")})
    with client_for(answering(200, content=b"")) as client:
        client.call(operation.request())
    span = only(exporter)
    assert span.name == "HTTP /x"
    found = attributes(span)
    assert (found["http.request.method"], found["http.request.method_original"]) == ("_OTHER", "FROBNICATE")


def test_a_stream_is_a_span_as_long_as_its_block(exporter: InMemorySpanExporter) -> None:
    with client_for(answering(200, json=PET)) as client, client.stream(get_pet("1")) as streamed:
        assert exporter.get_finished_spans() == ()
        assert b"".join(streamed.iter_bytes())
    assert only(exporter).status.status_code is StatusCode.UNSET


def test_redirects_are_in_the_span_of_their_call(exporter: InMemorySpanExporter) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1/pets/1":
            return httpx2.Response(302, headers={"Location": "/v2/pets/1"})
        return httpx2.Response(200, json=PET)

    with client_for(handler, max_redirects=1) as client:
        client.call(get_pet("1"))
    assert attributes(only(exporter))["http.response.status_code"] == 200


def test_without_a_provider_nothing_is_recorded() -> None:
    with client_for(answering(200, json=PET)) as client:
        assert client.call(get_pet("1")) == Pet(id=1, name="rex")
    assert telemetry.tracing() is trace


def test_without_opentelemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    telemetry.tracing.cache_clear()
    try:
        with SyncClient(API, {}, transport=httpx2.MockTransport(answering(200, json=PET))) as client:
            client.call(get_pet("1"))
        assert telemetry.tracing() is None
    finally:
        telemetry.tracing.cache_clear()
