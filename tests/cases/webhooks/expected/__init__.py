"""Client for Shop events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import UNSET as UNSET, Unset as Unset, lazy_index
from .client import AsyncClient as AsyncClient
from .client import Client as Client
# from .errors import ( … as in links

if TYPE_CHECKING:
    from . import callbacks as callbacks
    from . import models as models
    from . import operations as operations
    from . import validators as validators
    from . import webhooks as webhooks
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .callbacks
        .models
        .operations
        .validators
        .webhooks
        """,
    )
