"""Request functions of `reports`."""

from __future__ import annotations

from typing import Any

from .. import models
from .._api import API
from .._runtime import Bytes, ClientT, Group, Json, Request, method

_LIST_REPORTS = API.get(
    ("/reports",),
    responses={200: Json(lambda: list[models.Report], media_type="*/*")},
)


def list_reports() -> Request[list[models.Report]]:
    """`GET /reports`"""
    return _LIST_REPORTS.request()


_ADD_REPORT = API.post(
    ("/reports",),
    body=Json(lambda: models.Report, media_type="*/*"),
    responses={(200, 204): None},
)


def add_report(*, body: models.Report, content_type: str | None = None) -> Request[Any]:
    """`POST /reports`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Nothing new
    """
    return _ADD_REPORT.request(body=body, content_type=content_type)


_ANY_FILE = API.get(
    ("/reports/any/file",),
    responses={200: Bytes("*/*")},
)


def any_file() -> Request[bytes]:
    """`GET /reports/any/file`"""
    return _ANY_FILE.request()


_JSON_FILE = API.get(
    ("/reports/json/file",),
    responses={200: Bytes("application/json")},
)


def json_file() -> Request[bytes]:
    """`GET /reports/json/file`"""
    return _JSON_FILE.request()


_TEXT_FILE = API.get(
    ("/reports/text/file",),
    responses={200: (Bytes("text/plain"), Bytes("application/xml"))},
)


def text_file() -> Request[bytes]:
    """`GET /reports/text/file`"""
    return _TEXT_FILE.request()


class Reports(Group[ClientT]):
    """Operations of `reports`."""

    list_reports = method(list_reports)
    add_report = method(add_report)
    any_file = method(any_file)
    json_file = method(json_file)
    text_file = method(text_file)
