"""The clients of Sending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API, KEY, SESSION, TOKEN
from ._runtime import AsyncClientOptions, AsyncToken, BaseAsyncClient, BaseClient, ClientOptions, SyncClient, Token

if TYPE_CHECKING:
    from .operations.nulls import Nulls
    from .operations.places import Places
    from .operations.pots import Pots
    from .operations.texts import Texts


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def places(self) -> Places[Self]:
        """Operations of `places`."""
        from .operations.places import Places

        return self._group(Places)

    @property
    def pots(self) -> Pots[Self]:
        """Operations of `pots`."""
        from .operations.pots import Pots

        return self._group(Pots)

    @property
    def nulls(self) -> Nulls[Self]:
        """Operations of `nulls`."""
        from .operations.nulls import Nulls

        return self._group(Nulls)

    @property
    def texts(self) -> Texts[Self]:
        """Operations of `texts`."""
        from .operations.texts import Texts

        return self._group(Texts)


class Client(_Groups, SyncClient):
    """A client of Sending, for ordinary code.

    Args:
        key: The API key for the header `X-Key`. Default: the environment variable `SENDING__KEY`.
        session: The API key for the cookie `session`. Default: the environment variable `SENDING__SESSION`.
        token: The bearer token. Default: the environment variable `SENDING__TOKEN`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        key: Token | None = None,
        session: Token | None = None,
        token: Token | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, {KEY: key, SESSION: session, TOKEN: token}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Sending, for `async` code.

    Args:
        key: The API key for the header `X-Key`. Default: the environment variable `SENDING__KEY`.
        session: The API key for the cookie `session`. Default: the environment variable `SENDING__SESSION`.
        token: The bearer token. Default: the environment variable `SENDING__TOKEN`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        key: AsyncToken | None = None,
        session: AsyncToken | None = None,
        token: AsyncToken | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {KEY: key, SESSION: session, TOKEN: token}, **options)
