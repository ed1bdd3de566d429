"""`Request`: one call of an operation as a value, checked and encoded, not yet sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from .content import Payload
from .drift import Problem
from .lazy import loading
from .secrets import masked_query

if TYPE_CHECKING:
    from .client import BaseClient
    from .operation import Operation

T_co = TypeVar("T_co", covariant=True)


class Request(msgspec.Struct, Generic[T_co], frozen=True):
    """A checked request whose success has the type `T_co`.

    A plain value: making it does no I/O, and it may be sent any number of times, by any client, sync or async
    (`client.call(request)`). It holds no credential; the client adds them.

    `path` begins with `/` and is percent-encoded, as is `query` (without `?`); `headers` and `cookie` come
    from header and cookie parameters, `payload` is the body. `problems` is what was found and only to be
    reported (see `checks`).
    """

    operation: Operation
    path: str
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    cookie: str = ""
    payload: Payload | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.operation.method

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def to_curl(self, client: BaseClient | None = None, *, reveal: bool = False) -> str:
        """The request as a `curl` command, safe to paste into a shell.

        With a client it has that client's base URL, headers and credentials; else the first server of the
        document and placeholders. Credentials are masked unless `reveal=True`.
        """
        with loading():
            from .curl import to_curl

        return to_curl(self, client, reveal=reveal)

    def __repr__(self) -> str:
        body = f" with {self.payload.media_type}" if self.payload else ""
        return f"<Request {self.method} {self._shown_target}{body}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("method", self.method), ("target", self._shown_target)]

    @property
    def _shown_target(self) -> str:
        """The target without what looks like a credential."""
        return f"{self.path}?{masked_query(self.query)}" if self.query else self.path
