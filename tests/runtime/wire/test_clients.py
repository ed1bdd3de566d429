"""Clients: base URLs, servers, options, headers, drift of both kinds of client."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import httpx2
import pytest

from runtime import (
    Api,
    BaseAsyncClient,
    Bytes,
    Header,
    Json,
    Retry,
    Secret,
    Server,
    ServerVariable,
    SyncClient,
    Timeout,
)
from runtime.deadline import timeout_of
from runtime.errors import ConfigurationError, NotFound, TransportError
from runtime.operation import Operation
from runtime.preparing import prepare
from runtime.servers import base_url
from tests.runtime.wire.clock import Clock
from tests.runtime.wire.support import (
    API,
    BASIC,
    BEARER,
    SECRET,
    Pet,
    answering,
    async_client_for,
    client_for,
    get_pet,
    sent_by,
)

BASE_URLS: list[tuple[Any, bool, str | None]] = [
    ("https://api.example.com", False, "https://api.example.com"),
    ("https://api.example.com/", False, "https://api.example.com"),
    ("https://api.example.com/v1/", False, "https://api.example.com/v1"),
    ("HTTPS://API.Example.com:443/V1", False, "https://api.example.com/V1"),
    ("https://api.example.com:8443", False, "https://api.example.com:8443"),
    ("https://bücher.example", False, "https://xn--bcher-kva.example"),
    ("http://localhost:8080", False, "http://localhost:8080"),
    ("http://api.localhost", False, "http://api.localhost"),
    ("http://127.0.0.1:1", False, "http://127.0.0.1:1"),
    ("http://127.8.9.10", False, "http://127.8.9.10"),
    ("http://[::1]:80/x", False, "http://[::1]/x"),
    ("http://api.example.com", True, "http://api.example.com"),
    ("http://10.0.0.1", True, "http://10.0.0.1"),
    ("http://api.example.com", False, None),
    ("http://localhost.evil.example", False, None),
    ("http://127.0.0.1.evil.example", False, None),
    ("http://[::2]", False, None),
    ("ftp://api.example.com", True, None),
    ("javascript:alert(1)", True, None),
    ("file:///etc/passwd", True, None),
    ("api.example.com", True, None),
    ("//api.example.com", True, None),
    ("/v1", True, None),
    ("", True, None),
    ("https://", True, None),
    ("https:///v1", True, None),
    ("https://user:hunter2@api.example.com", True, None),
    ("https://api.example.com:hunter2@evil.example", True, None),
    ("https://@api.example.com", True, None),
    ("https://api.example.com?key=1", True, None),
    ("https://api.example.com#x", True, None),
    ("https://api.example.com:99999", True, None),
    ("https://api.example.com:0", True, None),
    ("https://api.example.com:abc", True, None),
    ("https://api.example.com\r\nX: 1", True, None),
    ("https://api.example.com/\x00", True, None),
    ("https://api .example.com", True, None),
    ("https://api.example.com\\@evil.example", True, None),
    ("https://api%2eexample.com", True, None),
    ("https://a{b}.example.com", True, None),
    ("https://[::1", True, None),
    ("https://999.1.1.1", True, None),
    ("https://a..b\u3002example", True, None),
    (5, True, None),
]


@pytest.mark.parametrize(("url", "allow_http", "text"), BASE_URLS)
def test_base_urls(url: Any, allow_http: bool, text: str | None) -> None:
    if text is None:
        with pytest.raises(ConfigurationError) as caught:
            base_url(url, allow_http=allow_http)
        assert str(caught.value).startswith("base_url ")
        assert "hunter2" not in str(caught.value)
        return
    assert base_url(url, allow_http=allow_http).text == text
    with SyncClient(API, {}, base_url=url, allow_http=allow_http) as client:
        assert repr(client) == f"<SyncClient {text}, credentials: none>"


def test_requests_go_below_the_base_url() -> None:
    assert str(sent_by(get_pet("1")).url) == "https://pets.example.com/v1/pets/1"
    sent = sent_by(get_pet("1"), base_url="https://other.example/deep/er/")
    assert str(sent.url) == "https://other.example/deep/er/pets/1"
    assert sent.headers["host"] == "other.example"


# --- servers ----------------------------------------------------------------------------------------

REGIONS = Server(
    "https://{region}.example.com:{port}/{base}",
    {
        "region": ServerVariable("eu", ("eu", "us")),
        "port": ServerVariable("8443"),
        "base": ServerVariable("v1"),
    },
)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "https://eu.example.com:8443/v1"),
        ({"region": "us", "base": "v2/beta"}, "https://us.example.com:8443/v2/beta"),
        ({"region": "uk"}, None),
        ({"port": "443@evil.example"}, None),
        ({"port": "443/../"}, None),
        ({"base": "?x"}, None),
        ({"base": "#x"}, None),
        ({"base": "@evil.example"}, None),
    ],
)
def test_server_variables(values: dict[str, str], text: str | None) -> None:
    if text is None:
        with pytest.raises(ConfigurationError, match="server variable"):
            SyncClient(API, {}, base_url=REGIONS, server_variables=values)
        return
    assert sent_by(get_pet("1"), base_url=REGIONS, server_variables=values).url == f"{text}/pets/1"


def test_a_tenant_cannot_choose_the_host() -> None:
    tenant = Server("https://{tenant}.example.com", {"tenant": ServerVariable("demo")})
    for value in (
        "evil.com/",
        "evil.com#",
        "evil.com?",
        "a@evil.com",
        "evil.com\\",
        "evil.com:80/",
        "",
        "x\n",
    ):
        with pytest.raises(ConfigurationError):
            SyncClient(API, {}, base_url=tenant, server_variables={"tenant": value})


def test_a_variable_that_is_not_described() -> None:
    with pytest.raises(ConfigurationError, match="does not describe its variable 'x'"):
        SyncClient(API, {}, base_url=Server("https://{x}.example"))


def operation_of(api: Api, *servers: Server) -> Operation:
    return api.operation("GET", ("/pets",), responses={200: Json(list[Pet])}, servers=servers, security=((BASIC,),))


def goes_to(operation: Operation, **options: Any) -> str:
    urls: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        urls.append(str(request.url))
        return httpx2.Response(200, json=[])

    with SyncClient(operation.api, {}, transport=httpx2.MockTransport(handler), **options) as client:
        client.call(operation.request())
    return urls[0]


def test_servers_of_an_operation() -> None:
    uploads = operation_of(API, Server("https://uploads.example.com"))
    same = operation_of(API, Server("https://pets.example.com/v2"))
    assert goes_to(same) == "https://pets.example.com/v2/pets"
    with pytest.raises(ConfigurationError, match=r"is served by https://uploads.example.com, not by https://pets"):
        goes_to(uploads)
    allowed = ["https://uploads.example.com"]
    assert goes_to(uploads, allow_origins=allowed) == "https://uploads.example.com/pets"
    # `base_url` stands in for the document's first server only.
    with pytest.raises(ConfigurationError, match=r"is served by https://uploads.example.com, not by http://localhost"):
        goes_to(uploads, base_url="http://localhost:1")
    assert goes_to(uploads, base_url="http://localhost:1", allow_origins=allowed) == "https://uploads.example.com/pets"
    assert goes_to(operation_of(API, *API.servers), base_url="http://localhost:1") == "http://localhost:1/pets"


@pytest.mark.parametrize(
    ("first", "own", "base", "expected"),
    [
        ("/api/v1", "/api/v2", "https://a.example/api/v1", "https://a.example/api/v2/pets"),
        ("/api/v1", "/api/v2", "https://a.example/gateway/api/v1/", "https://a.example/gateway/api/v2/pets"),
        ("/", "/v2", "https://a.example/prefix", "https://a.example/prefix/v2/pets"),
        ("v1", "./v2/", "https://a.example/x/v1", "https://a.example/x/v2/pets"),
        ("https://pets.example.com/v1", "/v2", "https://a.example/v1", "https://a.example/v2/pets"),
        ("https://pets.example.com/v1", "/v2", None, "https://pets.example.com/v2/pets"),
        ("https://pets.example.com", "/", "https://a.example/v1", "https://a.example/v1/pets"),
        ("/api/v1", "//a.example/v2", "https://a.example/api/v1", "https://a.example/v2/pets"),
        ("/api/v1", "/api/v2", "https://a.example", None),
        ("/v1", "/v2", "https://v1", None),
        ("/api/v1", "../v2", "https://a.example/api/v1", None),
    ],
)
def test_a_relative_server_of_an_operation(first: str, own: str, base: str | None, expected: str | None) -> None:
    operation = operation_of(Api(title="x", version="1", servers=(Server(first),)), Server(own))
    options: dict[str, Any] = {} if base is None else {"base_url": base}
    if expected is None:
        with pytest.raises(ConfigurationError, match=r"relative server .* which base_url does not lead to"):
            goes_to(operation, **options)
    else:
        assert goes_to(operation, **options) == expected


@pytest.mark.parametrize(
    ("url", "default", "value", "expected"),
    [
        ("{endpoint}/widgets", "", "https://a.example/", "https://a.example/widgets/pets"),
        ("{endpoint}", "", "https://a.example/x", "https://a.example/x/pets"),
        ("{endpoint}/widgets", "https://a.example", None, "https://a.example/widgets/pets"),
        ("https://{host}/widgets", "a.example/all", None, "https://a.example/all/widgets/pets"),
        ("{endpoint}/widgets", "", None, "'endpoint' must hold a whole URL; pass server_variables=.* or base_url"),
        ("{endpoint}/widgets", "", "a.example", "'endpoint' must hold a whole URL"),
        ("{endpoint}/widgets", "", "https://me@a.example", "must not hold a user name"),
        ("{endpoint}/widgets", "", "http://a.example", "is not encrypted"),
        ("https://{host}", "a.example", "b.example/c", "characters that may not stand there"),
        ("https://{tenant}.a.example", "", None, "characters that may not stand there"),
    ],
)
def test_a_variable_that_holds_a_whole_url(url: str, default: str, value: str | None, expected: str) -> None:
    server = Server(url, variables={name: ServerVariable(default) for name in ("endpoint", "host", "tenant")})
    operation = operation_of(Api(title="x", version="1", servers=(server,)))
    name = "host" if "{host}" in url else "endpoint"
    options: dict[str, Any] = {} if value is None else {"server_variables": {name: value}}
    if expected.startswith("https:"):
        assert goes_to(operation, **options) == expected
    else:
        with pytest.raises(ConfigurationError, match=expected):
            goes_to(operation, **options)


@pytest.mark.parametrize("servers", [(), (Server("/v1"),), (Server("v1"),)])
def test_a_document_without_absolute_server(servers: tuple[Server, ...]) -> None:
    operation = operation_of(Api(title="x", version="1", servers=servers))
    with pytest.raises(ConfigurationError, match="GET /pets: the document names no absolute server URL; pass base_url"):
        goes_to(operation)
    assert goes_to(operation, base_url="https://a.example/v1") == "https://a.example/v1/pets"


def test_an_http_server_of_the_document_must_be_allowed() -> None:
    operation = operation_of(Api(title="x", version="1", servers=(Server("http://a.example"),)))
    with pytest.raises(ConfigurationError, match="is not encrypted"):
        goes_to(operation)
    assert goes_to(operation, allow_http=True) == "http://a.example/pets"


# --- headers ----------------------------------------------------------------------------------------


def test_the_headers_of_a_request() -> None:
    sent = sent_by(get_pet("1"))
    assert sent.headers.raw == [
        (b"Host", b"pets.example.com"),
        (b"Accept", b"application/json, */*;q=0.1"),
        (b"Accept-Encoding", b"gzip"),
        (b"User-Agent", b"runtime/2.1.0"),
    ]


@pytest.mark.parametrize(("version", "agent"), [("v1 (béta)\r\n", "runtime/v1-b-ta"), ("", "runtime/client")])
def test_the_user_agent_is_always_valid(version: str, agent: str) -> None:
    api = Api(title="x", version=version, servers=API.servers)
    assert sent_by(operation_of(api).request()).headers["user-agent"] == agent


def test_headers_of_the_client() -> None:
    headers: dict[str, str | Secret[str]] = {
        "X-Trace": "1",
        "user-agent": "mine/1",
        "X-Token": Secret(SECRET),
    }
    sent = sent_by(get_pet("1"), headers=headers)
    assert sent.headers["x-trace"] == "1"
    assert sent.headers.get_list("user-agent") == ["mine/1"]
    assert sent.headers["x-token"] == SECRET
    # An option is stronger than a credential: it was given on purpose.
    assert sent_by(get_pet("1"), {BEARER: "t"}, headers={"Authorization": "Own"}).headers["authorization"] == "Own"


@pytest.mark.parametrize(
    "headers",
    [
        {"X": SECRET + "\n"},
        {"X": Secret(SECRET + "\x00")},
        {"X": f" {SECRET}"},
        {"bad name": SECRET},
        {"": SECRET},
    ],
)
def test_headers_that_cannot_be_sent(headers: Any) -> None:
    with pytest.raises(ConfigurationError, match="header ") as caught:
        SyncClient(API, {}, headers=headers)
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_header_parameter_does_not_change_where_a_body_ends() -> None:
    parameters = (
        Header("Content-Length", str),
        Header("Transfer-Encoding", str),
        Header("Content-Type", str),
    )
    operation = API.operation("PUT", ("/x",), parameters=parameters, body=Bytes(), responses={})
    sent = sent_by(operation.request("1", "chunked", "image/png", body=b"abc"))
    assert sent.headers.get_list("content-length") == ["3"]
    assert "transfer-encoding" not in sent.headers
    assert sent.headers.get_list("content-type") == ["image/png"]


def test_headers_of_a_given_http_client() -> None:
    handler = answering(200, json={"id": 1, "name": "rex"})
    seen: list[httpx2.Request] = []
    hooks = {"request": [seen.append]}
    transport = httpx2.MockTransport(handler)
    with httpx2.Client(transport=transport, headers={"X-Mine": "1", "Accept": "x/y"}, event_hooks=hooks) as http:
        client = SyncClient(API, {}, http_client=http)
        client.call(get_pet("1"))
        client.close()
        assert not http.is_closed
    assert (seen[0].headers["x-mine"], seen[0].headers["accept"]) == ("1", "application/json, */*;q=0.1")
    assert seen[0].headers["user-agent"] == "runtime/2.1.0"


# --- options ----------------------------------------------------------------------------------------


def test_with_options_shares_the_connections() -> None:
    with client_for(answering(200, json={"id": 1, "name": "rex"}), headers={"X-A": "1"}) as client:
        other = client.with_options(
            validate_responses="raise", headers={"x-a": "2", "X-B": "3"}, timeout=3, max_response_bytes=10
        )
        assert type(other) is type(client)
        assert other._session is client._session
        request, deadline = prepare(other, get_pet("1"))
        assert (request.headers["x-a"], request.headers["x-b"]) == ("2", "3")
        assert 0 < deadline.left <= 3
        assert prepare(client, get_pet("1"))[0].headers["x-a"] == "1"


@pytest.mark.parametrize("limit", [0, -1, True, 1.5, "1"])
def test_a_limit_must_be_a_number_of_bytes(limit: Any) -> None:
    with pytest.raises(ConfigurationError, match="max_response_bytes"):
        SyncClient(API, {}, max_response_bytes=limit)


@pytest.mark.parametrize("seconds", [0, -1, True, float("nan"), "1"])
def test_a_timeout_must_be_positive(seconds: Any) -> None:
    with pytest.raises(ConfigurationError, match="timeout"):
        SyncClient(API, {}, timeout=seconds)


def test_no_step_may_take_longer_than_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    Clock(monkeypatch)
    limits: list[dict[str, Any]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        limits.append(dict(request.extensions["timeout"]))
        return httpx2.Response(503 if len(limits) == 1 else 200, json={"id": 1, "name": "rex"})

    retry = Retry(first_delay=0, max_delay=0)
    options: dict[str, Any] = {"retry": retry, "on_retry": lambda event: time.sleep(25)}
    with client_for(handler, timeout=Timeout(total=30, read=None), **options) as client:
        client.call(get_pet("1"))
    assert limits == [
        {"connect": 10, "read": 30, "write": 30, "pool": 30},
        {"connect": 5, "read": 5, "write": 5, "pool": 5},
    ]
    limits.clear()
    with client_for(handler, timeout=Timeout(total=None, read=None), **options) as client:
        client.call(get_pet("1"))
    assert limits == [{"connect": 10, "read": None, "write": 60, "pool": 60}] * 2


def test_timeouts() -> None:
    assert timeout_of(5) == Timeout(5, 5, 5, 5, 5)
    assert timeout_of(None) == Timeout(None, None, None, None, None)
    assert timeout_of(httpx2.Timeout(1, read=2)) == Timeout(None, 1, 2, 1, 1)
    assert timeout_of(Timeout(read=7)) == Timeout(120, 10, 7, 60, 60)


def test_a_closed_client() -> None:
    client = client_for(answering(200, json={"id": 1, "name": "rex"}))
    client.call(get_pet("1"))
    other = client.with_options(validate_responses="raise")
    client.close()
    client.close()
    for each in (client, other):
        with pytest.raises(RuntimeError, match="the client is closed"):
            each.call(get_pet("1"))


def test_many_threads() -> None:
    names = [f"pet{number}" for number in range(200)]
    answers: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json={"id": 1, "name": request.url.path.rpartition("/")[2]})

    with client_for(handler) as client:

        def work(share: list[str]) -> None:
            answers.extend(client.call(get_pet(name)).name for name in share)

        threads = [threading.Thread(target=work, args=(names[start::8],)) for start in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(answers) == sorted(names)


# --- asynchronous -----------------------------------------------------------------------------------


def test_an_asynchronous_client() -> None:
    async def run() -> None:
        async with async_client_for(answering(200, json={"id": 1, "name": "rex"}), {BASIC: ("a", "b")}) as client:
            response = await client.send(get_pet("1"))
            assert (response.status, response.body) == (200, Pet(id=1, name="rex"))
            assert await client.call(get_pet("1")) == Pet(id=1, name="rex")
            pets = await asyncio.gather(*(client.call(get_pet(str(number))) for number in range(20)))
            assert len(pets) == 20
            other = client.with_options(validate_responses="raise")
        with pytest.raises(RuntimeError, match="the client is closed"):
            await other.call(get_pet("1"))

    asyncio.run(run())


def test_errors_of_an_asynchronous_client() -> None:
    async def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    async def run() -> None:
        async with async_client_for(answering(404, json={"code": 1, "message": "gone"})) as client:
            with pytest.raises(NotFound, match="404 Not Found: gone"):
                await client.call(get_pet("1"))
        async with BaseAsyncClient(API, {}, transport=httpx2.MockTransport(refuse)) as client:
            with pytest.raises(TransportError, match=r"GET /pets/\{petId\}: the connection failed: refused") as caught:
                await client.call(get_pet("1"))
            assert not caught.value.may_have_been_sent

    asyncio.run(run())
