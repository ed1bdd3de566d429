from __future__ import annotations

import datetime as dt

from .._runtime import Model, field

__all__ = ("Keywords",)


class Keywords(Model):
    class_: str | None = field(default=None, name="class")
    none: str | None = field(default=None, name="None")
    str_: str | None = field(default=None, name="str")
    list_: list[str] | None = field(default=None, name="list")
    type: str | None = None
    id: str | None = None
    self: str | None = None
    init: str | None = field(default=None, name="__init__")
    extra_fields_: str | None = field(default=None, name="extra_fields")
    plus_1: int | None = field(default=None, name="+1")
    minus_1: int | None = field(default=None, name="-1")
    field_: str | None = field(default=None, name="")
    u1f680: str | None = field(default=None, name="\U0001f680")
    naive: str | None = field(default=None, name="na\xefve")
    id_: str | None = field(default=None, name="@id")
    ref_like: str | None = field(default=None, name="$ref_like")
    with_space: str | None = field(default=None, name="with space")
    with_dash: str | None = field(default=None, name="with-dash")
    with_dash_: str | None = field(default=None, name="with_dash")
    camel_case: str | None = field(default=None, name="camelCase")
    camel_case_: str | None = field(default=None, name="camel_case")
    http_server: str | None = field(default=None, name="HTTPServer")
    fi: str | None = field(default=None, name="\ufb01")
    n123: str | None = field(default=None, name="123")
    date: dt.date | None = None
    datetime: dt.datetime | None = None
