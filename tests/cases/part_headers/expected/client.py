"""The clients of Headers of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.a import A


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def a(self) -> A[Self]:
        """Operations of `a`."""
        from .operations.a import A

        return self._group(A)


class Client(_Groups, SyncClient):
    """A client of Headers of parts, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Headers of parts, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
