from __future__ import annotations

from typing import Annotated, Any

from .._runtime import Model, Sensitive, field

__all__ = ("Account",)


class Account(Model, write_only=("note",)):
    id: str | None = None
    password: str | None = None
    api_key: str | None = field(default=None, name="api-key")
    note: str | None = None
    """Write-only."""
    pin: Annotated[str, Sensitive()] | None = None
    token_count: int | None = None
    has_password: bool | None = field(default=None, name="hasPassword")
    settings: dict[str, Any] | None = None
    inner: Account | None = None
