"""The clients of Second names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API, KEY
from ._runtime import AsyncClientOptions, AsyncToken, BaseAsyncClient, BaseClient, ClientOptions, SyncClient, Token

if TYPE_CHECKING:
    from .operations.annotations import Annotations
    from .operations.replies import Replies


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def replies(self) -> Replies[Self]:
        """Part of `annotations`."""
        from .operations.replies import Replies

        return self._group(Replies)

    @property
    def annotations(self) -> Annotations[Self]:
        """Notes."""
        from .operations.annotations import Annotations

        return self._group(Annotations)


class Client(_Groups, SyncClient):
    """A client of Second names, for ordinary code.

    Args:
        key: The API key for the query parameter `OAuthFlow(`. Default: the environment variable
            `SECOND_NAMES__KEY`.
        options: See `ClientOptions`.
    """

    def __init__(self, *, key: Token | None = None, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {KEY: key}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Second names, for `async` code.

    Args:
        key: The API key for the query parameter `OAuthFlow(`. Default: the environment variable
            `SECOND_NAMES__KEY`.
        options: See `ClientOptions`.
    """

    def __init__(self, *, key: AsyncToken | None = None, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {KEY: key}, **options)
