"""Forms, multipart, text and bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from email.message import Message
from email.parser import BytesParser
from pathlib import Path as FilePath
from typing import Any
from urllib.parse import parse_qsl

import pytest

from runtime import UNSET, Bytes, Encoding, File, Form, Json, Model, Multipart, Text, Unset, field
from runtime.content import Content, Payload
from runtime.errors import InvalidBody
from tests.runtime.wire.support import API, Pet, sent_by


class Order(Model):
    """A form with a field of each kind."""

    name: str
    tags: list[str] | None = None
    pet: Pet | None = None
    at: datetime | None = None
    price: Decimal | None = None
    from_: str | None = field(default=None, name="from")
    note: str | Unset | None = UNSET
    paid: bool | None = None


def body_of(content: Content | tuple[Content, ...], value: Any) -> Payload:
    request = API.operation("POST", ("/orders",), body=content, responses={}).request(body=value)
    assert request.payload is not None
    return request.payload


FORMS: list[tuple[Order, str]] = [
    (Order(name="a b"), "name=a+b"),
    (Order(name="ä&=~*-._"), "name=%C3%A4%26%3D%7E*-._"),
    (Order(name=""), "name="),
    (Order(name="x", tags=["a", "b c"]), "name=x&tags=a&tags=b+c"),
    (Order(name="x", tags=[]), "name=x"),
    (Order(name="x", note=None), "name=x"),
    (Order(name="x", from_="y", paid=True), "name=x&from=y&paid=true"),
    (Order(name="x", price=Decimal("1E+2")), "name=x&price=100"),
    (Order(name="x", at=datetime(2026, 11, 22, tzinfo=UTC)), "name=x&at=2026-11-22T00%3A00%3A00Z"),
    (Order(name="x", pet=Pet(id=1, name="rex")), "name=x&pet=%7B%22id%22%3A1%2C%22name%22%3A%22rex%22%7D"),
]


@pytest.mark.parametrize(("order", "text"), FORMS)
def test_forms(order: Order, text: str) -> None:
    payload = body_of(Form(lambda: Order), order)
    assert payload.content.decode() == text
    assert payload.media_type == "application/x-www-form-urlencoded"


# The property, its encoding, its value and what is written (OpenAPI "Encoding Object").
ENCODINGS: list[tuple[Encoding, Any, str]] = [
    (Encoding(style="form", explode=False), ["a", "b"], "p=a,b"),
    (Encoding(style="form"), ["a", "b c"], "p=a&p=b%20c"),
    (Encoding(style="form"), {"a": 1, "b": 2}, "a=1&b=2"),
    (Encoding(style="pipeDelimited"), ["a", "b"], "p=a%7Cb"),
    (Encoding(style="spaceDelimited", explode=False), ["a", "b"], "p=a%20b"),
    (Encoding(style="deepObject", explode=True), {"a": {"b": [1]}}, "p%5Ba%5D%5Bb%5D%5B0%5D=1"),
    (Encoding(allow_reserved=True), "a/b", "p=a/b"),
    (Encoding(explode=False), [], ""),
    (Encoding(content_type="application/json"), ["a", "b"], "p=%22a%22&p=%22b%22"),
    (Encoding(content_type="application/json"), "a", "p=%22a%22"),
    (Encoding(content_type="text/plain"), 5, "p=5"),
]


@pytest.mark.parametrize(("encoding", "value", "text"), ENCODINGS)
def test_form_encodings(encoding: Encoding, value: Any, text: str) -> None:
    payload = body_of(Form(dict[str, Any], encoding={"p": encoding}), {"p": value})
    assert payload.content.decode() == text


def test_a_form_is_read_back_by_the_standard_library() -> None:
    fields = {"a b": "c&d=e+f%20", "ä": "😀\n", "list": "x"}
    assert dict(parse_qsl(body_of(Form(dict[str, str]), fields).content.decode())) == fields


@pytest.mark.parametrize(
    ("content", "value", "message"),
    [
        (Form(lambda: Order), Order(name=5), "the body is not valid: /name: expected a string"),  # type: ignore[arg-type]
        (Form(Any), ["a"], "the body must be an object with named fields"),
        (Form(dict[str, str]), {"a": "\ud800"}, "the body "),
        (Text(), 5, "the body is not valid: expected a string"),
        (Bytes(), "text", "the body is not valid: expected"),
    ],
)
def test_what_cannot_be_sent_is_refused(content: Content, value: Any, message: str) -> None:
    with pytest.raises(InvalidBody) as caught:
        body_of(content, value)
    assert str(caught.value).startswith(f"POST /orders: {message}")


@pytest.mark.parametrize(
    ("content", "value", "media_type", "sent"),
    [
        (Text(), "ä", "text/plain; charset=utf-8", "ä".encode()),
        (Text("text/csv; charset=latin-1"), "ä", "text/csv; charset=latin-1", b"\xe4"),
        (Text(type=int), 5, "text/plain; charset=utf-8", b"5"),
        (Bytes(), b"\x00\xff", "application/octet-stream", b"\x00\xff"),
        (Bytes("application/pdf"), b"%PDF", "application/pdf", b"%PDF"),
        ((Json(lambda: Pet), Bytes()), b"raw", "application/octet-stream", b"raw"),
        ((Bytes(), Text()), "text", "text/plain; charset=utf-8", b"text"),
    ],
)
def test_other_bodies(content: Any, value: Any, media_type: str, sent: bytes) -> None:
    outgoing = sent_by(API.operation("PUT", ("/x",), body=content, responses={}).request(body=value))
    assert outgoing.content == sent
    assert outgoing.headers["content-type"] == media_type
    assert outgoing.headers["content-length"] == str(len(sent))


# --- multipart --------------------------------------------------------------------------------------


class Upload(Model):
    """A multipart body."""

    image: bytes
    title: str
    more: list[bytes] | None = None
    pet: Pet | None = None
    count: int | None = None
    tags: list[str] | None = None


def parts_of(content: Multipart, value: Any) -> list[tuple[str, str | None, str, bytes]]:
    """Name, file name, media type and content of each part, as Python's own MIME parser reads them."""
    outgoing = sent_by(API.operation("POST", ("/upload",), body=content, responses={}).request(body=value))
    assert outgoing.headers["content-length"] == str(len(outgoing.content))
    head = f"Content-Type: {outgoing.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + outgoing.content)
    assert message.get_content_type() == "multipart/form-data"
    parts = []
    for part in message.walk():
        if isinstance(part, Message) and not part.is_multipart():
            name = part.get_param("name", header="content-disposition")
            filename = part.get_filename()
            body = part.get_payload(decode=True)
            assert isinstance(body, bytes)
            parts.append((str(name), filename, part.get("content-type", ""), body))
    return parts


