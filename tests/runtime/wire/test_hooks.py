"""Hooks: what they are told, and that no credential is in it."""

from __future__ import annotations

import asyncio
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
)
from tests.runtime.wire.support import (
    ALL_CREDENTIALS,
    API,
    SECRET,
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
