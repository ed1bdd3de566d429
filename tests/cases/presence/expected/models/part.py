from __future__ import annotations

from typing import Annotated, Any

from .._runtime import Model, Sensitive

__all__ = ("Part", "PartRequest")


class Part(Model, extra=Any, write_only=("secret",)):
    id: int
    """Read-only."""
    secret: Annotated[str, Sensitive()] | None = None
    """Write-only."""
    parent: Part | None = None


class PartRequest(Model, extra=Any, write_only=("secret",)):
    id: int | None = None
    """Read-only."""
    secret: Annotated[str, Sensitive()] | None = None
    """Write-only."""
    parent: PartRequest | None = None