def test_multipart() -> None:
    value = Upload(
        image=File(b"\x89PNG", "a.png"),
        title="ä",
        more=[b"1", File(b"2", "b.bin", "application/x-b")],
        pet=Pet(id=1, name="rex"),
        count=3,
        tags=["a", "b"],
    )
    assert parts_of(Multipart(lambda: Upload), value) == [
        ("image", "a.png", "image/png", b"\x89PNG"),
        ("title", None, "", "ä".encode()),
        ("more", "more", "application/octet-stream", b"1"),
        ("more", "b.bin", "application/x-b", b"2"),
        ("pet", None, "application/json", b'{"id":1,"name":"rex"}'),
        ("count", None, "", b"3"),
        ("tags", None, "", b"a"),
        ("tags", None, "", b"b"),
    ]


def test_multipart_encodings() -> None:
    encoding = {
        "image": Encoding(content_type="image/png"),
        "tags": Encoding(style="form", explode=False),
        "pet": Encoding(content_type="application/vnd.pet+json"),
    }
    value = Upload(image=b"x", title="t", tags=["a", "b"], pet=Pet(id=1, name="rex"))
    assert parts_of(Multipart(lambda: Upload, encoding=encoding), value) == [
        ("image", "image", "image/png", b"x"),
        ("title", None, "", b"t"),
        ("pet", None, "application/vnd.pet+json", b'{"id":1,"name":"rex"}'),
        ("tags", None, "", b"a,b"),
    ]


@pytest.mark.parametrize("name", ['a".png', "a\r\nX-Evil: 1.png", "ä.png", "../../etc/passwd"])
def test_a_file_name_cannot_end_its_header(name: str) -> None:
    outgoing = sent_by(
        API.operation("POST", ("/upload",), body=Multipart(lambda: Upload), responses={}).request(
            body=Upload(image=File(b"x", name), title="t")
        )
    )
    head = outgoing.content.split(b"\r\n\r\n")[0]
    assert head.count(b"\r\n") == 2
    assert b"\r\nX-Evil" not in outgoing.content


def test_a_file_is_read_from_disk(tmp_path: FilePath) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    file = File.read(tmp_path / "photo.jpg")
    assert (file, file.name, file.media_type) == (b"\xff\xd8", "photo.jpg", "image/jpeg")


def test_a_bad_media_type_of_a_file_is_refused() -> None:
    with pytest.raises(InvalidBody, match="the body holds a control character"):
        body_of(Multipart(lambda: Upload), Upload(image=File(b"", "a", "a\r\nb"), title="t"))
