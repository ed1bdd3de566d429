"""The options of connections over real sockets: TLS, HTTP/2, limits, proxies, the environment."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import h2.config
import h2.connection
import h2.events
import httpx2
import pytest
import trustme

from runtime import BaseAsyncClient, MutualTls, SecurityScheme, SyncClient, Timeout
from runtime.errors import ApiError, ConfigurationError, ConnectionFailed, TimedOut
from tests.faults.server import fault_servers
from tests.runtime.wire.support import API, BEARER, SECRET, Pet, answering, get_pet, raw_server, reply
from tests.runtime.wire.test_lifecycle import get

PET = Pet(id=1, name="rex")
MTLS = MutualTls("mtls")


def call_sync(url: str, credentials: Any = None, **options: Any) -> Any:
    given: dict[str, Any] = {"retry": None, "timeout": 10, **options}
    with SyncClient(API, credentials or {}, base_url=url, **given) as client:
        return client.send(get_pet("1"))


def call_async(url: str, credentials: Any = None, **options: Any) -> Any:
    given: dict[str, Any] = {"retry": None, "timeout": 10, **options}

    async def run() -> Any:
        async with BaseAsyncClient(API, credentials or {}, base_url=url, **given) as client:
            return await client.send(get_pet("1"))

    return asyncio.run(run())


Caller = Callable[..., Any]
both = pytest.mark.parametrize("call", [call_sync, call_async])

# --- TLS --------------------------------------------------------------------------------------------

AUTHORITY = trustme.CA()


def trusting(authority: trustme.CA = AUTHORITY) -> ssl.SSLContext:
    """A client's context that trusts an authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def serving(*names: str, authority: trustme.CA = AUTHORITY, protocols: tuple[str, ...] = ()) -> ssl.SSLContext:
    """A server's context with a certificate for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or ("localhost",))).configure_cert(context)
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


def http1(connection: ssl.SSLSocket) -> None:
    reply()(connection, connection.recv(65_536))


@contextmanager
def tls_server(
    context: ssl.SSLContext, serve: Callable[[ssl.SSLSocket], None] = http1, connections: int = 1
) -> Iterator[str]:
    """A server for so many connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def run() -> None:
            try:
                raw, _ = listener.accept()
                raw.settimeout(10)
                with context.wrap_socket(raw, server_side=True) as connection:
                    serve(connection)
            except OSError:
                pass  # the client has refused

        threads = [threading.Thread(target=run) for _ in range(connections)]
        for thread in threads:
            thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        for thread in threads:
            thread.join(15)


@both
def test_a_certificate_that_is_trusted(call: Caller) -> None:
    with tls_server(serving()) as url:
        assert call(url, ssl_context=trusting()).body == PET
    with tls_server(serving()) as url:
        assert call(url, {MTLS: trusting()}).body == PET


