from __future__ import annotations

import datetime as dt

from .._runtime import Model, field

__all__ = ("SearchDeep", "SendFormBody", "Upload202Response", "UploadBody")


class SearchDeep(Model):
    a: int | None = None
    b: bool | None = None


class SendFormBody(Model):
    body: str = field(name="Body")
    media_url: list[str] | None = field(default=None, name="MediaUrl")
    when: dt.datetime | None = field(default=None, name="When")
    silent: bool | None = field(default=None, name="Silent")


class UploadBody(Model):
    name: str | None = None


class Upload202Response(Model):
    part: str | None = None
