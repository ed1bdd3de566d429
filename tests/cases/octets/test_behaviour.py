"""Octets stay octets, and base64 stays base64, in every place that a request has for them."""

from __future__ import annotations

import array
import asyncio
import contextlib
import io
import mmap
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

RAW = b"\xff\x00"
ENCODED = b"/wA="

Part = tuple[str, str | None, str | None, bytes]
"""Name, name of the file, media type, content."""


def body_of(request: Any) -> bytes:
    """The body as it would be sent."""
    payload = request.payload
    return payload.content if payload.source is None else b"".join(payload.source)


def parts_of(request: Any) -> list[Part]:
    """The parts, which also stand in the body just so."""
    body = body_of(request)
    found = []
    for part in request.payload.parts:
        content = part.content if isinstance(part.content, bytes) else b"".join(part.content)
        assert b"\r\n\r\n" + content + b"\r\n--" in body
        found.append((part.name, part.filename, part.media_type, content))
    return found


FORMS = {
    "bytes": lambda path, package: RAW,
    "bytearray": lambda path, package: bytearray(RAW),
    "memoryview": lambda path, package: memoryview(RAW),
    "every second octet": lambda path, package: memoryview(b"\xff_\x00_")[::2],
    "array": lambda path, package: array.array("B", RAW),
    "mmap": lambda path, package: _mapped(path),
    "path": lambda path, package: path,
    "BytesIO": lambda path, package: io.BytesIO(RAW),
    "file": lambda path, package: _OPEN.enter_context(path.open("rb")),
    "further on": lambda path, package: _further_on(),
    "File": lambda path, package: package.File(RAW, "octets.bin"),
    "File.read": lambda path, package: package.File.read(path),
    "File.open": lambda path, package: package.File.open(path),
    "File.open(file)": lambda path, package: package.File.open(io.BytesIO(RAW), "octets.bin"),
}
"""The same octets in every form that they may be given in."""

_OPEN = contextlib.ExitStack()


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return _OPEN.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _further_on() -> io.BytesIO:
    file = io.BytesIO(b"__" + RAW)
    file.seek(2)
    return file


