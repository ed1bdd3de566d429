from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("PageBooksResponse",)


class PageBooksResponse(Model):
    books: list[models.Book] | None = None
    next_cursor: str | None = None
