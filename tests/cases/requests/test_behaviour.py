"""What arguments become on the wire, and which of them never get there."""

from __future__ import annotations

import datetime as dt
from types import ModuleType
from typing import Any

import httpx2
import pytest


def sent(package: ModuleType, request: Any, **options: Any) -> httpx2.Request:
    """The HTTP request that a request becomes."""
    seen: list[httpx2.Request] = []

    def answer(http: httpx2.Request) -> httpx2.Response:
        seen.append(http)
        return httpx2.Response(200, json=["x"], headers={"X-Total": "7"})

    with package.Client(transport=httpx2.MockTransport(answer), **options) as client:
        try:
            client.send(request)
        except package.ResponseError:
            pass
    return seen[0]


def search(package: ModuleType, **arguments: Any) -> Any:
    with pytest.warns(DeprecationWarning, match="search is deprecated"):
        return package.operations.all.search([1, 2], {"a": "b"}, **({"q": "abc"} | arguments))


def test_every_style(package: ModuleType) -> None:
    request = search(
        package,
        tags=["a", "b"],
        ids=[1, 2],
        deep=package.models.SearchDeep(a=1, b=True),
        since=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
        json=[1, 2],
        x_trace=["one", "two"],
        theme="dark",
    )
    http = sent(package, request)
    assert http.url.raw_path.decode() == (
        "/v2/search/1,2;a=b?q=abc&tags=a&tags=b&ids=1%7C2&deep%5Ba%5D=1&deep%5Bb%5D=true"
        "&since=2026-01-02T03%3A04%3A05Z&json=%5B1%2C2%5D"
    )
    assert http.url.host == "eu.example.com"
    assert http.headers["x-trace"] == "one,two"
    assert http.headers["cookie"] == "theme=dark"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"q": "ABC"}, "q"),
        ({"q": "abcdef"}, "q"),
        ({"q": "abc\n"}, "q"),
        ({"tags": ["c"]}, "tags"),
        ({"ids": ["1"]}, "ids"),
        ({"order": "by_size"}, "order"),
        ({"since": dt.datetime(2026, 1, 1)}, "since"),
        ({"x_trace": ["a\r\nb"]}, "X-Trace"),
    ],
)
def test_what_breaks_the_document_is_refused(package: ModuleType, arguments: dict[str, Any], name: str) -> None:
    with pytest.raises(package.InvalidArgument, match=name):
        search(package, **arguments)


def test_alternatives_of_credentials(package: ModuleType) -> None:
    request = search(package)
    assert "authorization" not in sent(package, request).headers
    assert sent(package, request, token="t").headers["authorization"] == "Bearer t"
    http = sent(package, request, key="k", cookie="c")
    assert (http.headers["x-api-key"], http.headers["cookie"]) == ("k", "session=c")
    assert "x-api-key" not in sent(package, request, key="k").headers


def test_a_form_is_sent_to_its_own_server(package: ModuleType) -> None:
    body = package.models.SendFormBody(
        body="a b&c", media_url=["https://example.com/1", "https://example.com/2"], silent=True
    )
    request = package.operations.all.send_form(body=body)
    with pytest.raises(package.ConfigurationError):
        sent(package, request)
    http = sent(package, request, allow_origins=["https://forms.example.com"])
    assert http.url.host == "forms.example.com"
    assert http.headers["content-type"] == "application/x-www-form-urlencoded"
    assert http.content == (
        b"Body=a+b%26c&MediaUrl=https%3A%2F%2Fexample.com%2F1&MediaUrl=https%3A%2F%2Fexample.com%2F2&Silent=true"
    )


@pytest.mark.parametrize(
    ("body", "media_type"), [(b"bytes", "application/octet-stream"), ("text", "text/plain; charset=utf-8")]
)
def test_the_type_of_the_argument_chooses_the_media_type(package: ModuleType, body: Any, media_type: str) -> None:
    assert sent(package, package.operations.all.upload(body=body)).headers["content-type"] == media_type


def test_a_model_is_json(package: ModuleType) -> None:
    request = package.operations.all.upload(body=package.models.UploadBody(name="x"))
    assert sent(package, request).content == b'{"name":"x"}'


def test_a_multipart_response_stays_bytes(package: ModuleType) -> None:
    answer = httpx2.Response(202, content=b"--b--", headers={"content-type": "multipart/mixed; boundary=b"})
    with package.Client(transport=httpx2.MockTransport(lambda request: answer)) as client:
        assert client.all.upload(body=b"x") == b"--b--"
