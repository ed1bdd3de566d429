"""The clients of Streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.entries import Entries


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def entries(self) -> Entries[Self]:
        """Operations of `entries`."""
        from .operations.entries import Entries

        return self._group(Entries)


class Client(_Groups, SyncClient):
    """A client of Streams, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Streams, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