@both
@pytest.mark.parametrize(
    ("context", "options"),
    [
        (serving(), {}),
        (serving(authority=trustme.CA()), {"ssl_context": trusting()}),
        (serving("evil.example"), {"ssl_context": trusting()}),
    ],
    ids=["signed by nobody we know", "signed by somebody else", "for another name"],
)
def test_a_certificate_that_is_not_trusted(
    call: Caller, context: ssl.SSLContext, options: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    sent: list[bytes] = []

    def serve(connection: ssl.SSLSocket) -> None:
        sent.append(connection.recv(65_536))

    with tls_server(context, serve) as url, pytest.raises(ConnectionFailed, match="certificate") as caught:
        call(url, {BEARER: SECRET}, **options)
    assert not caught.value.may_have_been_sent
    assert not any(sent)


@both
def test_a_protocol_that_is_too_old(call: Caller) -> None:
    context = serving()
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with tls_server(context) as url, pytest.raises(ConnectionFailed):
        call(url, ssl_context=trusting())


@both
def test_a_certificate_of_the_client(call: Caller) -> None:
    context = serving()
    context.verify_mode = ssl.CERT_REQUIRED
    AUTHORITY.configure_trust(context)
    mine = trusting()
    AUTHORITY.issue_cert("client.example").configure_cert(mine)
    with tls_server(context) as url:
        assert call(url, {MTLS: mine}).body == PET
    with tls_server(context) as url, pytest.raises(ConnectionFailed):
        call(url, ssl_context=trusting())


@both
def test_the_environment_may_name_certificates(call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with tls_server(serving()) as url:
        assert call(url).body == PET
    with tls_server(serving()) as url, pytest.raises(ConnectionFailed, match="certificate"):
        call(url, trust_env=False)


def test_nothing_turns_the_check_of_certificates_off() -> None:
    for given in (False, True, "ca.pem"):
        options: Any = {"ssl_context": given}
        with pytest.raises(ConfigurationError, match=r"ssl_context must be an ssl\.SSLContext"):
            SyncClient(API, {}, **options)
    with pytest.raises(ConfigurationError, match="give the credential alone"):
        SyncClient(API, {MTLS: trusting()}, ssl_context=trusting())


# --- HTTP/2 -----------------------------------------------------------------------------------------


def http2(connection: ssl.SSLSocket) -> None:
    """Answers over HTTP/2 whatever is asked, until the client goes."""
    assert connection.selected_alpn_protocol() == "h2"
    state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    state.initiate_connection()
    connection.sendall(state.data_to_send())
    while data := connection.recv(65_536):
        for event in state.receive_data(data):
            if isinstance(event, h2.events.StreamEnded):
                state.send_headers(event.stream_id, [(":status", "200"), ("content-type", "application/json")])
                state.send_data(event.stream_id, b'{"id":1,"name":"rex"}', end_stream=True)
        connection.sendall(state.data_to_send())


@both
def test_http2_where_both_can(call: Caller) -> None:
    for ours, theirs, version in (
        (True, ("h2", "http/1.1"), "HTTP/2"),
        (False, ("h2", "http/1.1"), "HTTP/1.1"),
        (True, ("http/1.1",), "HTTP/1.1"),
    ):
        serve = http2 if version == "HTTP/2" else http1
        with tls_server(serving(protocols=theirs), serve) as url:
            response = call(url, ssl_context=trusting(), http2=ours)
        assert response.body == PET
        assert response.http.http_version == version


def test_http2_connections_are_kept() -> None:
    """One call has a connection at a time, and the next one has it after that."""

    async def run(url: str) -> None:
        async with BaseAsyncClient(API, {}, base_url=url, http2=True, ssl_context=trusting(), timeout=10) as client:
            for number in range(20):
                assert await client.call(get_pet(str(number))) == PET

    with tls_server(serving(protocols=("h2",)), http2) as url:
        asyncio.run(run(url))
    with (
        tls_server(serving(protocols=("h2",)), http2) as url,
        SyncClient(API, {}, base_url=url, http2=True, ssl_context=trusting(), timeout=10) as client,
    ):
        for number in range(20):
            assert client.call(get_pet(str(number))) == PET


class Held:
    """A server over HTTP/2 that answers `/pets/held` only when it is told to."""

    def __init__(self) -> None:
        self.asked = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, connection: ssl.SSLSocket) -> None:
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        state.initiate_connection()
        connection.sendall(state.data_to_send())
        streams: list[tuple[int, bytes]] = []
        while data := connection.recv(65_536):
            for event in state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    streams.append((event.stream_id, dict(event.headers)[b":path"]))
            connection.sendall(state.data_to_send())
            for stream, path in streams:
                if path == b"/pets/held":
                    self.asked.release()
                    self.go.wait(10)
                state.send_headers(stream, [(":status", "200"), ("content-type", "application/json")])
                state.send_data(stream, b'{"id":1,"name":"rex"}', end_stream=True)
            streams.clear()
            connection.sendall(state.data_to_send())


def test_over_http2_a_call_that_ends_ends_nobody_else() -> None:
    """Neither one whose time is over, nor one that is broken off while it waits."""
    held = Held()

    async def run(url: str) -> None:
        options: Any = {"base_url": url, "http2": True, "ssl_context": trusting(), "timeout": 20, "retry": None}
        async with BaseAsyncClient(API, {}, **options) as client:
            waiting = [asyncio.create_task(client.call(get_pet("held"))) for _ in range(3)]
            cancelled = asyncio.create_task(client.call(get_pet("held")))
            for _ in range(4):
                await asyncio.to_thread(held.asked.acquire)
            with pytest.raises(TimedOut):
                await client.with_options(timeout=0.05).call(get_pet("held"))
            cancelled.cancel()
            held.go.set()
            assert await asyncio.gather(*waiting) == [PET] * 3
            assert await client.call(get_pet("2")) == PET

    with tls_server(serving(protocols=("h2",)), held, connections=5) as url:
        asyncio.run(run(url))


def test_over_http2_threads_end_nobody_else() -> None:
    held = Held()
    with tls_server(serving(protocols=("h2",)), held, connections=4) as url:
        options: Any = {"base_url": url, "http2": True, "ssl_context": trusting(), "timeout": 20, "retry": None}
        with SyncClient(API, {}, **options) as client, ThreadPoolExecutor(3) as pool:
            waiting = [pool.submit(client.call, get_pet("held")) for _ in range(3)]
            for _ in range(3):
                held.asked.acquire()
            with pytest.raises(TimedOut):
                client.with_options(timeout=0.05).call(get_pet("held"))
            held.go.set()
            assert [each.result(20) for each in waiting] == [PET] * 3


@both
def test_a_call_over_http2_ends_in_time(call: Caller) -> None:
    def silent(connection: ssl.SSLSocket) -> None:
        while connection.recv(65_536):
            pass

    with tls_server(serving(protocols=("h2",)), silent) as url, pytest.raises(TimedOut):
        call(url, ssl_context=trusting(), http2=True, timeout=Timeout(total=0.3))


def test_http2_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from runtime import connections

    monkeypatch.setattr(connections, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="http2 needs the package h2: pip install"):
        SyncClient(API, {}, http2=True)
    with pytest.raises(ConfigurationError, match="needs the package socksio"):
        SyncClient(API, {}, proxy="socks5://127.0.0.1:1080")


# --- limits -----------------------------------------------------------------------------------------


def test_the_number_of_connections_is_limited() -> None:
    with fault_servers() as (server, _):
        options: Any = {"base_url": server.url, "retry": None, "limits": httpx2.Limits(max_connections=2)}
        with (
            SyncClient(API, {}, timeout=Timeout(total=20, pool=0.2), **options) as client,
            ThreadPoolExecutor(2) as pool,
        ):
            stuck = [pool.submit(client.call, get(number, "stall", 99)) for number in (1, 2)]
            for _ in stuck:
                assert server.asked.acquire(timeout=20)
            with pytest.raises(TimedOut, match="pool timeout") as caught:
                client.call(get(3))
            assert not caught.value.may_have_been_sent
            server.stop()
            assert all(isinstance(each.exception(20), ApiError) for each in stuck)


@both
def test_no_connection_in_time(call: Caller) -> None:
    """A listener whose queue is full does not answer the first packet."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(address)
        try:
            with pytest.raises(TimedOut, match="connect timeout") as caught:
                call(f"http://127.0.0.1:{address[1]}", timeout=Timeout(total=20, connect=0.2))
        finally:
            for each in waiting:
                each.close()
        assert not caught.value.may_have_been_sent


# --- proxies and the environment --------------------------------------------------------------------


@both
def test_a_proxy(call: Caller) -> None:
    with raw_server(reply()) as (proxy, requests):
        url = proxy.replace("http://", f"http://rex:{SECRET}@")
        assert call("http://pets.example.com/v1", proxy=url, allow_http=True).body == PET
    head = requests[0].split(b"\r\n")
    assert head[0] == b"GET http://pets.example.com/v1/pets/1 HTTP/1.1"
    assert b"Host: pets.example.com" in head
    assert any(line.lower().startswith(b"proxy-authorization: basic ") for line in head)


@both
def test_a_tunnel_shows_the_proxy_nothing(call: Caller) -> None:
    def tunnel(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with serving("pets.example.com").wrap_socket(connection, server_side=True) as inner:
            http1(inner)

    with raw_server(tunnel) as (proxy, requests):
        options: Any = {"proxy": proxy, "ssl_context": trusting()}
        assert call("https://pets.example.com/v1", {BEARER: SECRET}, **options).body == PET
    assert requests[0].startswith(b"CONNECT pets.example.com:443 HTTP/1.1\r\n")
    assert SECRET.encode() not in requests[0]


@both
def test_a_proxy_that_refuses(call: Caller) -> None:
    with (
        raw_server(reply(b"", status="407 Proxy Authentication Required")) as (proxy, _),
        pytest.raises(ConnectionFailed, match="407"),
    ):
        call("https://pets.example.com", proxy=proxy)


@both
def test_the_environment_may_name_a_proxy(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(reply()) as (proxy, requests):
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("REQUEST_METHOD", raising=False)
        assert call("http://pets.example.com", allow_http=True).body == PET
    assert requests[0].startswith(b"GET http://pets.example.com/pets/1 ")
    with raw_server() as (proxy, requests):
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("http_proxy", proxy)
        with raw_server(reply()) as (url, direct):
            assert call(url, trust_env=False).body == PET
    assert (len(requests), len(direct)) == (0, 1)


@both
@pytest.mark.parametrize("trust_env", [True, False])
def test_no_credential_comes_from_netrc(
    call: Caller, trust_env: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine 127.0.0.1 login rex password {SECRET}\ndefault login rex password {SECRET}\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    with raw_server(reply()) as (url, requests):
        call(url, trust_env=trust_env)
    assert b"authorization" not in requests[0].lower()


BAD_PROXIES = ["", "pets", "ftp://proxy.example", f"http://rex:{SECRET}@:x/", f"http://rex:{SECRET}@[::1", 5]


@pytest.mark.parametrize("proxy", BAD_PROXIES)
def test_a_proxy_that_is_no_url(proxy: Any) -> None:
    with pytest.raises(ConfigurationError, match="proxy must be an http, https, socks5 or socks5h URL") as caught:
        SyncClient(API, {}, proxy=proxy)
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("own", ["transport", "http_client"])
@pytest.mark.parametrize(
    "option", [{"proxy": "http://a.example"}, {"limits": httpx2.Limits()}, {"http2": True}, {"ssl_context": trusting()}]
)
def test_options_of_connections_that_somebody_else_makes(own: str, option: dict[str, Any]) -> None:
    transport = httpx2.MockTransport(answering(200))
    with httpx2.Client(transport=transport) as http:
        given: Any = {"transport": transport, "http_client": http}[own]
        with pytest.raises(ConfigurationError, match=f"{next(iter(option))} is an option of the {own} that was given"):
            SyncClient(API, {}, **{own: given}, **option)


def test_options_of_the_wrong_kind() -> None:
    limits: Any = 5
    with pytest.raises(ConfigurationError, match=r"limits must be an httpx2\.Limits, not int"):
        SyncClient(API, {}, limits=limits)
    with httpx2.Client() as http, pytest.raises(ConfigurationError, match="transport is an option of the http_client"):
        SyncClient(API, {}, http_client=http, transport=httpx2.MockTransport(answering(200)))


def test_a_given_transport_is_used() -> None:
    schemes: dict[SecurityScheme, Any] = {BEARER: SECRET}
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"id": 1, "name": "rex"})

    with SyncClient(API, schemes, transport=httpx2.MockTransport(handler)) as client:
        assert client.call(get_pet("1")) == PET
    assert seen[0].headers["authorization"] == f"Bearer {SECRET}"
