from __future__ import annotations

from typing import Annotated, TypeAlias

from .. import models
from .._runtime import OrOther

__all__ = ("Code",)

Code: TypeAlias = Annotated["models.Code2", OrOther()]
"""A code; some are numbers."""
