"""Content codings taken off while a body comes: to the very end, in pieces of bounded size."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from typing import Any

import httpx2
import pytest

from runtime import Bytes
from runtime.errors import DecodeError, ResponseTooLarge
from runtime.inflating import CODINGS, Inflater
from tests.runtime.wire.support import API, async_client_for, client_for
from tests.runtime.wire.test_streaming import Both, read_async, read_sync

ANYTHING = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()
TEXT = bytes(range(256)) * 500


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


GOOD: list[tuple[str, str, bytes, bytes]] = [
    ("gzip", "gzip", gzip.compress(TEXT), TEXT),
    ("gzip by its old name", "x-gzip", gzip.compress(TEXT), TEXT),
    ("in capitals", "GZIP", gzip.compress(TEXT), TEXT),
    ("members", "gzip", gzip.compress(b"one") + gzip.compress(b"two"), b"onetwo"),
    ("padding", "gzip", gzip.compress(TEXT) + bytes(20), TEXT),
    ("nothing, compressed", "gzip", gzip.compress(b""), b""),
    ("nothing at all", "gzip", b"", b""),
    ("deflate", "deflate", zlib.compress(TEXT), TEXT),
    ("deflate without its wrapper", "deflate", raw_deflate(TEXT), TEXT),
    ("identity", "identity", TEXT, TEXT),
    ("gzip and identity", "identity, gzip", gzip.compress(TEXT), TEXT),
]

BAD: list[tuple[str, str, bytes]] = [
    ("not gzip", "gzip", b"not gzip at all"),
    ("without its end", "gzip", gzip.compress(TEXT)[:-8]),
    ("without its last byte", "gzip", gzip.compress(TEXT)[:-1]),
    ("half", "gzip", gzip.compress(TEXT)[:300]),
    ("only a head", "gzip", gzip.compress(TEXT)[:5]),
    ("wrong sum", "gzip", gzip.compress(TEXT)[:-8] + bytes(8)),
    ("a second member that is cut", "gzip", gzip.compress(b"one") + gzip.compress(TEXT)[:50]),
    ("deflate that is cut", "deflate", zlib.compress(TEXT)[:-1]),
    ("not deflate", "deflate", b"\xff\xff\xff"),
]


def answer(coding: str, body: bytes, piece: int) -> httpx2.Response:
    pieces = [body[start : start + piece] for start in range(0, len(body), piece)]
    return httpx2.Response(200, headers={"Content-Encoding": coding}, stream=Both(*pieces))


@pytest.mark.parametrize("piece", [1, 7, 1_000_000])
@pytest.mark.parametrize(("coding", "body", "text"), [row[1:] for row in GOOD], ids=[row[0] for row in GOOD])
def test_good_bodies(coding: str, body: bytes, text: bytes, piece: int) -> None:
    with client_for(lambda _: answer(coding, body, piece)) as client:
        assert client.call(ANYTHING) == text

    async def run() -> None:
        async with async_client_for(lambda _: answer(coding, body, piece)) as client:
            assert await client.call(ANYTHING) == text

    asyncio.run(run())
    for read in (read_sync, read_async):
        found: Any = read(lambda _: answer(coding, body, piece), ANYTHING, "iter_bytes")
        assert b"".join(found) == text


@pytest.mark.parametrize("piece", [1, 1_000_000])
@pytest.mark.parametrize(("coding", "body"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bodies_that_are_damaged_or_cut(coding: str, body: bytes, piece: int) -> None:
    with (
        client_for(lambda _: answer(coding, body, piece)) as client,
        pytest.raises(DecodeError, match="200: the body cannot be decompressed"),
    ):
        client.call(ANYTHING)
    for read in (read_sync, read_async):
        with pytest.raises(DecodeError, match="200: the body cannot be decompressed"):
            read(lambda _: answer(coding, body, piece), ANYTHING, "iter_bytes")


def zeros(size: int) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(compressor.compress(bytes(2**20)) for _ in range(size // 2**20)) + compressor.flush()


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_costs_no_memory(layers: int) -> None:
    """300 MiB from 299 KiB, and from 1 KiB that is compressed twice."""
    body = zeros(300 * 2**20)
    coding = "gzip"
    if layers == 2:
        body, coding = gzip.compress(body, 9), "gzip, gzip"
        assert len(body) < 2_000
    tracemalloc.start()
    try:
        with (
            client_for(lambda _: answer(coding, body, 65_536), max_response_bytes=None) as client,
            pytest.raises((ResponseTooLarge, DecodeError)),
        ):
            client.call(ANYTHING)
        assert tracemalloc.get_traced_memory()[1] < 40 * 2**20
    finally:
        tracemalloc.stop()


def test_pieces_are_bounded() -> None:
    inflater = Inflater("gzip")
    sizes = [len(piece) for piece in inflater.feed(zeros(4 * 2**20))] + [len(piece) for piece in inflater.end()]
    assert sum(sizes) == 4 * 2**20
    assert max(sizes) <= 65_536


def test_no_other_coding_is_taken() -> None:
    assert set(CODINGS.values()) == {"gzip", "deflate"}
