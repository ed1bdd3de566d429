"""The clients of Pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.pets import Pets
    from .operations.uncertain import UncertainGroup


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def pets(self) -> Pets[Self]:
        """Operations of `pets`."""
        from .operations.pets import Pets

        return self._group(Pets)

    @property
    def uncertain(self) -> UncertainGroup[Self]:
        """Operations of `uncertain`."""
        from .operations.uncertain import UncertainGroup

        return self._group(UncertainGroup)


class Client(_Groups, SyncClient):
    """A client of Pages, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Pages, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
