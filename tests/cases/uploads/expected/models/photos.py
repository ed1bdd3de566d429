from __future__ import annotations

import datetime as dt

from .._runtime import Model

__all__ = ("Photos", "PhotosDetails")


class Photos(Model):
    cover: bytes
    more: list[bytes] | None = None
    details: PhotosDetails | None = None
    tags: list[str] | None = None


class PhotosDetails(Model):
    taken: dt.date | None = None
