from __future__ import annotations

from typing import TypeAlias

__all__ = ("Octets",)

Octets: TypeAlias = bytes
