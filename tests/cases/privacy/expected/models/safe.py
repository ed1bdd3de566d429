from __future__ import annotations

from typing import Annotated

from .._runtime import Model, Sensitive

__all__ = ("Safe",)


class Safe(Model, extra=Annotated[str, Sensitive()]):
    id: str | None = None
