from __future__ import annotations

from typing import TypeAlias, Union

from .. import models

__all__ = ("Response",)

Response: TypeAlias = Union["models.Request", list["Response"]]
