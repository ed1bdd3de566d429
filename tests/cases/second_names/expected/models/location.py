from __future__ import annotations

from typing import TypeAlias, Union

from .. import models

__all__ = ("Location",)

Location: TypeAlias = Union["models.LatLon", str]
