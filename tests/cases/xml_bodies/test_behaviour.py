"""Bodies in XML: written as the document says, read the same way, chosen where JSON would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import httpx2
import pytest

NAMESPACE = 'xmlns:p="https://pets.example/schema"'


def pet(package: ModuleType, **more: Any) -> Any:
    return package.models.Pet(id=1, name="Rex & <Co>", photo_urls=["a", "b"], notes=["x", "y"], **more)


def text_of(request: Any) -> str:
    head, _, text = request.payload.content.decode().partition("\n")
    assert head == '<?xml version="1.0" encoding="utf-8"?>'
    return str(text)


def client(package: ModuleType, answer: Callable[[httpx2.Request], httpx2.Response]) -> Any:
    return package.Client(transport=httpx2.MockTransport(answer))


def answering(body: bytes, media_type: str = "application/xml", status: int = 200) -> Any:
    return lambda request: httpx2.Response(status, content=body, headers={"content-type": media_type})


def test_json_is_sent_unless_xml_is_asked_for(package: ModuleType) -> None:
    add_pet = package.operations.pets.add_pet
    assert add_pet(body=pet(package)).payload.media_type == "application/json"
    chosen = add_pet(body=pet(package), content_type="application/xml")
    assert chosen.payload.media_type == "application/xml"
    with pytest.raises(package.InvalidBody, match="body is documented as application/json, application/xml, not"):
        add_pet(body=pet(package), content_type="text/xml")


def test_json_is_preferred_but_xml_is_read(package: ModuleType) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        content = (
            b'<pets><p:pet xmlns:p="https://pets.example/schema" id="3"><name>Rex</name><photoUrls/></p:pet></pets>'
        )
        return httpx2.Response(200, content=content, headers={"content-type": "application/xml"})

    with client(package, answer) as caller:
        response = caller.send(package.operations.pets.list_pets())
        caller.with_options(headers={"Accept": "application/xml"}).pets.list_pets()
    assert [request.headers["accept"] for request in seen] == [
        "application/json, application/xml;q=0.9, */*;q=0.1",
        "application/xml",
    ]
    assert response.body == [package.models.Pet(id=3, name="Rex", photo_urls=[], notes=[])]
    assert response.drift == ()


def test_written_and_read(package: ModuleType) -> None:
    models = package.models
    owner = models.Person(first_name="Ada", pets=[pet(package)])
    whole = pet(package, born=date(2020, 1, 2), weight=None, owner=owner, labels={"a": "1"}, lang="de")
    request = package.operations.pets.add_pet(body=whole, content_type="application/xml")
    inner = (
        "<name>Rex &amp; &lt;Co&gt;</name><photoUrls><photoUrl>a</photoUrl><photoUrl>b</photoUrl></photoUrls>"
        "<note>x</note><note>y</note>"
    )
    assert text_of(request) == (
        f'<p:pet {NAMESPACE} id="1">{inner}<birthday>2020-01-02</birthday>'
        '<weight xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
        f'<owner><first-name>Ada</first-name><pets><p:pet id="1">{inner}</p:pet></pets></owner>'
        "<labels><a>1</a></labels><lang>de</lang></p:pet>"
    )
    with client(package, answering(request.payload.content, status=201)) as caller:
        response = caller.send(request)
    assert (response.body, response.drift) == (whole, ())


def test_a_root_of_items(package: ModuleType) -> None:
    request = package.operations.pets.import_pets(body=[package.models.Pet(id=1, name="", photo_urls=[], notes=[])])
    assert request.payload.media_type == "text/xml"
    assert text_of(request) == f'<root><p:pet {NAMESPACE} id="1"><name/><photoUrls/></p:pet></root>'


def test_what_is_not_documented_is_kept_and_reported(package: ModuleType) -> None:
    body = (
        b'<pet id="x1" color="red"><name> Rex </name><photoUrls><photo>a</photo></photoUrls>'
        b"<toy><kind>ball</kind></toy><toy/><weight>\n 1.5 </weight></pet>"
    )
    with client(package, answering(body, status=201)) as caller:
        response = caller.send(package.operations.pets.add_pet(body=pet(package)))
    found = response.body
    assert (found.id, found.name, found.photo_urls, found.weight) == ("x1", " Rex ", ["a"], 1.5)
    assert found.extra_fields == {"@color": "red", "toy": [{"kind": "ball"}, ""]}
    assert {(drift.pointer, drift.expected) for drift in response.drift} == {
        ("", "the XML namespace 'https://pets.example/schema'"),
        ("/photoUrls/0", "an element 'photoUrl'"),
        ("/id", "an integer"),
        ("/@color", "no field of this name"),
        ("/toy", "no field of this name"),
    }


def test_a_problem_in_xml_is_an_error_with_a_body(package: ModuleType) -> None:
    body = b"<Problem><title>no</title></Problem>"
    caller = client(package, answering(body, "application/problem+xml", 400))
    with caller, pytest.raises(package.BadRequest) as caught:
        caller.pets.add_pet(body=pet(package))
    assert caught.value.body == package.models.Problem(title="no")


def test_xml_of_which_nothing_is_known_is_text(package: ModuleType) -> None:
    put_raw = package.operations.raw.put_raw
    assert put_raw(body="<a/>").payload.content == b"<a/>"
    assert put_raw(body=b"x").payload.media_type == "application/octet-stream"
    assert put_raw(body=b"x", content_type="image/png").payload.media_type == "image/png"
    with pytest.raises(package.InvalidBody, match="not as 'video/mp4'"):
        put_raw(body=b"x", content_type="video/mp4")
    with client(package, answering(b"<b/>")) as caller:
        assert caller.raw.put_raw(body="<a/>") == "<b/>"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<pets>", "not XML: no element found"),
        (b'<!DOCTYPE pets [<!ENTITY a "b">]><pets>&a;</pets>', "document type declaration"),
    ],
)
def test_what_is_no_xml(package: ModuleType, body: bytes, message: str) -> None:
    with client(package, answering(body)) as caller, pytest.raises(package.DecodeError, match=message):
        caller.pets.list_pets()


def test_only_what_xml_uses_says_what_it_is_there(package: ModuleType) -> None:
    assert package.models.OnlyJson.__xml__ == {}
    assert set(package.models.Pet.__xml__) == {"id", "photoUrls", "notes", "born"}
