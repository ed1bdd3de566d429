"""Names: readable, free of collisions, and exactly what goes over the wire."""

from __future__ import annotations

import json
from types import ModuleType

import httpx2


def test_every_property_has_an_attribute_and_keeps_its_name(package: ModuleType) -> None:
    model = package.models.Keywords
    names = dict(zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True))
    data = {wire: None for wire in names.values() if wire != names["extra_fields"]}
    assert {"class", "None", "", "+1", "\U0001f680", "with-dash", "with_dash", "ﬁ"} <= set(data)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name.isidentifier() and name.isascii() for name in names)
    codec = package._runtime.codec_for(model)
    value, _ = codec.decode(json.dumps({"class": "a", "+1": 1, "-1": 2, "": "b"}).encode())
    assert (value.class_, value.plus_1, value.minus_1) == ("a", 1, 2)
    assert json.loads(codec.encode(value)) == {"class": "a", "+1": 1, "-1": 2, "": "b"}


def test_models_may_be_called_like_ours(package: ModuleType) -> None:
    for name in ("Client", "Response", "VLAN", "VlanModel", "ModelModel", "ExceptionModel", "Class", "N2Nd"):
        assert name in dir(package.models)
        assert getattr(package.models, name) is not None
    assert package.models.VlanModel is not package.models.VLAN
    assert package.models.Client is not package.Client


def test_arguments_with_one_name_in_two_places(package: ModuleType) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=[])

    with package.Client(base_url="https://example.com", transport=httpx2.MockTransport(answer)) as client:
        client.import_.list(
            "p", id_query="q", self_query="s", from_query="f", filter_name="n", x_request_id="x", body="b"
        )
    assert seen[0].url.raw_path == b"/class/p?id=q&self=s&from=f&filter%5Bname%5D=n&body=b"
    assert seen[0].headers["x-request-id"] == "x"


def test_paths_outside_ascii_are_percent_encoded(package: ModuleType) -> None:
    assert package.operations.grosse.get_grosse_u1f680().path == "/gr%C3%B6%C3%9Fe/%F0%9F%9A%80"
