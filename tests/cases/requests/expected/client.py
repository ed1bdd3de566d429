"""The clients of Requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API, COOKIE, KEY, TOKEN
from ._runtime import AsyncClientOptions, AsyncToken, BaseAsyncClient, BaseClient, ClientOptions, SyncClient, Token

if TYPE_CHECKING:
    from .operations.all import All


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def all(self) -> All[Self]:
        """Operations of `all`."""
        from .operations.all import All

        return self._group(All)


class Client(_Groups, SyncClient):
    """A client of Requests, for ordinary code.

    Args:
        token: The bearer token. Default: the environment variable `REQUESTS__TOKEN`.
        key: The API key for the header `X-Api-Key`. Default: the environment variable `REQUESTS__KEY`.
        cookie: The API key for the cookie `session`. Default: the environment variable `REQUESTS__COOKIE`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: Token | None = None,
        key: Token | None = None,
        cookie: Token | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, {TOKEN: token, KEY: key, COOKIE: cookie}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Requests, for `async` code.

    Args:
        token: The bearer token. Default: the environment variable `REQUESTS__TOKEN`.
        key: The API key for the header `X-Api-Key`. Default: the environment variable `REQUESTS__KEY`.
        cookie: The API key for the cookie `session`. Default: the environment variable `REQUESTS__COOKIE`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: AsyncToken | None = None,
        key: AsyncToken | None = None,
        cookie: AsyncToken | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {TOKEN: token, KEY: key, COOKIE: cookie}, **options)
