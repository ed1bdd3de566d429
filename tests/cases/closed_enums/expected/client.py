"""The clients of Closed enums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.settings import Settings


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def settings(self) -> Settings[Self]:
        """Operations of `settings`."""
        from .operations.settings import Settings

        return self._group(Settings)


class Client(_Groups, SyncClient):
    """A client of Closed enums, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Closed enums, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
