from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model, field

if TYPE_CHECKING:
    from .response import Response

__all__ = ("Client",)


class Client(Model):
    response: Response | None = field(default=None, name="Response")
