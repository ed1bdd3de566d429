from __future__ import annotations

from .._runtime import Model, field

__all__ = ("ImportClassBody",)


class ImportClassBody(Model):
    class_: str | None = field(default=None, name="class")
