from __future__ import annotations

import datetime as dt

from .._runtime import Model

__all__ = ("CreateStreamOnDataRequestBodyUrlDataBody",)


class CreateStreamOnDataRequestBodyUrlDataBody(Model):
    value: float
    at: dt.datetime | None = None
