"""The clients of Shadows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API, HTTP_CLIENT, SUPER
from ._runtime import AsyncClientOptions, AsyncToken, BaseAsyncClient, BaseClient, ClientOptions, SyncClient, Token

if TYPE_CHECKING:
    from .operations.car import Car
    from .operations.shadows import Shadows
    from .operations.u1f9e9_branding import U1f9e9Branding


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def shadows(self) -> Shadows[Self]:
        """Operations of `shadows`."""
        from .operations.shadows import Shadows

        return self._group(Shadows)

    @property
    def car(self) -> Car[Self]:
        """Operations of `car`."""
        from .operations.car import Car

        return self._group(Car)

    @property
    def u1f9e9_branding(self) -> U1f9e9Branding[Self]:
        """Operations of `u1f9e9_branding`."""
        from .operations.u1f9e9_branding import U1f9e9Branding

        return self._group(U1f9e9Branding)


class Client(_Groups, SyncClient):
    """A client of Shadows, for ordinary code.

    Args:
        http_client_: The API key for the header `X-Client`. Default: the environment variable
            `SHADOWS__HTTP_CLIENT`.
        super_: The API key for the header `X-Super`. Default: the environment variable `SHADOWS__SUPER`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        http_client_: Token | None = None,
        super_: Token | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, {HTTP_CLIENT: http_client_, SUPER: super_}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Shadows, for `async` code.

    Args:
        http_client_: The API key for the header `X-Client`. Default: the environment variable
            `SHADOWS__HTTP_CLIENT`.
        super_: The API key for the header `X-Super`. Default: the environment variable `SHADOWS__SUPER`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        http_client_: AsyncToken | None = None,
        super_: AsyncToken | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {HTTP_CLIENT: http_client_, SUPER: super_}, **options)
