"""`except ApiError` is enough: what files, closing, event loops and options do to a call is one of our errors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from runtime import Bytes, Timeout
from runtime.codec import codec_for
from runtime.errors import ClientClosed, ConfigurationError, InvalidBody
from tests.runtime.wire.support import API, answering, async_client_for, client_for, get_pet

PUT = API.operation("PUT", ("/x",), body=(Bytes(),), responses={204: None})


def _shrink(path: Path) -> Any:
    request = PUT.request(body=path)
    path.write_bytes(b"x")
    return request


def _remove(path: Path) -> Any:
    request = PUT.request(body=path)
    path.unlink()
    return request


def _shut(path: Path) -> Any:
    with path.open("rb") as file:
        return PUT.request(body=file)


@pytest.mark.parametrize("spoil", [_shrink, _remove, _shut])
def test_a_file_that_is_spoilt(spoil: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 1_000)
    with client_for(answering(204)) as client, pytest.raises(InvalidBody, match="the body cannot be") as caught:
        client.call(spoil(path))
    assert caught.value.__cause__ is None
    path.write_bytes(b"x" * 1_000)

    async def run() -> None:
        async with async_client_for(answering(204)) as other:
            await other.call(spoil(path))

    with pytest.raises(InvalidBody, match="the body cannot be"):
        asyncio.run(run())


def test_closed_between_two_attempts() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        client.close()
        raise httpx2.ReadError("broken")

    client = client_for(fail)
    with pytest.raises(ClientClosed):
        client.call(get_pet("1"))


@pytest.mark.parametrize("seconds", [float("inf"), 1e300, 10**400])
def test_a_limit_that_no_clock_can_count(seconds: float) -> None:
    with pytest.raises(ConfigurationError, match="must be a positive number of seconds"):
        Timeout(total=seconds)


@pytest.mark.parametrize("value", [5, "text", None, [1]])
def test_a_name_like_one_of_ours(value: Any) -> None:
    name = "\U0010ffff extra fields"
    codec = codec_for(dict[str, Any])
    assert codec.decode(codec.encode({name: value})) == ({name: value}, ())
    assert codec.problems({name: value}) == ()
