from __future__ import annotations

from .._runtime import Model

__all__ = ("ExportReadyBody",)


class ExportReadyBody(Model):
    file: str | None = None
