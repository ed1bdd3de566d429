from __future__ import annotations

import datetime as dt

from .._runtime import UNSET, IsoDuration, Model, Unset

__all__ = ("Times",)


class Times(Model, extra=IsoDuration):
    span: IsoDuration | None = None
    spans: list[IsoDuration] | None = None
    spans_by_name: dict[str, IsoDuration] | None = None
    span_or_number: int | IsoDuration | None = None
    span_or_null: IsoDuration | None | Unset = UNSET
    when: dt.datetime | None = None
    whens: list[dt.datetime] | None = None
    when_or_null: dt.datetime | None | Unset = UNSET
    when_or_number: int | dt.datetime | None = None
    at: dt.time | None = None
