"""`produces: ["*/*"]` is what the schema says; `type: file` is bytes, whatever `produces` says."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import httpx2
import pytest


def called(package: ModuleType, request: Any, content: bytes, media_type: str) -> Any:
    answer = httpx2.Response(200, content=content, headers={"content-type": media_type})
    with package.Client(transport=httpx2.MockTransport(lambda request: answer)) as client:
        return client.call(request)


def test_any_media_type_is_its_schema(package: ModuleType) -> None:
    request = package.operations.reports.list_reports()
    assert called(package, request, b'[{"id": 1}]', "application/json") == [package.models.Report(id=1)]
    payload = package.operations.reports.add_report(body=package.models.Report(id=1)).payload
    assert (payload.media_type, payload.content) == ("application/json", b'{"id":1}')


@pytest.mark.parametrize("name", ["any_file", "json_file", "text_file"])
@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "application/pdf", "application/xml"])
def test_files_are_bytes(package: ModuleType, name: str, media_type: str) -> None:
    assert called(package, getattr(package.operations.reports, name)(), b"[1", media_type) == b"[1"


def test_a_body_that_is_not_documented_is_kept(package: ModuleType) -> None:
    request = package.operations.reports.add_report(body=package.models.Report(id=1))
    assert called(package, request, b'{"id": 2}', "application/json") == {"id": 2}
