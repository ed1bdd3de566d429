"""Downloads: complete or not at all, under safe names, resumed where they break off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx2
import pytest

from runtime import Bytes, Retry
from runtime.downloads import suggested_name
from runtime.errors import ConnectionFailed, DecodeError, ResponseTooLarge
from tests.runtime.wire.support import API, answering
from tests.runtime.wire.test_streaming import Both, Read, read_async, read_sync

FILE = API.operation("GET", ("/files/report.pdf",), responses={200: Bytes("*/*")}).request()
QUICK = {"retry": Retry(first_delay=0.001)}
both = pytest.mark.parametrize("read", [read_sync, read_async])

NAMES: list[tuple[str | None, str]] = [
    (None, "report.pdf"),
    ("attachment", "report.pdf"),
    ('attachment; filename="a.txt"', "a.txt"),
    ("attachment; filename=a.txt; size=1", "a.txt"),
    ("attachment; filename=\"a.txt\"; filename*=UTF-8''%c3%a4.txt", "ä.txt"),
    ("attachment; filename*=nonsense''x; filename=a.txt", "a.txt"),
    ('attachment; filename="../../etc/passwd"', "passwd"),
    ('attachment; filename="..\\\\..\\\\boot.ini"', "boot.ini"),
    ('attachment; filename="/"', "report.pdf"),
    ('attachment; filename=".."', "report.pdf"),
    ('attachment; filename=".bashrc"', "bashrc"),
    ('attachment; filename="a\x01b:c"', "a_b_c"),
    ('attachment; filename="con"', "_con"),
    ('attachment; filename="LPT1.txt"', "_LPT1.txt"),
    ('attachment; filename="x. "', "x"),
    ("attachment; filename*=UTF-8''%e2%80%aeexe.txt", "_exe.txt"),
    (f'attachment; filename="{"x" * 300}.tar"', "x" * 146 + ".tar"),
    ('attachment; filename="a\\"b.txt"', "a_b.txt"),
]


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_suggested_names(header: str | None, name: str) -> None:
    headers = httpx2.Headers({} if header is None else {"Content-Disposition": header})
    assert suggested_name(headers, "/files/report.pdf") == name


def test_a_path_that_is_no_name() -> None:
    assert suggested_name(httpx2.Headers(), "/files/") == "download"
    assert suggested_name(httpx2.Headers(), "/%2e%2e") == "download"


@both
def test_a_download_to_a_path(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert read(answering(200, content=b"new"), FILE, "to_file", path) == path
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["x.bin"]


@both
def test_a_download_to_a_folder(read: Read, tmp_path: Path) -> None:
    answer = answering(200, content=b"new", headers={"Content-Disposition": 'attachment; filename="../a.txt"'})
    assert read(answer, FILE, "to_folder", tmp_path) == tmp_path / "a.txt"
    with pytest.raises(FileExistsError, match=r"there is already a file .*a\.txt"):
        read(answer, FILE, "to_folder", tmp_path)
    assert os.listdir(tmp_path) == ["a.txt"]


@both
def test_a_link_is_not_followed(read: Read, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        read(answering(200, content=b"new"), FILE, "to_folder", tmp_path)
    assert not (tmp_path / "elsewhere").exists()


@both
def test_nothing_stays_of_what_broke_off(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")
    broken = Both(b"ne", httpx2.ReadError("reset"))
    with pytest.raises(ConnectionFailed):
        read(lambda _: httpx2.Response(200, stream=broken), FILE, "to_file", path, options=QUICK)
    with pytest.raises(ResponseTooLarge):
        read(answering(200, content=b"x" * 100), FILE, "to_file", path, options={"max_response_bytes": 10})
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x.bin"]


def server(*answers: Any) -> tuple[Any, list[httpx2.Request]]:
    left = list(answers)
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        status, headers, *pieces = left.pop(0)
        return httpx2.Response(status, headers=headers, stream=Both(*pieces))

    return handler, seen


BROKEN = httpx2.ReadError("reset")
FIRST = (200, {"ETag": '"v1"', "Content-Length": "6"}, b"abc", BROKEN)


@both
def test_the_rest_is_asked_for(read: Read, tmp_path: Path) -> None:
    rest = (206, {"Content-Range": "bytes 3-5/6", "ETag": '"v1"'}, b"d", BROKEN)
    last = (206, {"Content-Range": "bytes 4-5/6"}, b"ef")
    handler, seen = server(FIRST, rest, last)
    path = read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
    assert path.read_bytes() == b"abcdef"
    asked = [(request.headers.get("range"), request.headers.get("if-range")) for request in seen]
    assert asked == [(None, None), ("bytes=3-", '"v1"'), ("bytes=4-", '"v1"')]
    assert seen[1].headers["accept-encoding"] == "identity"


@both
def test_what_has_changed_is_fetched_anew(read: Read, tmp_path: Path) -> None:
    handler, _ = server(FIRST, (200, {"ETag": '"v2"'}, b"xyz123"))
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"xyz123"


@both
def test_other_bytes_than_asked_for(read: Read, tmp_path: Path) -> None:
    handler, _ = server(FIRST, (206, {"Content-Range": "bytes 0-5/6"}, b"abcdef"))
    with pytest.raises(DecodeError, match="206: not the bytes that were asked for"):
        read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
    answers: list[Any] = [(206, {"Content-Range": "bytes 3-5/6"}), (206, {}, b"def")]
    for nothing in answers:
        handler, _ = server(FIRST, nothing, nothing)
        with pytest.raises(DecodeError, match="206: not the bytes that were asked for"):
            read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
    assert os.listdir(tmp_path) == []


@both
def test_a_part_of_the_rest(read: Read, tmp_path: Path) -> None:
    handler, seen = server(
        FIRST, (206, {"Content-Range": "bytes 3-4/6"}, b"de"), (206, {"Content-Range": "bytes 5-5/*"}, b"f")
    )
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"abcdef"
    assert [request.headers.get("range") for request in seen] == [None, "bytes=3-", "bytes=5-"]


CHANGED: list[tuple[int, dict[str, str]]] = [
    (416, {}),
    (416, {"Content-Range": "bytes */2"}),
    (416, {"Content-Range": "nonsense"}),
    (206, {"Content-Range": "bytes 3-6/7"}),
    (206, {"Content-Range": "bytes 3-5/6", "ETag": '"v2"'}),
]


@both
@pytest.mark.parametrize(("status", "headers"), CHANGED)
def test_ranges_of_another_state(read: Read, tmp_path: Path, status: int, headers: dict[str, str]) -> None:
    answer = (status, headers, b"???")
    handler, seen = server(FIRST, answer, (200, {"ETag": '"v2"'}, b"xyz1234"))
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"xyz1234"
    assert [request.headers.get("range") for request in seen] == [None, "bytes=3-", None]
    handler, _ = server(FIRST, answer, FIRST, answer)
    with pytest.raises(DecodeError, match=f"{status}: the ranges of this download do not fit together"):
        read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
    assert os.listdir(tmp_path) == ["x"]


@both
def test_nothing_is_missing(read: Read, tmp_path: Path) -> None:
    everything = (200, {"ETag": '"v1"'}, b"abcdef", BROKEN)
    handler, _ = server(everything, (416, {"Content-Range": "bytes */6"}))
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"abcdef"


def dated(modified: str, **more: str) -> dict[str, str]:
    return {"Last-Modified": modified, "Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Content-Length": "6", **more}


DATES: list[tuple[dict[str, str], bool]] = [
    (dated("Sun, 06 Nov 1994 08:48:37 GMT"), True),
    (dated("Sun, 06 Nov 1994 08:48:38 GMT"), False),
    (dated("Sun, 06 Nov 1994 08:48:37 GMT", ETag='W/"v1"'), False),
    ({"Last-Modified": "Sun, 06 Nov 1994 08:48:37 GMT"}, False),
    (dated("yesterday"), False),
]


@both
@pytest.mark.parametrize(("headers", "is_strong"), DATES)
def test_a_date_that_names_a_state(read: Read, tmp_path: Path, headers: dict[str, str], is_strong: bool) -> None:
    handler, seen = server((200, headers, b"abc", BROKEN), (206, {"Content-Range": "bytes 3-5/6"}, b"def"))
    if not is_strong:
        with pytest.raises(ConnectionFailed):
            read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
        return
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"abcdef"
    assert seen[1].headers["if-range"] == headers["Last-Modified"]
    other = (206, dated("Sun, 06 Nov 1994 08:49:00 GMT", **{"Content-Range": "bytes 3-5/6"}), b"xyz")
    handler, seen = server((200, headers, b"abc", BROKEN), other, (200, {}, b"uvwxyz"))
    assert read(handler, FILE, "to_file", tmp_path / "x", options=QUICK).read_bytes() == b"uvwxyz"


@both
@pytest.mark.parametrize(
    "headers",
    [{}, {"ETag": 'W/"v1"'}, {"ETag": '"v1"', "Accept-Ranges": "none"}, {"ETag": 'bad"\x01'}],
)
def test_what_cannot_be_resumed(read: Read, tmp_path: Path, headers: dict[str, str]) -> None:
    handler, seen = server((200, headers, b"abc", BROKEN))
    with pytest.raises(ConnectionFailed):
        read(handler, FILE, "to_file", tmp_path / "x", options=QUICK)
    assert len(seen) == 1
