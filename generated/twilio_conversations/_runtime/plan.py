"""What a client sends with every request of one operation, worked out once: place, headers, credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import httpx2
import msgspec

from .auth import Applied
from .credentials import Credentials, choose
from .errors import ConfigurationError
from .lazy import compiled
from .logs import PACKAGE
from .options import Settings, first_base
from .retries import key_parameter, new_key
from .secrets import Secret
from .servers import BaseUrl

if TYPE_CHECKING:
    from .api import Api
    from .operation import Operation
    from .parameters import Parameter
    from .request import Request
    from .rotation import Rotating

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]

_NOT_TOKEN = r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+"
_WITH_BODY = ("POST", "PUT", "PATCH")
# How long the body is decides where the next request begins: no argument has a say in it.
_FRAMING = frozenset({"content-length", "transfer-encoding"})


class Plan(msgspec.Struct, frozen=True):
    """`headers` are those of a request that has none of its own; `query` and `cookie` carry credentials.

    `applied` are the credentials that stay the same, `rotating` those that are asked for at each call.
    `key` is the header for an idempotency key, where one is made for each call so that it may be sent again.
    """

    base: BaseUrl
    applied: tuple[Applied, ...]
    headers: Secret[RawHeaders]
    query: Secret[str]
    cookie: Secret[str]
    key: Parameter | None = None
    rotating: tuple[Rotating, ...] = ()

    @property
    def query_names(self) -> frozenset[str]:
        """The query parameters that carry credentials, percent-encoded."""
        fixed = {name for each in self.applied for name, _ in each.query}
        return frozenset(fixed).union(*(each.query_names for each in self.rotating))


def plan_of(
    operation: Operation,
    settings: Settings,
    credentials: Credentials,
    http_headers: Secret[RawHeaders],
) -> Plan:
    """The plan of an operation. `http_headers` are those of an httpx2 client that the caller gave.

    Later headers replace earlier ones of the same name: our defaults, the httpx2 client's, credentials,
    options. Raises `ConfigurationError` where there is no base URL, or one at an origin that is not allowed.
    """
    base = _base_of(operation, settings)
    chosen = choose(operation.security, credentials)
    applied = tuple(each for each in chosen if isinstance(each, Applied))
    rotating = tuple(each for each in chosen if not isinstance(each, Applied))
    fields: dict[bytes, tuple[bytes, bytes]] = {}
    for name, value in (
        (b"Host", base.netloc.encode()),
        (b"Accept", operation.accept.encode()),
        (b"Accept-Encoding", b"gzip"),
        (b"User-Agent", user_agent(operation.api).encode()),
        *http_headers.reveal(),
        *((name.encode(), value.reveal().encode()) for each in applied for name, value in each.headers),
        *((name.encode(), value.reveal().encode()) for name, value in settings.headers),
    ):
        fields[name.lower()] = name, value
    if operation.method in _WITH_BODY:
        fields[b"content-length"] = b"Content-Length", b"0"
    cookie = "; ".join(f"{name}={value.reveal()}" for each in applied for name, value in each.cookies)
    if cookie:
        fields[b"cookie"] = b"Cookie", cookie.encode()
    query = "&".join(f"{name}={value.reveal()}" for each in applied for name, value in each.query)
    key = key_parameter(operation) if settings.retry.attempts > 1 else None
    return Plan(base, applied, Secret(list(fields.values())), Secret(query), Secret(cookie), key, rotating)


def with_request_headers(plan: Plan, request: Request[Any]) -> RawHeaders:
    """The plan's headers with those of a request: its own win, its cookies stand beside the credentials'."""
    fields = {field[0].lower(): field for field in plan.headers.reveal()}
    for name, value in request.headers:
        if name.lower() not in _FRAMING:
            fields[name.lower().encode()] = name.encode(), value.encode()
    key = plan.key
    if key is not None and key.name.lower().encode() not in fields:
        made = new_key(key)
        if made is not None:
            fields[key.name.lower().encode()] = key.name.encode(), made
    if request.cookie:
        cookies = "; ".join(filter(None, [request.cookie, plan.cookie.reveal()]))
        fields[b"cookie"] = b"Cookie", cookies.encode()
    payload = request.payload
    if payload is not None:
        if payload.parts:  # only this one names the boundary
            fields.pop(b"content-type", None)
        fields.setdefault(b"content-type", (b"Content-Type", payload.media_type.encode()))
        length = len(payload.content) if payload.source is None else payload.source.length
        if length is None:
            fields.pop(b"content-length", None)
            fields[b"transfer-encoding"] = b"Transfer-Encoding", b"chunked"
        else:
            fields[b"content-length"] = b"Content-Length", b"%d" % length
    return list(fields.values())


def user_agent(api: Api) -> str:
    """`<package>/<version of the API>`."""
    name, version = (
        compiled(_NOT_TOKEN).sub("-", text).strip("-") or "client" for text in (PACKAGE.rpartition(".")[2], api.version)
    )
    return f"{name}/{version}"


def headers_of(client: httpx2.Client | httpx2.AsyncClient) -> Secret[RawHeaders]:
    """The headers that a caller has set on an httpx2 client of theirs."""
    defaults = (b"accept", b"accept-encoding", b"connection")
    return Secret(
        [
            (name, value)
            for name, value in client.headers.raw
            if name.lower() not in defaults
            and not (name.lower() == b"user-agent" and value.startswith(b"python-httpx2/"))
        ]
    )


def _base_of(operation: Operation, settings: Settings) -> BaseUrl:
    """Where an operation goes: `base_url` wins; servers of its own at another origin must be allowed."""
    if settings.base is not None:
        return settings.base
    home = first_base(operation.api.servers, settings)
    base = first_base(operation.servers, settings) if operation.servers else home
    if base is None:
        raise ConfigurationError(f"{operation.label}: the document names no absolute server URL; pass base_url")
    if home is not None and base.origin != home.origin and base.origin not in settings.allow_origins:
        raise ConfigurationError(
            f"{operation.label} is served by {base.origin}, not by {home.origin}: "
            f"pass allow_origins=[{base.origin!r}] to send it there, with credentials"
        )
    return base
