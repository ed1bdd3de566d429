from __future__ import annotations

from .._runtime import Model

__all__ = ("Upload202Response", "UploadBody")


class UploadBody(Model):
    name: str | None = None


class Upload202Response(Model):
    part: str | None = None
