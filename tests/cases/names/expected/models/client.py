from __future__ import annotations

from .. import models
from .._runtime import Model, field

__all__ = ("Client",)


class Client(Model):
    response: models.Response | None = field(default=None, name="Response")
