from __future__ import annotations

from .._runtime import Model

__all__ = ("CreateStreamBody",)


class CreateStreamBody(Model):
    url: str
