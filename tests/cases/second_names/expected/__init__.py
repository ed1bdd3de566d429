"""Client for Second names.

Components that are only references, types inside markers, and what belongs to whom.

- Terms of service: https://example.com/terms
- Contact: The team, team@example.com
- License: MIT, MIT
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import UNSET as UNSET, Token as Token, Unset as Unset, lazy_index
from .client import AsyncClient as AsyncClient
from .client import Client as Client
# from .errors import ( … as in links

# if TYPE_CHECKING: … as in links
