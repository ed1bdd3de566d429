"""What goes where: servers beside `base_url`, headers beside credentials, null as a body, texts with a type."""

from __future__ import annotations

import asyncio
import datetime as dt
from types import ModuleType
from typing import Any

import httpx2
import pytest

BASE = "https://api.example.com/api/v1"


def sent(package: ModuleType, request: Any, answer: httpx2.Response | None = None, **options: Any) -> httpx2.Request:
    """The HTTP request that a request becomes."""
    seen: list[httpx2.Request] = []

    def handle(http: httpx2.Request) -> httpx2.Response:
        seen.append(http)
        return answer or httpx2.Response(204)

    options.setdefault("base_url", BASE)
    with package.Client(transport=httpx2.MockTransport(handle), **options) as client:
        client.call(request)
    return seen[0]


def test_base_url_replaces_the_first_server_only(package: ModuleType) -> None:
    places, allowed = package.operations.places, ["https://files.example.com"]
    assert str(sent(package, places.get_old()).url) == f"{BASE}/old"
    assert str(sent(package, places.get_new()).url) == "https://api.example.com/api/v2/new"
    assert str(sent(package, places.get_root()).url) == "https://api.example.com/root"
    assert str(sent(package, places.add_file(), allow_origins=allowed).url) == "https://files.example.com/files"
    with pytest.raises(package.ConfigurationError, match=r"is served by https://files.example.com"):
        sent(package, places.add_file())
    with pytest.raises(package.ConfigurationError, match="must end like the document's first server, '/api/v1'"):
        sent(package, places.get_new(), base_url="https://api.example.com")


def test_headers_of_the_options_are_sent_whatever_else_is_there(package: ModuleType) -> None:
    request = package.operations.pots.list_pots(x_trace="argument", theme="dark")
    own = {"x-key": "mine", "X-TRACE": "option", "authorization": "Custom x", "Cookie": "session=own; a=b"}
    http = sent(package, request, key="k", session="s", token="t", headers=own)
    names = [name.lower() for name, _ in http.headers.raw]
    assert len(names) == len(set(names))
    assert {name: http.headers[name] for name in ("x-key", "x-trace", "authorization", "cookie")} == {
        "x-key": "mine",
        "x-trace": "option",
        "authorization": "Custom x",
        "cookie": "theme=dark; session=own; a=b",
    }
    http = sent(package, request, key="k", session="s", token="t", headers={"Cookie": "a=b"})
    assert http.headers["cookie"] == "theme=dark; session=s; a=b"
    assert (http.headers["x-key"], http.headers["x-trace"]) == ("k", "argument")
    assert http.headers["accept"] == "application/octet-stream, application/problem+json;q=0.9, */*;q=0.1"


def test_headers_that_the_options_set_for_one_call(package: ModuleType) -> None:
    seen: list[httpx2.Request] = []

    async def handle(http: httpx2.Request) -> httpx2.Response:
        seen.append(http)
        return httpx2.Response(204)

    async def run() -> None:
        async with package.AsyncClient(transport=httpx2.MockTransport(handle), base_url=BASE) as client:
            other = client.with_options(headers={"idempotency-key": "mine", "content-TYPE": "application/x"})
            await other.pots.add_pot(body=package.models.Item(id=1), idempotency_key="argument")

    asyncio.run(run())
    assert seen[0].headers.get_list("idempotency-key") == ["mine"]
    assert seen[0].headers.get_list("content-type") == ["application/x"]


def test_names_of_headers_are_compared_without_case(package: ModuleType) -> None:
    assert sent(package, package.operations.pots.get_shared(x_level=3)).headers.get_list("x-level") == ["3"]
    assert sent(package, package.operations.pots.get_shared()).headers.get("x-level") is None

    def handle(http: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=b"x", headers={"x-total": "7", "Content-Type": "application/octet-stream"})

    with package.Client(transport=httpx2.MockTransport(handle), base_url=BASE) as client:
        values = client.send(package.operations.pots.list_pots()).header_values
    assert (values["X-Total"], values["x-total"], dict(values)) == (7, 7, {"X-Total": 7})


def test_null_as_a_body(package: ModuleType) -> None:
    nulls, unset = package.operations.nulls, package.UNSET
    for request in (
        nulls.put_nullable(body=None),
        nulls.patch_nullable(body=None),
        nulls.put_anything(body=None),
        nulls.patch_anything(body=None),
    ):
        assert request.payload.content == b"null"
    for request in (
        nulls.patch_nullable(),
        nulls.patch_nullable(body=unset),
        nulls.patch_anything(),
        nulls.put_plain(),
        nulls.put_plain(body=None),
    ):
        assert request.payload is None
    with pytest.raises(package.InvalidBody, match="a body is required"):
        nulls.put_nullable(body=unset)
    assert nulls.patch_anything(body=None).payload.media_type == "application/merge-patch+json"


@pytest.mark.parametrize(
    ("name", "value", "text", "wrong"),
    [
        ("count", 42, "42", -1),
        ("count", 42, "42", "42"),
        ("day", dt.date(2026, 1, 2), "2026-01-02", "tomorrow"),
        ("level", "low", "low", "middle"),
        ("flag", True, "true", 1),
        ("name", "abc", "abc", "abcd"),
        ("size", 1.5, "1.5", "1.5"),
    ],
)
def test_texts_have_their_type(package: ModuleType, name: str, value: Any, text: str, wrong: Any) -> None:
    texts = package.operations.texts
    put, get = getattr(texts, f"put_{name}"), getattr(texts, f"get_{name}")
    payload = put(body=value).payload
    assert (payload.content, payload.media_type) == (text.encode(), "text/plain; charset=utf-8")
    with pytest.raises(package.InvalidBody):
        put(body=wrong)

    def handle(http: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=http.headers["x-answer"].encode(), headers={"content-type": "text/plain"})

    async def ask(answer: str) -> Any:
        options = {"base_url": BASE, "headers": {"X-Answer": answer}}
        async with package.AsyncClient(transport=httpx2.MockTransport(handle), **options) as client:
            there = await client.send(get())
        with package.Client(transport=httpx2.MockTransport(handle), **options) as client:
            here = client.send(get())
        assert (here.body, here.drift) == (there.body, there.drift)
        return here

    right, other = asyncio.run(ask(text)), asyncio.run(ask("No!!"))
    assert (right.body, type(right.body), right.drift) == (value, type(value), ())
    assert (other.body, len(other.drift)) == ("No!!", 1)


def test_null_has_no_text(package: ModuleType) -> None:
    assert package.operations.texts.put_size(body=None).payload is None


def test_a_number_with_a_line_break_behind_it(package: ModuleType) -> None:
    def handle(http: httpx2.Request) -> httpx2.Response:
        if http.url.path.endswith("level"):
            return httpx2.Response(400, content=b"true", headers={"content-type": "text/plain"})
        return httpx2.Response(200, content=b"42\r\n", headers={"content-type": "text/plain"})

    with package.Client(transport=httpx2.MockTransport(handle), base_url=BASE) as client:
        response = client.send(package.operations.texts.get_count())
        assert (response.body, response.drift) == (42, ())
        with pytest.raises(package.BadRequest) as caught:
            client.texts.get_level()
    assert caught.value.body is True
