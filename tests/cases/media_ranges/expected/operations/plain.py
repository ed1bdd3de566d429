"""Request functions of `plain`."""

from __future__ import annotations

from typing import Any

from .. import models
from .._api import API
from .._runtime import Binary, Bytes, ClientT, Group, Json, Request, method

_GET_BLOB = API.get(
    ("/blob",),
    responses={200: Bytes("*/*")},
)


def get_blob() -> Request[bytes]:
    """`GET /blob`"""
    return _GET_BLOB.request()


_PUT_BLOB = API.put(
    ("/blob",),
    body=Bytes("*/*"),
    responses={204: None},
)


def put_blob(*, body: Binary, content_type: str | None = None) -> Request[None]:
    """`PUT /blob`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Done
    """
    return _PUT_BLOB.request(body=body, content_type=content_type)


_GET_TEXT = API.get(
    ("/blob/text",),
    responses={200: Bytes("*/*")},
)


def get_text() -> Request[bytes]:
    """`GET /blob/text`"""
    return _GET_TEXT.request()


_GET_PICTURE = API.get(
    ("/blob/picture",),
    responses={200: Bytes("image/*")},
)


def get_picture() -> Request[bytes]:
    """`GET /blob/picture`"""
    return _GET_PICTURE.request()


_GET_JSON_FILE = API.get(
    ("/blob/json",),
    responses={200: Bytes("application/json")},
)


def get_json_file() -> Request[bytes]:
    """`GET /blob/json`"""
    return _GET_JSON_FILE.request()


_GET_CSV_FILE = API.get(
    ("/blob/csv",),
    responses={200: Bytes("text/csv")},
)


def get_csv_file() -> Request[bytes]:
    """`GET /blob/csv`"""
    return _GET_CSV_FILE.request()


_GET_XML_FILE = API.get(
    ("/blob/xml",),
    responses={200: Bytes("application/xml")},
)


def get_xml_file() -> Request[bytes]:
    """`GET /blob/xml`"""
    return _GET_XML_FILE.request()


_GET_NAMELESS = API.get(
    ("/blob/nameless",),
    responses={200: Bytes("*/*")},
)


def get_nameless() -> Request[bytes]:
    """`GET /blob/nameless`"""
    return _GET_NAMELESS.request()


_SILENT_GET = API.get(
    ("/silent",),
    responses={200: None},
)


def silent_get() -> Request[Any]:
    """`GET /silent`"""
    return _SILENT_GET.request()


_SILENT_PUT = API.put(
    ("/silent",),
    responses={404: None},
)


def silent_put() -> Request[Any]:
    """`PUT /silent`

    Raises:
        NotFound: Not there
    """
    return _SILENT_PUT.request()


_SILENT_POST = API.post(
    ("/silent",),
    responses={200: Json(lambda: models.Book), 202: None},
)


def silent_post() -> Request[models.Book | Any]:
    """`POST /silent`

    Returns:
        202: Later
    """
    return _SILENT_POST.request()


_SILENT_DELETE = API.delete(
    ("/silent",),
    responses={204: None},
)


def silent_delete() -> Request[None]:
    """`DELETE /silent`

    Returns:
        204: Gone
    """
    return _SILENT_DELETE.request()


_SILENT_HEAD = API.head(
    ("/silent",),
    responses={200: Json(lambda: models.Book)},
)


def silent_head() -> Request[None]:
    """`HEAD /silent`"""
    return _SILENT_HEAD.request()


_SILENT_PATCH = API.patch(
    ("/silent",),
    responses={(201, 204): None},
)


def silent_patch() -> Request[Any]:
    """`PATCH /silent`

    Returns:
        201: Made
        204: Gone
    """
    return _SILENT_PATCH.request()


_SILENT_TRACE = API.trace(
    ("/silent",),
    responses={302: None},
)


def silent_trace() -> Request[None]:
    """`TRACE /silent`

    Raises:
        Redirection (302): Elsewhere
    """
    return _SILENT_TRACE.request()


class Plain(Group[ClientT]):
    """Operations of `plain`."""

    get_blob = method(get_blob)
    put_blob = method(put_blob)
    get_text = method(get_text)
    get_picture = method(get_picture)
    get_json_file = method(get_json_file)
    get_csv_file = method(get_csv_file)
    get_xml_file = method(get_xml_file)
    get_nameless = method(get_nameless)
    silent_get = method(silent_get)
    silent_put = method(silent_put)
    silent_post = method(silent_post)
    silent_delete = method(silent_delete)
    silent_head = method(silent_head)
    silent_patch = method(silent_patch)
    silent_trace = method(silent_trace)
