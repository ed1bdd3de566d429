from __future__ import annotations

from typing import TypeAlias, Union

from .. import models

__all__ = ("Maybe",)

Maybe: TypeAlias = Union["models.Cat", None]
