from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("PutWallet4XXError",)


class PutWallet4XXError(Model):
    message: str | None = None
    code: models.Code | None = None
