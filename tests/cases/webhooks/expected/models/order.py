from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime import Deprecated, Model, deprecated_field

if TYPE_CHECKING:
    from ..validators import Id

__all__ = ("Order",)


class Order(Model):
    kind: Literal["order"]
    id: Id
    total: Deprecated[int | None] = deprecated_field(default=None)
    """In cents. Deprecated."""
    secret: str | None = None
    """Write-only."""
