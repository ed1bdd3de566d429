"""Bodies with files, headers of their parts, a choice between media types of one type, and lines of JSON."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from email.parser import BytesParser
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest


def parts_of(content: bytes, media_type: str) -> list[tuple[dict[str, str], bytes]]:
    """The headers and the content of each part, as Python's own MIME parser reads them."""
    message = BytesParser().parsebytes(f"Content-Type: {media_type}\r\n\r\n".encode() + content)
    return [(dict(part.items()), part.get_payload(decode=True)) for part in message.get_payload()]  # type: ignore[misc, union-attr]


def test_files_and_headers_of_parts(package: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"disk")
    body = package.models.Photos(
        cover=package.File(b"png", "a.png"),
        more=[b"1", package.File.open(tmp_path / "b.txt")],
        details=package.models.PhotosDetails(taken=date(2020, 1, 2)),
        tags=["a", "b"],
    )
    headers = {"cover": {"X-Rate-Limit": 3}}
    request = package.operations.photos.add_photos(body=body, part_headers="query", body_part_headers=headers)
    assert request.query == "part_headers=query"
    content = b"".join(request.payload.source)
    assert len(content) == request.payload.source.length
    assert parts_of(content, request.payload.media_type) == [
        (
            {
                "Content-Disposition": 'form-data; name="cover"; filename="a.png"',
                "Content-Type": "image/png",
                "X-Rate-Limit": "3",
            },
            b"png",
        ),
        (
            {
                "Content-Disposition": 'form-data; name="more"; filename="more"',
                "Content-Type": "application/octet-stream",
            },
            b"1",
        ),
        ({"Content-Disposition": 'form-data; name="more"; filename="b.txt"', "Content-Type": "text/plain"}, b"disk"),
        (
            {"Content-Disposition": 'form-data; name="details"', "Content-Type": "application/vnd.details+json"},
            b'{"taken":"2020-01-02"}',
        ),
        ({"Content-Disposition": 'form-data; name="tags"'}, b"a,b"),
    ]
    with pytest.raises(package.InvalidBody, match="X-Rate-Limit"):
        package.operations.photos.add_photos(body=body)


def test_the_media_type_is_told_by_the_argument_or_chosen(package: ModuleType) -> None:
    add_note, note = package.operations.notes.add_note, package.models.Note(text="a b")
    assert add_note(body=note).payload.media_type.startswith("multipart/form-data; boundary=")
    form = add_note(body=note, content_type="application/x-www-form-urlencoded")
    assert form.payload.content == b"text=a+b"
    assert add_note(body="a b").payload.media_type == "text/plain; charset=utf-8"
    with pytest.raises(package.InvalidBody, match="the body is not valid: expected a string"):
        add_note(body=note, content_type="text/plain")
    assert add_note().payload is None


def test_lines_of_any_iterable(package: ModuleType) -> None:
    async def notes() -> AsyncIterator[Any]:
        yield package.models.Note(text="a")
        yield package.models.Note(text="b")

    seen: list[bytes] = []

    async def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(await request.aread())
        return httpx2.Response(204)

    async def run() -> None:
        async with package.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
            await client.lines.add_lines(body=notes())

    asyncio.run(run())
    assert seen == [b'{"text":"a"}\n{"text":"b"}\n']
