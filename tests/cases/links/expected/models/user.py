from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .repository import Repository

__all__ = ("User", "UserOwner")


class User(Model):
    name: str
    owner: UserOwner | None = None
    repositories: list[Repository] | None = None


class UserOwner(Model):
    name: str | None = None
