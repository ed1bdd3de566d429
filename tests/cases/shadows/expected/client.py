"""The clients of Shadows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.shadows import Shadows


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def shadows(self) -> Shadows[Self]:
        """Operations of `shadows`."""
        from .operations.shadows import Shadows

        return Shadows(self)


class Client(_Groups, SyncClient):
    """A client of Shadows, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Shadows, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
