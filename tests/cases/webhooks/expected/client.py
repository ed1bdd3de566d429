"""The clients of Shop events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.streams import Streams


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def streams(self) -> Streams[Self]:
        """Operations of `streams`."""
        from .operations.streams import Streams

        return self._group(Streams)


class Client(_Groups, SyncClient):
    """A client of Shop events, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Shop events, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
