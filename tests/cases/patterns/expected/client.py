"""The clients of Patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.texts import Texts


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def texts(self) -> Texts[Self]:
        """Operations of `texts`."""
        from .operations.texts import Texts

        return self._group(Texts)


class Client(_Groups, SyncClient):
    """A client of Patterns, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Patterns, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
