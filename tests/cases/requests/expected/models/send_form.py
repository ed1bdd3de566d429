from __future__ import annotations

import datetime as dt

from .._runtime import Model, field

__all__ = ("SendFormBody",)


class SendFormBody(Model):
    body: str = field(name="Body")
    media_url: list[str] | None = field(default=None, name="MediaUrl")
    when: dt.datetime | None = field(default=None, name="When")
    silent: bool | None = field(default=None, name="Silent")
