"""Client for Accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import UNSET as UNSET, BasicAuth as BasicAuth, Token as Token, Unset as Unset, lazy_index
from .client import AsyncClient as AsyncClient
from .client import Client as Client
# from .errors import ( … as in links

if TYPE_CHECKING:
    from . import auth as auth
    from . import models as models
    from . import operations as operations
    from . import validators as validators
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .auth
        .models
        .operations
        .validators
        """,
    )
