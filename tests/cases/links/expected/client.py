"""The clients of Repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.log import Log
    from .operations.repositories import Repositories
    from .operations.users import Users


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def users(self) -> Users[Self]:
        """Operations of `users`."""
        from .operations.users import Users

        return self._group(Users)

    @property
    def repositories(self) -> Repositories[Self]:
        """Operations of `repositories`."""
        from .operations.repositories import Repositories

        return self._group(Repositories)

    @property
    def log(self) -> Log[Self]:
        """Operations of `log`."""
        from .operations.log import Log

        return self._group(Log)


class Client(_Groups, SyncClient):
    """A client of Repositories, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Repositories, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
