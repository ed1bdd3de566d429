from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("ListBothResponse", "ListNextResponse", "ListTwoResponse")


class ListTwoResponse(Model):
    cats: list[str] | None = None
    dogs: list[str] | None = None
    next_url: str | None = None


class ListNextResponse(Model):
    steps: list[str] | None = None
    next: str | None = None


class ListBothResponse(Model):
    entries: list[models.Pet] | None = None
    next_marker: str | None = None
