"""Where requests go: the document's servers, `base_url`, and what a base URL may be."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping

import httpx2
import msgspec

from .errors import ConfigurationError
from .lazy import compiled

_VARIABLE = r"\{([^{}]*)\}"
_IN_AUTHORITY = r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?"
_ELSEWHERE = r"[A-Za-z0-9._~:/-]*"
_FORBIDDEN = r"[\x00-\x20\x7f\\]"
_HOST = r"[a-z0-9._-]+|[0-9a-f:.]+"


class ServerVariable(msgspec.Struct, frozen=True):
    """A variable of a server's URL (OpenAPI "Server Variable Object"). No `enum`: any value."""

    default: str
    enum: tuple[str, ...] = ()


class Server(msgspec.Struct, frozen=True):
    """A base URL of the document, perhaps relative, perhaps with `{variables}` (OpenAPI "Server Object")."""

    url: str
    variables: Mapping[str, ServerVariable] = {}

    def expand(self, values: Mapping[str, str]) -> str:
        """The URL with `values`, else the defaults, in place of its variables.

        Raises `ConfigurationError` for a value that is not in the enum, and for one that would lead to
        another host: in the authority only letters, digits, `.`, `_`, `-` and a port may stand.
        """
        path_start = self.url.find("/", self.url.find("://") + 3 if "://" in self.url else 0)

        def value_of(match: re.Match[str]) -> str:
            name = match[1]
            variable = self.variables.get(name)
            if variable is None:
                raise ConfigurationError(f"server {self.url!r} does not describe its variable {name!r}")
            value = values.get(name, variable.default)
            if variable.enum and value not in variable.enum:
                allowed = ", ".join(map(repr, variable.enum))
                raise ConfigurationError(f"server variable {name!r} must be one of {allowed}")
            in_authority = path_start < 0 or match.start() < path_start
            if not (variable.enum or compiled(_IN_AUTHORITY if in_authority else _ELSEWHERE).fullmatch(value)):
                raise ConfigurationError(f"server variable {name!r} has characters that may not stand there")
            return value

        return compiled(_VARIABLE).sub(value_of, self.url)


class BaseUrl(msgspec.Struct, frozen=True):
    """A checked base URL: its `text` without a final slash, its `origin`, its `netloc` (for `Host`)."""

    text: str
    origin: str
    netloc: str


def base_url(url: str, *, allow_http: bool = False, name: str = "base_url") -> BaseUrl:
    """Check a base URL, which messages call `name`.

    It is https, or http to this machine (`localhost`, 127.0.0.0/8, `::1`), or any http with `allow_http`.
    It has a host, and no user name, query, fragment, space or control character.
    Raises `ConfigurationError`, which does not repeat a URL that may hold a password.
    """
    if not isinstance(url, str):
        raise ConfigurationError(f"{name} must be a string, not {type(url).__name__}")
    if compiled(_FORBIDDEN).search(url):
        raise ConfigurationError(f"{name} holds a space, a backslash or a control character")
    scheme, separator, rest = url.partition("://")
    if "@" in rest.partition("/")[0]:
        raise ConfigurationError(f"{name} must not hold a user name or password: give credentials to the client")
    if "?" in url or "#" in url:
        raise ConfigurationError(f"{name} must not have a query or a fragment")
    try:
        parsed = httpx2.URL(scheme.lower() + separator + rest)
    except httpx2.InvalidURL as error:
        raise ConfigurationError(f"{name} is not a URL: {error}") from None
    host = parsed.raw_host.decode()
    if parsed.scheme not in ("http", "https") or not compiled(_HOST).fullmatch(host):
        raise ConfigurationError(f"{name} must be an absolute http or https URL with a host")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise ConfigurationError(f"{name} has no valid port: {parsed.port}")
    netloc = parsed.netloc.decode()
    origin = f"{parsed.scheme}://{netloc}"
    if parsed.scheme == "http" and not allow_http and not _is_loopback(host):
        raise ConfigurationError(f"{name} {origin!r} is not encrypted: use https, or pass allow_http=True")
    path = parsed.raw_path.decode().rstrip("/")
    return BaseUrl(origin + path, origin, netloc)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def default_base_url(servers: Collection[Server], values: Mapping[str, str], *, allow_http: bool) -> BaseUrl | None:
    """The base URL of the first server; None where there is none or it is relative."""
    for server in servers:
        url = server.expand(values)
        return base_url(url, allow_http=allow_http) if "://" in url else None
    return None
