"""The clients of Answers that say themselves what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.plain import Plain
    from .operations.shelf import Shelf


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def shelf(self) -> Shelf[Self]:
        """Operations of `shelf`."""
        from .operations.shelf import Shelf

        return self._group(Shelf)

    @property
    def plain(self) -> Plain[Self]:
        """Operations of `plain`."""
        from .operations.plain import Plain

        return self._group(Plain)


class Client(_Groups, SyncClient):
    """A client of Answers that say themselves what they are, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Answers that say themselves what they are, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
