"""A pretended authorization server beside the small API, for what a real one never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx2

from runtime import Api, BaseAsyncClient, Json, OAuth2, OAuthFlow, Request, Server, SyncClient
from tests.runtime.wire.support import SECRET, Pet

TOKEN_URL = "https://login.example.com/token"
OAUTH = OAuth2(
    "oauth",
    (
        OAuthFlow("clientCredentials", TOKEN_URL),
        OAuthFlow("password", TOKEN_URL),
        OAuthFlow("authorizationCode", TOKEN_URL, authorization_url="https://login.example.com/authorize"),
        OAuthFlow("deviceAuthorization", TOKEN_URL, device_authorization_url="https://login.example.com/device"),
    ),
)

Answer = httpx2.Response | dict[str, Any] | Exception


def request_for(*alternatives: tuple[Any, ...], method: str = "GET", **operation: Any) -> Request[Any]:
    """A request of an operation that takes these credentials."""
    api = Api(title="Pets", version="1", servers=(Server("https://pets.example.com"),))
    found = api.operation(
        method, ("/pets",), responses={200: Json(lambda: Pet)}, security=tuple(alternatives), **operation
    )
    return found.request()


class Login:
    """Answers token requests from a list (the last again and again), and the API's with a pet.

    `refused` are the `Authorization` headers that the API answers with 401.
    """

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers) or [{"access_token": f"{SECRET}-token"}]
        self.token_requests: list[httpx2.Request] = []
        self.api_requests: list[httpx2.Request] = []
        self.refused: set[str] = set()
        self.challenge = "Bearer"

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        if request.url.host == "pets.example.com":
            self.api_requests.append(request)
            if request.headers.get("authorization") in self.refused:
                return httpx2.Response(401, headers={"WWW-Authenticate": self.challenge})
            return httpx2.Response(200, json={"id": 1, "name": "rex"})
        self.token_requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, dict):
            return httpx2.Response(200, json=answer)
        # A response can be read once, and by one kind of client.
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def forms(self) -> list[dict[str, str]]:
        """The bodies of the token requests."""
        return [dict(parse_qsl(request.content.decode())) for request in self.token_requests]

    @property
    def sent(self) -> list[str | None]:
        """The `Authorization` headers that the API got."""
        return [request.headers.get("authorization") for request in self.api_requests]


def sync_calls(
    handler: Callable[[httpx2.Request], httpx2.Response],
    credentials: Any,
    request: Request[Any],
    times: int = 1,
    **options: Any,
) -> None:
    """Call so often with one synchronous client."""
    transport = httpx2.MockTransport(handler)
    with SyncClient(request.operation.api, credentials, transport=transport, **options) as client:
        for _ in range(times):
            client.call(request)


def async_calls(
    handler: Callable[[httpx2.Request], httpx2.Response],
    credentials: Any,
    request: Request[Any],
    times: int = 1,
    **options: Any,
) -> None:
    """Call so often with one asynchronous client."""

    async def run() -> None:
        transport = httpx2.MockTransport(handler)
        async with BaseAsyncClient(request.operation.api, credentials, transport=transport, **options) as client:
            for _ in range(times):
                await client.call(request)

    asyncio.run(run())