@pytest.fixture(params=FORMS)
def given(request: pytest.FixtureRequest, package: ModuleType, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """The octets, anew at each call."""
    path = tmp_path / "octets.bin"
    path.write_bytes(RAW)
    with _OPEN:
        yield lambda: FORMS[request.param](path, package)


def test_every_form_in_every_place(package: ModuleType, given: Callable[[], Any]) -> None:
    models, operations = package.models, package.operations
    body = models.SendFormBody(
        one=given(),
        maybe=given(),
        many=[given()],
        mixed=[given(), "text"],
        source=given(),
        other=given(),
        styled=[given()],
        joined=[given()],
        anything=given(),
    )
    request = operations.forms.send_form(body=body)
    sent = [(name, content) for name, _, _, content in parts_of(request)]
    names = ["one", "maybe", "many", "mixed", "mixed", "source", "other", "styled", "joined", "anything"]
    assert sent == [(name, RAW if at != 4 else b"text") for at, name in enumerate(names)]
    assert all(file for _, file, _, content in parts_of(request) if content == RAW)
    plain = {"one": given(), "maybe": given(), "many": [given()], "source": given(), "styled": [given()]}
    again = operations.forms.send_form(body=plain)
    assert [(name, content) for name, _, _, content in parts_of(again)] == [(name, RAW) for name in plain]

    for request in (
        operations.forms.send_map(body={"x": given()}),
        operations.forms.send_extras(body=models.SendExtrasBody(extra_fields={"x": given()})),
        operations.forms.send_extras(body=models.SendExtrasBody(extra_fields={"x": [given()]})),
        operations.forms.send_extras(body={"x": given()}),
        operations.forms.send_open(body=models.SendOpenBody(extra_fields={"x": given()})),
    ):
        assert [(name, content) for name, _, _, content in parts_of(request)] == [("x", RAW)]

    variant = parts_of(operations.forms.send_variant(body={"picture": given()}))
    assert [(name, media_type, content) for name, _, media_type, content in variant] == [("picture", "image/png", RAW)]
    scan = operations.forms.send_variant(body={"scan": given()})
    assert parts_of(scan) == [("scan", None, None, ENCODED)]
    assert b"Content-Transfer-Encoding: base64" in body_of(scan)

    assert body_of(operations.whole.put_either(body=given())) == RAW
    assert body_of(operations.whole.put_whole(body=given())) == RAW
    assert body_of(operations.whole.put_json(body=given())) == RAW
    assert operations.whole.put_json(body=given()).payload.media_type == "application/json"
    text = operations.whole.put_text(body=given())
    assert (body_of(text), text.payload.media_type) == (RAW, "text/csv")


def test_base64_stays_base64(package: ModuleType, given: Callable[[], Any]) -> None:
    models, operations = package.models, package.operations
    body = models.SendFormBody(scan=given(), scans=[given(), given()], icon=given(), plain=given())
    request = operations.forms.send_form(body=body)
    assert parts_of(request) == [
        ("scan", None, None, ENCODED),
        ("scans", None, None, ENCODED),
        ("scans", None, None, ENCODED),
        ("icon", None, "image/png", ENCODED),
        ("plain", None, None, ENCODED),
    ]
    assert body_of(request).count(b"Content-Transfer-Encoding: base64") == 2
    doc = models.Doc(title="t", scan=given())
    assert body_of(operations.docs.put_doc(body=doc)) == b'{"title":"t","scan":"/wA="}'
    assert body_of(operations.docs.patch_doc(body=doc)) == b"title=t&scan=%2FwA%3D"
    encoded = operations.docs.put_encoded(given(), digest=given(), body={"either": given()})
    assert (encoded.path, encoded.headers) == ("/encoded/%2FwA%3D", (("digest", "/wA="),))
    assert body_of(encoded) == b'{"either":"/wA="}'
    whole = operations.whole
    assert body_of(whole.put_encoded_body(body=given())) == ENCODED
    assert whole.put_encoded_body(body=given()).payload.media_type == "image/png"
    assert body_of(whole.patch_encoded_text(body=given())) == ENCODED
    assert body_of(whole.post_encoded_json(body=given())) == b'"/wA="'


def test_text_where_octets_may_be_text(package: ModuleType) -> None:
    send, models = package.operations.forms.send_form, package.models
    for text in ("abcd", "https://a.example/b"):
        assert parts_of(send(body=models.SendFormBody(source=text))) == [("source", None, None, text.encode())]
    either = package.operations.docs.put_encoded(b"x", body={"either": "abcd"})
    assert body_of(either) == b'{"either":"abcd"}'
    with pytest.raises(package.InvalidBody, match="expected bytes, a path, or a file opened in binary mode"):
        send(body=models.SendFormBody(one="text"))
    with pytest.raises(package.InvalidBody, match="expected bytes, a path, or a file opened in binary mode"):
        send(body={"one": "text"})
    for wrong in (iter([RAW]), io.StringIO("text")):
        with pytest.raises(package.InvalidBody, match="/one: expected bytes, a path, or a file opened in binary mode"):
            send(body=models.SendFormBody(one=wrong))
    with pytest.raises(package.InvalidBody, match="/one: expected bytes, found an integer"):
        send(body=models.SendFormBody(one=1))
    with Path(__file__).open() as file, pytest.raises(package.InvalidBody, match="binary"):
        package.operations.whole.put_whole(body=file)


def test_multipart_is_chosen_where_octets_are_given(package: ModuleType) -> None:
    docs, doc = package.operations.docs, package.models.Doc(title="t", file=RAW)
    assert docs.add_doc(body=doc).payload.media_type.startswith("multipart/form-data")
    assert docs.add_doc(body=package.models.Doc(title="t")).payload.media_type == "application/json"
    untyped = package.models.Doc(title="t", anything=RAW)
    more = package.models.Doc(title="t", extra_fields={"more": RAW})
    for other in (untyped, more):
        assert docs.add_doc(body=other).payload.media_type.startswith("multipart/form-data")
        for operation in (docs.put_doc, docs.patch_doc):
            with pytest.raises(package.InvalidBody, match=r"expected no octets, which only multipart/form-data"):
                operation(body=other)
    for operation in (docs.put_doc, docs.patch_doc):
        with pytest.raises(package.InvalidBody, match=r"/file: expected no octets, which only multipart/form-data"):
            operation(body=doc)
    with pytest.raises(package.InvalidBody, match=r"/details/file: expected no octets"):
        package.operations.forms.send_form(
            body=package.models.SendFormBody(details=package.models.SendFormBodyDetails(file=RAW, scan=RAW))
        )
    with package._runtime.validating_requests("report"):
        assert body_of(docs.put_doc(body=doc)) == b'{"title":"t","file":"/wA="}'


def test_what_can_be_read_once_is_read_once(package: ModuleType) -> None:
    reading, writing = os.pipe()
    with open(writing, "wb") as end:
        end.write(RAW)
    with open(reading, "rb") as file:
        request = package.operations.docs.add_doc(body=package.models.Doc(title="t", file=file))
        assert RAW in body_of(request)


def test_json_with_octets_is_read(package: ModuleType) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            content = ENCODED if "x-good" in request.headers else b"\x89PNG"
            return httpx2.Response(200, content=content, headers={"content-type": "image/png"})
        return httpx2.Response(200, json={"title": "t", "file": "/wA=", "scan": "/wA="})

    with package.Client(transport=httpx2.MockTransport(answer)) as client:
        response = client.send(package.operations.docs.put_doc(body=package.models.Doc(title="t")))
        assert (response.body, response.drift) == (package.models.Doc(title="t", file=RAW, scan=RAW), ())
        good = client.with_options(headers={"X-Good": "1"}).send(package.operations.whole.get_encoded())
        assert (good.body, good.drift) == (RAW, ())
        bad = client.send(package.operations.whole.get_encoded())
        assert (bad.body, len(bad.drift)) == (b"\x89PNG", 1)


def test_the_media_type_of_a_part_is_a_documented_one(package: ModuleType) -> None:
    send, body, file = package.operations.forms.send_pictures, package.models.SendPicturesBody, package.File

    def type_of(**members: Any) -> str | None:
        return parts_of(send(body=body(**members)))[0][2]

    assert type_of(picture=file(b"", "a.jpg")) == "image/jpeg"
    assert type_of(picture=file(b"", "a", "image/jpeg")) == "image/jpeg"
    assert type_of(picture=RAW) == "image/png"
    assert type_of(only=file(b"", "a.dat")) == "image/png"
    assert type_of(any=file(b"", "a.gif")) == "image/gif"
    assert type_of(any=RAW) == "application/octet-stream"
    assert type_of(raw=file(b"", "a.gif", "image/gif")) == "application/octet-stream"
    assert (type_of(either=RAW), type_of(either="https://a.example")) == ("image/png", None)
    assert type_of(details={"a": 1}) == "application/vnd.x+json"
    with pytest.raises(package.InvalidBody, match=r"documented as image/png, not as application/pdf"):
        send(body=body(only=file(b"", "a.pdf", "application/pdf")))
    with pytest.raises(package.InvalidBody, match=r"part 'wrong' that is documented as application/xml"):
        send(body=body(wrong={"a": 1}))


def test_the_media_type_of_a_whole_body(package: ModuleType) -> None:
    whole, file = package.operations.whole, package.File
    for given, expected in ((RAW, "image/png"), (file(b"", "a.jpg"), "image/jpeg"), (Path("a.png"), None)):
        if expected is None:
            with pytest.raises(package.InvalidBody, match="cannot be read"):
                whole.post_picture(body=given)
        else:
            assert whole.post_picture(body=given).payload.media_type == expected
    assert whole.patch_any(body=file(b"", "a.gif")).payload.media_type == "image/gif"
    assert whole.patch_any(body=RAW).payload.media_type == "application/octet-stream"
    assert whole.patch_any(body=RAW, content_type="image/webp").payload.media_type == "image/webp"
    with pytest.raises(package.InvalidBody, match=r"documented as image/png, not as image/gif"):
        whole.post_picture(body=file(b"", "a.gif", "image/gif"))


def test_a_file_that_is_read_while_it_is_sent(package: ModuleType, tmp_path: Path) -> None:
    seen: list[bytes] = []
    path = tmp_path / "octets.bin"
    path.write_bytes(RAW)

    async def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(await request.aread())
        return httpx2.Response(204)

    async def run() -> None:
        async with package.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
            for body in (path, package.File.open(path)):
                await client.whole.put_whole(body=body)

    asyncio.run(run())
    assert seen == [RAW, RAW]
