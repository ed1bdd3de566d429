"""Required, optional, nullable: what is missing, what is null, and what may be sent."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx2
import pytest

THING: dict[str, Any] = {"name": "n", "nickname": None, "kind": "thing", "parts": [{"id": 1, "color": "red"}]}


def fetch(package: ModuleType, data: Any, **options: Any) -> Any:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=data))
    with package.Client(base_url="https://example.com", transport=transport, **options) as client:
        return client.send(package.operations.things.get_thing(1))


def test_what_is_absent_and_what_is_null(package: ModuleType) -> None:
    thing = fetch(package, THING).body
    assert thing.nickname is None
    assert thing.size is None
    assert thing.color is package.UNSET
    assert thing.state is package.UNSET
    assert thing.parts[0].extra_fields == {"color": "red"}


def test_formats_have_types(package: ModuleType) -> None:
    more = {"made": "2026-11-22", "key": "12345678-1234-5678-1234-567812345678", "price": "10.50", "size": 2}
    response = fetch(package, THING | more)
    assert response.drift == ()
    assert response.body.made == dt.date(2026, 11, 22)
    assert response.body.key == UUID(more["key"])
    assert response.body.price == Decimal("10.50")
    assert response.body.size == 2.0


@pytest.mark.parametrize("missing", ["name", "nickname", "kind", "parts"])
def test_a_missing_field_is_drift_and_still_a_model(package: ModuleType, missing: str) -> None:
    data = {name: value for name, value in THING.items() if name != missing}
    response = fetch(package, data)
    assert getattr(response.body, missing) is package.UNSET
    assert [drift.pointer for drift in response.drift] == [f"/{missing}"]
    with pytest.raises(package.DriftError, match=missing):
        fetch(package, data, validate_responses="raise")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"size": None}, "/size"),
        ({"size": -1}, "/size"),
        ({"kind": "other"}, "/kind"),
        ({"state": "broken"}, "/state"),
        ({"parts": [{"id": 1}, {"id": 1.0}]}, "/parts/1"),
        ({"parts": [{"id": "1"}]}, "/parts/0/id"),
        ({"count": 10}, "/count"),
        ({"count": 3}, "/count"),
        ({"labels": {"a": 1}}, "/labels/a"),
        ({"other": 1}, "/other"),
    ],
)
def test_every_constraint_is_checked_in_responses(package: ModuleType, changes: dict[str, Any], pointer: str) -> None:
    response = fetch(package, THING | changes)
    assert [drift.pointer for drift in response.drift] == [pointer]
    codec = package._runtime.codec_for(package.models.Thing)
    assert json.loads(codec.encode(response.body)) == THING | changes


def test_a_body_that_breaks_the_document_is_not_sent(package: ModuleType) -> None:
    models, put = package.models, package.operations.things.put_thing
    good = models.ThingRequest(name="n", nickname=None, kind="thing", parts=[models.PartRequest()])
    assert json.loads(put(1, body=good).payload.content) == {
        "name": "n",
        "nickname": None,
        "kind": "thing",
        "parts": [{}],
    }
    for changes in ({"name": ""}, {"kind": "x"}, {"state": "x"}, {"parts": [models.PartRequest()] * 4}, {"size": "1"}):
        values = {"name": "n", "nickname": None, "kind": "thing", "parts": []} | changes
        with pytest.raises(package.InvalidBody, match=next(iter(changes))):
            put(1, body=models.ThingRequest(**values))


def test_secrets_are_not_shown(package: ModuleType) -> None:
    assert "hunter2" not in repr(package.models.PartRequest(secret="hunter2"))
