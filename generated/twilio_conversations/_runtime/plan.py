"""What a client sends with every request of one operation, worked out once: place, headers, credentials."""

from __future__ import annotations

from collections.abc import Mapping
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
from .servers import BaseUrl, Server, base_url, resolved

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
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})


class Plan(msgspec.Struct, frozen=True):
    """`headers` are those of a request that has none of its own; `query` carries credentials.

    `own` are the names of the headers that the options set, in lower case: they are sent whatever else is there.
    `applied` are the credentials that stay the same, `rotating` those that are asked for at each call.
    `key` is the header for an idempotency key, where one is made for each call so that it may be sent again.
    """

    base: BaseUrl
    applied: tuple[Applied, ...]
    headers: Secret[RawHeaders]
    query: Secret[str]
    own: frozenset[bytes] = frozenset()
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
    options; cookies stand beside each other. Raises `ConfigurationError` where there is no base URL, or one at an
    origin that is not allowed.
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
        fields[b"cookie"] = b"Cookie", with_cookies(fields, cookie)
    query = "&".join(f"{name}={value.reveal()}" for each in applied for name, value in each.query)
    key = key_parameter(operation) if settings.retry.attempts > 1 else None
    own = frozenset(name.lower().encode() for name, _ in settings.headers)
    return Plan(base, applied, Secret(list(fields.values())), Secret(query), own, key, rotating)


def with_cookies(fields: Mapping[bytes, tuple[bytes, bytes]], cookies: str) -> bytes:
    """The value of `Cookie` with more cookies before those that it has: of two of one name its own stays."""
    present = fields[b"cookie"][1] if b"cookie" in fields else b""
    names = {pair.partition(b"=")[0].strip() for pair in present.split(b";")}
    added = [pair for pair in cookies.encode().split(b"; ") if pair.partition(b"=")[0] not in names]
    return b"; ".join([*added, *filter(None, [present])])


def with_request_headers(plan: Plan, request: Request[Any]) -> RawHeaders:
    """The plan's headers with those of a request, which go before all but the options'; cookies stand together."""
    fields = {field[0].lower(): field for field in plan.headers.reveal()}
    for name, value in request.headers:
        folded = name.lower().encode()
        if folded not in plan.own and folded not in _FRAMING:
            fields[folded] = name.encode(), value.encode()
    key = plan.key
    if key is not None and key.name.lower().encode() not in fields:
        made = new_key(key)
        if made is not None:
            fields[key.name.lower().encode()] = key.name.encode(), made
    if request.cookie:
        fields[b"cookie"] = b"Cookie", with_cookies(fields, request.cookie)
    payload = request.payload
    if payload is not None:
        given = fields.get(b"content-type")
        if given is None or payload.parts:
            fields[b"content-type"] = b"Content-Type", payload.media_type.encode()
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
    """Where an operation goes: `base_url` replaces the document's first server; one of the operation's own is left.

    Where that is relative it stands beside the first; at another origin it must be allowed.
    """
    servers = operation.api.servers
    home = settings.base or first_base(servers, settings)
    is_first = not operation.servers or operation.servers[:1] == servers[:1]
    base = home if is_first else _own_base(operation, home, settings)
    if base is None:
        raise ConfigurationError(f"{operation.label}: {_missing(operation.servers or servers)}")
    if home is not None and base.origin != home.origin and base.origin not in settings.allow_origins:
        raise ConfigurationError(
            f"{operation.label} is served by {base.origin}, not by {home.origin}: "
            f"pass allow_origins=[{base.origin!r}] to send it there, with credentials"
        )
    return base


def _own_base(operation: Operation, home: BaseUrl | None, settings: Settings) -> BaseUrl | None:
    """The base URL of an operation's own server; None where there is nothing that it is relative to."""
    values = settings.variables or {}
    own = operation.servers[0].expand(values)
    if "://" in own:
        return base_url(own, allow_http=settings.allow_http)
    if home is None or (not own and operation.servers[0].leading_variable is not None):
        return None
    first = next((server.expand(values) for server in operation.api.servers), "")
    base = resolved(own, home, first, allow_http=settings.allow_http)
    if base is None:
        raise ConfigurationError(
            f"{operation.label} has the relative server {own!r}, which base_url does not lead to: "
            f"it must end like the document's first server, {first!r}"
        )
    return base


def _missing(servers: tuple[Server, ...]) -> str:
    """What is to be given where there is no absolute URL."""
    variable = servers[0].leading_variable if servers else None
    if variable is None:
        return "the document names no absolute server URL; pass base_url"
    example = f"server_variables={{{variable!r}: 'https://...'}}"
    return f"the server's variable {variable!r} must hold a whole URL; pass {example}, or base_url"
