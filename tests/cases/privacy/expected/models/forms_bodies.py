from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("SendFormBody", "SendPartsBody")


class SendFormBody(Model):
    code: models.Code | None = None
    codes: list[models.Code] | None = None


class SendPartsBody(Model):
    code: models.Code | None = None
    card: models.Card | None = None
