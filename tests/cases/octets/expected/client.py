"""The clients of Octets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.docs import Docs
    from .operations.forms import Forms
    from .operations.whole import Whole


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def forms(self) -> Forms[Self]:
        """Operations of `forms`."""
        from .operations.forms import Forms

        return self._group(Forms)

    @property
    def whole(self) -> Whole[Self]:
        """Operations of `whole`."""
        from .operations.whole import Whole

        return self._group(Whole)

    @property
    def docs(self) -> Docs[Self]:
        """Operations of `docs`."""
        from .operations.docs import Docs

        return self._group(Docs)


class Client(_Groups, SyncClient):
    """A client of Octets, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Octets, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
