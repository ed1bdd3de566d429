"""The clients of Privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API, LOGIN, TOKEN
from ._runtime import (
    AsyncClientOptions,
    AsyncLogin,
    AsyncToken,
    BaseAsyncClient,
    BaseClient,
    ClientOptions,
    Login,
    SyncClient,
    Token,
)

if TYPE_CHECKING:
    from .operations.forms import Forms
    from .operations.wallet import Wallet


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def wallet(self) -> Wallet[Self]:
        """Operations of `wallet`."""
        from .operations.wallet import Wallet

        return self._group(Wallet)

    @property
    def forms(self) -> Forms[Self]:
        """Operations of `forms`."""
        from .operations.forms import Forms

        return self._group(Forms)


class Client(_Groups, SyncClient):
    """A client of Privacy, for ordinary code.

    Args:
        token: The bearer token. Default: the environment variable `PRIVACY__TOKEN`.
        login: User name and password, as `BasicAuth`. Default: the environment variables `PRIVACY__LOGIN_USERNAME`
            and `PRIVACY__LOGIN_PASSWORD`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: Token | None = None,
        login: Login | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, {TOKEN: token, LOGIN: login}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Privacy, for `async` code.

    Args:
        token: The bearer token. Default: the environment variable `PRIVACY__TOKEN`.
        login: User name and password, as `BasicAuth`. Default: the environment variables `PRIVACY__LOGIN_USERNAME`
            and `PRIVACY__LOGIN_PASSWORD`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        token: AsyncToken | None = None,
        login: AsyncLogin | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {TOKEN: token, LOGIN: login}, **options)
