from __future__ import annotations

import datetime as dt

from .. import models
from .._runtime import Model

__all__ = ("Card",)


class Card(Model, extra=int):
    number: models.Number
    expiry: dt.date | None = None
