"""The clients of Scalars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.measures import Measures


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def measures(self) -> Measures[Self]:
        """Operations of `measures`."""
        from .operations.measures import Measures

        return self._group(Measures)


class Client(_Groups, SyncClient):
    """A client of Scalars, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Scalars, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
