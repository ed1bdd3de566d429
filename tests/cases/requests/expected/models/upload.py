from __future__ import annotations

from .._runtime import Model

__all__ = ("UploadBody",)


class UploadBody(Model):
    name: str | None = None
