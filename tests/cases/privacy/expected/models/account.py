from __future__ import annotations

from typing import Annotated, Any, Never

from .._runtime import Model, PrefixItems, Sensitive, field

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
    pins: list[Annotated[str, Sensitive()]] | None = None
    pin_of: dict[str, list[Annotated[str, Sensitive()]]] | None = field(default=None, name="pinOf")
    either_pin: int | list[Annotated[str, Sensitive()]] | None = field(default=None, name="eitherPin")
    pair: Annotated[list[dict[str, Any]], PrefixItems((dict[str, Any],), rest=Never)] | None = None
    secrets: list[Account] | None = None
