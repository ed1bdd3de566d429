"""What the parsers make of what an API sends: values, drift, errors."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ORDER = b'{"kind": "order", "id": "o1", "total": 5}'


@pytest.fixture
def webhooks(package: ModuleType) -> ModuleType:
    return importlib.import_module(f"{package.__name__}.webhooks")


@pytest.fixture
def callbacks(package: ModuleType) -> ModuleType:
    return importlib.import_module(f"{package.__name__}.callbacks")


def test_a_payload_is_its_model(package: ModuleType, webhooks: ModuleType) -> None:
    incoming = webhooks.parse_order_created(ORDER, "application/json; charset=utf-8", strict=True)
    assert incoming.body == package.models.Order(kind="order", id="o1", total=5)
    assert incoming.drift == ()
    assert webhooks.parse_order_created(ORDER) == incoming
    assert webhooks.parse_order_created(b"\xef\xbb\xbf" + ORDER) == incoming


def test_drift_is_kept_and_reported(package: ModuleType, webhooks: ModuleType) -> None:
    sent = b'{"kind": "order", "id": "1", "new": true}'
    incoming = webhooks.parse_order_created(sent, "application/vnd.shop+json")
    assert incoming.body.id == "1"
    assert incoming.body.extra_fields == {"new": True}
    assert sorted(drift.pointer for drift in incoming.drift) == ["/id", "/new"]
    with pytest.raises(
        package.PayloadError, match=r"^the webhook order\.created: it differs .* \(and 1 more\)$"
    ) as caught:
        webhooks.parse_order_created(sent, strict=True)
    assert caught.value.drift == incoming.drift


def test_json_under_another_name_is_json(webhooks: ModuleType) -> None:
    incoming = webhooks.parse_order_created(ORDER, "text/plain")
    assert incoming.body.id == "o1"
    assert [str(drift) for drift in incoming.drift] == ["expected application/json, found media type 'text/plain'"]


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", None, "the body is not valid application/json"),
        (b"{", "application/json", "the body is not valid application/json"),
        (b"<html>", "text/html", "'text/html' instead of application/json"),
        (b"id=1", "no media type at all", "'no media type at all' instead of application/json"),
    ],
)
def test_what_is_no_payload_is_refused(
    package: ModuleType, webhooks: ModuleType, body: bytes, content_type: str | None, reason: str
) -> None:
    with pytest.raises(package.PayloadError, match=f"^the webhook order.created: {reason}"):
        webhooks.parse_order_created(body, content_type)


def test_each_media_type_is_read_as_itself(package: ModuleType, webhooks: ModuleType) -> None:
    def parse(*arguments: Any) -> Any:
        with pytest.warns(DeprecationWarning, match="parse_order_changed_put is deprecated") as warned:
            incoming = webhooks.parse_order_changed_put(*arguments)
        assert {warning.filename for warning in warned} == {__file__}
        return incoming

    form = parse(b"id=5&count=5&tags=a&tags=b", "application/x-www-form-urlencoded")
    text = parse("é".encode("latin-1"), "text/plain; charset=iso-8859-1")
    guessed = parse(ORDER)
    assert form.body == package.models.Change(id="5", count=5, tags=["a", "b"])
    assert text.body == "é"
    assert guessed.body.id == "o1"
    with pytest.warns(DeprecationWarning, match="is deprecated"), pytest.raises(package.PayloadError) as caught:
        webhooks.parse_order_changed_put(b"id=5")
    assert "no media type instead of application/json or application/x-www-form-urlencoded" in str(caught.value)


def test_payloads_without_a_body_and_in_parts(webhooks: ModuleType) -> None:
    assert webhooks.parse_order_changed_delete(b"").body is None
    assert [drift.found for drift in webhooks.parse_order_changed_delete(b"x").drift] == ["1 bytes"]
    assert webhooks.parse_export_ready(b"--b--", "multipart/form-data; boundary=b").body == b"--b--"


def test_variants_are_told_apart(package: ModuleType, webhooks: ModuleType) -> None:
    assert isinstance(webhooks.parse_event(ORDER).body, package.models.Order)
    assert isinstance(webhooks.parse_event(b'{"kind": "refund"}').body, package.models.Refund)


def test_parsers_by_the_name_of_the_webhook(package: ModuleType, webhooks: ModuleType) -> None:
    assert list(webhooks.PARSERS) == [
        "order.created",
        "order.changed PUT",
        "order.changed DELETE",
        "event",
        "export ready",
        "any",
    ]
    assert webhooks.PARSERS["order.created"] is webhooks.parse_order_created
    assert webhooks.parse_any("order.created", ORDER, strict=True).body.id == "o1"
    with pytest.raises(package.PayloadError, match=r"^order\.crated: the document has no such webhook: is it 'order"):
        webhooks.parse_any("order.crated", ORDER)


def test_callbacks(callbacks: ModuleType) -> None:
    incoming = callbacks.parse_create_stream_on_data_request_body_url_data(
        b'{"value": 1, "at": "2026-01-01T00:00:00Z"}'
    )
    assert (incoming.body.value, incoming.body.at.year) == (1.0, 2026)
    assert callbacks.parse_create_stream_on_error(b"no disk", "text/plain").body == "no disk"
    assert not hasattr(callbacks, "PARSERS")


def test_parsers_are_imported_when_they_are_used(package: ModuleType, packages_folder: Path) -> None:
    program = (
        f"import sys, {package.__name__} as package\n"
        "unused = [name for name in sys.modules if 'webhooks.' in name and name.endswith(('payloads', 'links'))]\n"
        "package.webhooks.parse_any\n"
        "print(unused, [name for name in sys.modules if '.models.' in name])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=packages_folder, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[] []\n"


SAMPLE = """
from typing import assert_type
from webhooks import models
from webhooks.webhooks import parse_order_changed_put

def total(order: models.Order) -> int:
    assert_type(order.total, int | None)
    return order.total + 1 if order.total is not None else 0

order = models.Order(kind="order", id="o1", total=1)
"""


def test_what_is_deprecated_is_seen_by_type_checkers(packages_folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "use.py"
    source.write_text(SAMPLE, encoding="utf-8")
    mypy = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        "--config-file=",
        "--enable-error-code=deprecated",
    ]
    run = subprocess.run([*mypy, str(source)], cwd=packages_folder, capture_output=True, text=True, check=False)
    assert "parse_order_changed_put is deprecated" in run.stdout
    assert "the field is deprecated" in run.stdout
