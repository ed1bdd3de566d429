"""Streams of items: read as they come or collected, written from any iterable."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

EVENTS = b'event: new\nid: 1\ndata: {"id": 1, "text": "a"}\n\ndata: {"id": 2}\n\n'
PARTS = b'data: {"id": 1}\n\ndata: {"id": 2}\n\ndata: [DONE]\n\n'
LINES = b'{"id": 1}\n{"id": 2, "text": "b"}\n'


def client(package: ModuleType, body: bytes, media_type: str, seen: list[httpx2.Request] | None = None) -> Any:
    def answer(request: httpx2.Request) -> httpx2.Response:
        request.read()
        if seen is not None:
            seen.append(request)
        return httpx2.Response(200 if body else 204, content=body, headers={"Content-Type": media_type})

    return package.Client(transport=httpx2.MockTransport(answer))


def test_whole_events(package: ModuleType) -> None:
    entry, event = package.models.Entry, package.models.EntryEvent
    with client(package, EVENTS, "text/event-stream") as streams:
        expected = [event(data=entry(id=1, text="a"), event="new", id="1"), event(data=entry(id=2), id="1")]
        assert streams.entries.follow_entries() == expected
        with streams.stream(package.operations.entries.follow_entries()) as streamed:
            assert [each.item for each in streamed.events()] == expected


def test_the_answer_decides(package: ModuleType) -> None:
    entry = package.models.Entry
    body = package.models.CompleteEntryBody(stream=True)
    with client(package, PARTS, "text/event-stream") as streams:
        assert streams.entries.complete_entry(body=body) == [entry(id=1), entry(id=2)]
        with streams.stream(package.operations.entries.complete_entry(body=body)) as streamed:
            assert [each.item.id for each in streamed.events()] == [1, 2]
    with client(package, b'{"id": 3}', "application/json") as streams:
        assert streams.entries.complete_entry(body=body) == entry(id=3)


@pytest.mark.parametrize("media_type", ["application/x-ndjson", "application/json-seq"])
def test_items(package: ModuleType, media_type: str) -> None:
    entry = package.models.Entry
    body = LINES if "nd" in media_type else b"".join(b"\x1e" + line + b"\n" for line in LINES.splitlines())
    with client(package, body, media_type) as streams:
        assert streams.entries.read_log() == [entry(id=1), entry(id=2, text="b")]
        with streams.stream(package.operations.entries.read_log()) as streamed:
            assert next(iter(streamed.iter_json())) == entry(id=1)


def test_items_from_an_iterable(package: ModuleType) -> None:
    seen: list[httpx2.Request] = []
    with client(package, b"", "", seen) as streams:
        streams.entries.write_log(body=(package.models.Entry(id=number) for number in range(2)))
        assert seen[0].content == b'{"id":0}\n{"id":1}\n'
        with pytest.raises(package.InvalidBody, match="item 0: /id"):
            streams.entries.write_log(body=iter([package.models.Entry(id="x")]))


def test_files(package: ModuleType, tmp_path: Path) -> None:
    seen: list[httpx2.Request] = []
    path = tmp_path / "backup.zip"
    request = package.operations.entries.download_backup()
    with client(package, b"PK", "application/zip") as streams, streams.stream(request) as streamed:
        assert streamed.to_file(path) == path
    with client(package, b"", "", seen) as streams:
        streams.entries.upload_backup(body=path)
    assert seen[0].content == b"PK"
