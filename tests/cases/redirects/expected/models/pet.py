from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from ..validators import Identifier

__all__ = ("Pet",)


class Pet(Model):
    id: Identifier | None = None
