"""The clients of How pages end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.ends import Ends


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def ends(self) -> Ends[Self]:
        """Operations of `ends`."""
        from .operations.ends import Ends

        return self._group(Ends)


class Client(_Groups, SyncClient):
    """A client of How pages end, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of How pages end, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
