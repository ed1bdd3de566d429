"""The clients of Long names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.packages import Packages


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def packages(self) -> Packages[Self]:
        """Operations of `packages`."""
        from .operations.packages import Packages

        return self._group(Packages)


class Client(_Groups, SyncClient):
    """A client of Long names, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Long names, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
