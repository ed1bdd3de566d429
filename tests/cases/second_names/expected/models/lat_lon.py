from __future__ import annotations

from .._runtime import Model

__all__ = ("LatLon",)


class LatLon(Model):
    lat: float
