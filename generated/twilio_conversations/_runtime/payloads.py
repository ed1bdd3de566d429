"""What the API sends to us: the payloads of webhooks and callbacks, read as responses are.

OpenAPI describes them as requests ("Webhooks", "Callback Object"); receiving those is the business of the server
that the application runs, so all that is needed here is the body, as bytes, and its media type.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from .content import Content, Json
from .drift import DecodeFailure, Drift
from .errors import PayloadError
from .operation import Contents, contents_of, select
from .percent import Unencodable
from .received import Received

T_co = TypeVar("T_co", covariant=True)


class Incoming(msgspec.Struct, Generic[T_co], frozen=True):
    """What the API sent: `body`, decoded, and `drift`: how it differs from the document, if it does."""

    body: T_co
    drift: tuple[Drift, ...] = ()


class PayloadParser:
    """Reads one payload. `name` is how messages call it, `contents` are the media types that it may have."""

    def __init__(self, name: str, contents: Contents = None) -> None:
        self.name = name
        self.contents = contents_of(contents)

    def __repr__(self) -> str:
        return f"<PayloadParser {self.name}>"

    def parse(self, body: bytes, content_type: str | None, *, strict: bool) -> Incoming[Any]:
        """Decode a body. `content_type` is the header of that name; without it, the body tells where it can.

        What differs from the document is kept and reported as drift. Raises `PayloadError` for a body that is
        not what its media type says, for a media type that the document does not give, and for drift if
        `strict`.
        """
        value, drift = self._decoded(body, content_type)
        if strict and drift:
            more = f" (and {len(drift) - 1} more)" if len(drift) > 1 else ""
            message = f"it differs from the document: {next(iter(drift))}{more}"
            raise PayloadError(message, payload=self.name, drift=drift)
        return Incoming(value, drift)

    def _decoded(self, body: bytes, content_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        if not self.contents:
            return None, ((Drift("", "no body", f"{len(body)} bytes"),) if body else ())
        content = select(self.contents, content_type)
        drift: tuple[Drift, ...] = ()
        if content is None:
            content = self._looks_like(body)
            if content_type is not None:
                drift = (Drift("", self._media_types, f"media type {content_type[:60]!r}"),)
        if content is None:
            found = "no media type" if content_type is None else repr(content_type[:60])
            raise PayloadError(f"{found} instead of {self._media_types}", payload=self.name)
        try:
            value, found_drift = content.decode(body, content_type)
        except (DecodeFailure, Unencodable) as error:
            reason = f"the body is not valid {content.media_type}: {error}"
        else:
            return value, drift + found_drift
        raise PayloadError(reason, payload=self.name)

    def _looks_like(self, body: bytes) -> Content | None:
        """The documented JSON, if the body looks like JSON though its media type does not say so."""
        if not Received(body, None).looks_like_json:
            return None
        return next((content for content in self.contents if isinstance(content, Json)), None)

    @property
    def _media_types(self) -> str:
        return " or ".join(content.media_type for content in self.contents)


class Parser(Protocol):
    """A `parse_…` function."""

    def __call__(self, body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[Any]: ...


class Parsers(Mapping[str, Parser]):
    """The `parse_…` functions of a module by the names of their webhooks, each imported at its first use."""

    def __init__(self, module: str, functions: Mapping[str, str]) -> None:
        self._module = module
        self._functions = functions

    def __getitem__(self, name: str) -> Parser:
        found: Parser = getattr(sys.modules[self._module], self._functions[name])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)

    def parse(self, name: str, body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[Any]:
        """The payload of the webhook `name`, spelled as in the document.

        Raises `PayloadError` for a webhook that the document does not have, and what its parser raises.
        """
        if name not in self._functions:
            near = get_close_matches(name[:200], self._functions, 1)
            hint = f": is it {near[0]!r}?" if near else ""
            raise PayloadError(f"the document has no such webhook{hint}", payload=name[:200])
        return self[name](body, content_type, strict=strict)
