from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("User", "UserOwner")


class User(Model):
    name: str
    owner: UserOwner | None = None
    repositories: list[models.Repository] | None = None


class UserOwner(Model):
    name: str | None = None
