from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import Deprecated, Model, deprecated_field

__all__ = ("Order",)


class Order(Model, write_only=("secret",)):
    kind: Literal["order"] = "order"
    id: models.Id
    total: Deprecated[int | None] = deprecated_field(default=None)
    """In cents. Deprecated."""
    secret: str | None = None
    """Write-only."""
