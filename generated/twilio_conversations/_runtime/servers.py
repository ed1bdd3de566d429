"""Where requests go: the document's servers, `base_url`, and what a base URL may be."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping

import httpx2
import msgspec

from .errors import ConfigurationError
from .lazy import compiled
from .secrets import type_name

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

        A variable at the very beginning may hold a whole URL (`{endpoint}/v1`). Raises `ConfigurationError` for a
        value that is not in the enum, and for one that would lead to another host: in the authority only letters,
        digits, `.`, `_`, `-` and a port may stand.
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
            if match.start() == 0 and (not value or "://" in value):
                return value.rstrip("/") if self.url[match.end() :].startswith("/") else value
            in_authority = path_start < 0 or match.start() < path_start
            is_stated = bool(variable.enum) or value == variable.default != ""
            if not (is_stated or compiled(_IN_AUTHORITY if in_authority else _ELSEWHERE).fullmatch(value)):
                raise ConfigurationError(f"server variable {name!r} has characters that may not stand there")
            return value

        return compiled(_VARIABLE).sub(value_of, self.url)

    @property
    def leading_variable(self) -> str | None:
        """The variable that the URL begins with, whose value may be a whole URL."""
        found = compiled(_VARIABLE).match(self.url)
        return found[1] if found else None


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
        raise ConfigurationError(f"{name} must be a string, not {type_name(url)}")
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


def resolved(url: str, home: BaseUrl, first: str, *, allow_http: bool) -> BaseUrl | None:
    """The relative URL of a server, where `home` is what the document's first server, `first`, stands for.

    Both are relative to the place of the document (OpenAPI "Server Object"), which is known where the path of `home`
    ends like that of `first`. None where it is not known.
    """
    if url.startswith("//"):
        return base_url(f"{home.origin.partition(':')[0]}:{url}", allow_http=allow_http)
    path = f"/{first.partition('://')[2].partition('/')[2]}" if "://" in first else f"/{_plain(first)}"
    path = path.rstrip("/")
    if not home.text.removeprefix(home.origin).endswith(path) or ".." in url.split("/"):
        return None
    return base_url(f"{home.text.removesuffix(path)}/{_plain(url)}", allow_http=allow_http)


def _plain(path: str) -> str:
    """A relative path without what stands before its first name."""
    return path.removeprefix(".").lstrip("/")
