"""The clients of Files of 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.files import Files


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def files(self) -> Files[Self]:
        """Operations of `files`."""
        from .operations.files import Files

        return self._group(Files)


class Client(_Groups, SyncClient):
    """A client of Files of 2.0, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Files of 2.0, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
