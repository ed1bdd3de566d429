from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Company",)


class Company(Model):
    name: str | None = None
    mail: models.Mail | None = None
