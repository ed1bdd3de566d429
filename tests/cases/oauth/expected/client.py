"""The clients of Accounts."""

from __future__ import annotations

from ssl import SSLContext
from typing import TYPE_CHECKING, Self, Unpack

from ._api import (
    API,
    BASIC,
    BEARER,
    CERTIFICATE,
    HOBA,
    OAUTH,
    OAUTH_DESCRIBED_ELSEWHERE,
    OAUTH_KEY,
    OPENID,
    QUERY_KEY,
    SESSION,
)
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
    from ._runtime import AsyncOAuthToken, OAuthToken
    from .operations.accounts import Accounts


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def accounts(self) -> Accounts[Self]:
        """Operations of `accounts`."""
        from .operations.accounts import Accounts

        return self._group(Accounts)


class Client(_Groups, SyncClient):
    """A client of Accounts, for ordinary code.

    Args:
        oauth: An access token, or a grant of `auth`. Default: the environment variable `OAUTH__OAUTH`.
        oauth_described_elsewhere: An access token, or a grant of `auth`. Default: the environment variable
            `OAUTH__OAUTH_DESCRIBED_ELSEWHERE`.
        openid: An access token, or a grant of `auth`. Default: the environment variable `OAUTH__OPENID`.
        bearer: The bearer token. Default: the environment variable `OAUTH__BEARER`.
        basic: User name and password, as `BasicAuth`. Default: the environment variables `OAUTH__BASIC_USERNAME`
            and `OAUTH__BASIC_PASSWORD`.
        hoba: What follows `hoba` in `Authorization`. Default: the environment variable `OAUTH__HOBA`.
        oauth_key: The API key for the header `X-Api-Key`. Default: the environment variable `OAUTH__OAUTH_KEY`.
        query_key: The API key for the query parameter `api key|[]`. Default: the environment variable
            `OAUTH__QUERY_KEY`.
        session: The API key for the cookie `sid`. Default: the environment variable `OAUTH__SESSION`.
        certificate: The context of all connections, with the client's certificate.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        oauth: OAuthToken | None = None,
        oauth_described_elsewhere: OAuthToken | None = None,
        openid: OAuthToken | None = None,
        bearer: Token | None = None,
        basic: Login | None = None,
        hoba: Token | None = None,
        oauth_key: Token | None = None,
        query_key: Token | None = None,
        session: Token | None = None,
        certificate: SSLContext | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(
            API,
            {
                OAUTH: oauth,
                OAUTH_DESCRIBED_ELSEWHERE: oauth_described_elsewhere,
                OPENID: openid,
                BEARER: bearer,
                BASIC: basic,
                HOBA: hoba,
                OAUTH_KEY: oauth_key,
                QUERY_KEY: query_key,
                SESSION: session,
                CERTIFICATE: certificate,
            },
            **options,
        )


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Accounts, for `async` code.

    Args:
        oauth: An access token, or a grant of `auth`. Default: the environment variable `OAUTH__OAUTH`.
        oauth_described_elsewhere: An access token, or a grant of `auth`. Default: the environment variable
            `OAUTH__OAUTH_DESCRIBED_ELSEWHERE`.
        openid: An access token, or a grant of `auth`. Default: the environment variable `OAUTH__OPENID`.
        bearer: The bearer token. Default: the environment variable `OAUTH__BEARER`.
        basic: User name and password, as `BasicAuth`. Default: the environment variables `OAUTH__BASIC_USERNAME`
            and `OAUTH__BASIC_PASSWORD`.
        hoba: What follows `hoba` in `Authorization`. Default: the environment variable `OAUTH__HOBA`.
        oauth_key: The API key for the header `X-Api-Key`. Default: the environment variable `OAUTH__OAUTH_KEY`.
        query_key: The API key for the query parameter `api key|[]`. Default: the environment variable
            `OAUTH__QUERY_KEY`.
        session: The API key for the cookie `sid`. Default: the environment variable `OAUTH__SESSION`.
        certificate: The context of all connections, with the client's certificate.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        oauth: AsyncOAuthToken | None = None,
        oauth_described_elsewhere: AsyncOAuthToken | None = None,
        openid: AsyncOAuthToken | None = None,
        bearer: AsyncToken | None = None,
        basic: AsyncLogin | None = None,
        hoba: AsyncToken | None = None,
        oauth_key: AsyncToken | None = None,
        query_key: AsyncToken | None = None,
        session: AsyncToken | None = None,
        certificate: SSLContext | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(
            API,
            {
                OAUTH: oauth,
                OAUTH_DESCRIBED_ELSEWHERE: oauth_described_elsewhere,
                OPENID: openid,
                BEARER: bearer,
                BASIC: basic,
                HOBA: hoba,
                OAUTH_KEY: oauth_key,
                QUERY_KEY: query_key,
                SESSION: session,
                CERTIFICATE: certificate,
            },
            **options,
        )
