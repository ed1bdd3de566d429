"""The clients of Twilio Conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import ACCOUNT_SID_AUTH_TOKEN, API
from ._runtime import AsyncClientOptions, AsyncLogin, BaseAsyncClient, BaseClient, ClientOptions, Login, SyncClient

if TYPE_CHECKING:
    from .operations.user_conversation import UserConversation


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def user_conversation(self) -> UserConversation[Self]:
        """Operations of `user_conversation`."""
        from .operations.user_conversation import UserConversation

        return self._group(UserConversation)


class Client(_Groups, SyncClient):
    """A client of Twilio Conversations, for ordinary code.

    Args:
        account_sid_auth_token: User name and password, as `BasicAuth`. Default: the environment variables
            `TWILIO_CONVERSATIONS__ACCOUNT_SID_AUTH_TOKEN_USERNAME` and
            `TWILIO_CONVERSATIONS__ACCOUNT_SID_AUTH_TOKEN_PASSWORD`.
        options: See `ClientOptions`.
    """

    def __init__(self, *, account_sid_auth_token: Login | None = None, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {ACCOUNT_SID_AUTH_TOKEN: account_sid_auth_token}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Twilio Conversations, for `async` code.

    Args:
        account_sid_auth_token: User name and password, as `BasicAuth`. Default: the environment variables
            `TWILIO_CONVERSATIONS__ACCOUNT_SID_AUTH_TOKEN_USERNAME` and
            `TWILIO_CONVERSATIONS__ACCOUNT_SID_AUTH_TOKEN_PASSWORD`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        account_sid_auth_token: AsyncLogin | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {ACCOUNT_SID_AUTH_TOKEN: account_sid_auth_token}, **options)
