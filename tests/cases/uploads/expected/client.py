"""The clients of Uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.lines import Lines
    from .operations.notes import Notes
    from .operations.photos import Photos


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def photos(self) -> Photos[Self]:
        """Operations of `photos`."""
        from .operations.photos import Photos

        return self._group(Photos)

    @property
    def notes(self) -> Notes[Self]:
        """Operations of `notes`."""
        from .operations.notes import Notes

        return self._group(Notes)

    @property
    def lines(self) -> Lines[Self]:
        """Operations of `lines`."""
        from .operations.lines import Lines

        return self._group(Lines)


class Client(_Groups, SyncClient):
    """A client of Uploads, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Uploads, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
