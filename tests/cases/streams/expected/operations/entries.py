"""Request functions of `entries`."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable

from .. import models
from .._api import API
from .._runtime import Binary, Bytes, ClientT, EventStream, Group, Json, JsonLines, JsonSequence, Request, method

_FOLLOW_ENTRIES = API.get(
    ("/entries",),
    responses={200: EventStream(lambda: models.EntryEvent, whole=True)},
)


def follow_entries() -> Request[list[models.EntryEvent]]:
    """`GET /entries`

    Returns:
        200: Events, each with an entry.
    """
    return _FOLLOW_ENTRIES.request()


_COMPLETE_ENTRY = API.post(
    ("/entries",),
    body=Json(lambda: models.CompleteEntryBody),
    responses={200: (Json(lambda: models.Entry), EventStream(lambda: models.Entry))},
)


def complete_entry(*, body: models.CompleteEntryBody) -> Request[models.Entry | list[models.Entry]]:
    """`POST /entries`

    Returns:
        200: The entry, or its parts as they come.
    """
    return _COMPLETE_ENTRY.request(body=body)


_READ_LOG = API.get(
    ("/log",),
    responses={
        200: (JsonLines(lambda: models.Entry, media_type="application/x-ndjson"), JsonSequence(lambda: models.Entry)),
    },
)


def read_log() -> Request[list[models.Entry]]:
    """`GET /log`

    Returns:
        200: The log.
    """
    return _READ_LOG.request()


_WRITE_LOG = API.put(
    ("/log",),
    body=JsonLines(lambda: models.Entry),
    responses={204: None},
)


def write_log(*, body: Iterable[models.Entry] | AsyncIterable[models.Entry]) -> Request[None]:
    """`PUT /log`

    Returns:
        204: Written.
    """
    return _WRITE_LOG.request(body=body)


_DOWNLOAD_BACKUP = API.get(
    ("/backup",),
    responses={200: Bytes("application/zip")},
)


def download_backup() -> Request[bytes]:
    """`GET /backup`

    Returns:
        200: The backup.
    """
    return _DOWNLOAD_BACKUP.request()


_UPLOAD_BACKUP = API.put(
    ("/backup",),
    body=Bytes("application/zip"),
    responses={204: None},
)


def upload_backup(*, body: Binary) -> Request[None]:
    """`PUT /backup`

    Returns:
        204: Stored.
    """
    return _UPLOAD_BACKUP.request(body=body)


class Entries(Group[ClientT]):
    """Operations of `entries`."""

    follow_entries = method(follow_entries)
    complete_entry = method(complete_entry)
    read_log = method(read_log)
    write_log = method(write_log)
    download_backup = method(download_backup)
    upload_backup = method(upload_backup)
