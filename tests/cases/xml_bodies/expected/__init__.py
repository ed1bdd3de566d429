"""Client for Pets in XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import UNSET as UNSET, Unset as Unset, lazy_index
from .client import AsyncClient as AsyncClient
from .client import Client as Client
# from .errors import ( … as in links

# if TYPE_CHECKING: … as in links
