"""What the connections of a client are like: their certificates, number, protocol and proxy."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, cast

import httpx2
import msgspec

from .errors import ConfigurationError
from .secrets import type_name

if TYPE_CHECKING:
    from .options import BaseOptions

_OURS: Final = ("limits", "http2", "proxy", "ssl_context")
_LIMITS: Final = httpx2.Limits(max_connections=100, max_keepalive_connections=20)


class Connections(msgspec.Struct, frozen=True):
    """The arguments of the httpx2 client that we make ourselves."""

    verify: ssl.SSLContext | bool
    trust_env: bool
    limits: httpx2.Limits
    http2: bool
    proxy: httpx2.Proxy | None


def connections_of(options: BaseOptions, certificate: ssl.SSLContext | None) -> Connections:
    """Check the options of connections. `certificate` is the credential of a mutual TLS scheme.

    Raises `ConfigurationError`, also for an option of connections that somebody else makes.
    """
    given = cast("dict[str, Any]", options)
    for own in ("http_client", "transport"):
        if given.get(own) is None:
            continue
        for name in _OURS:
            if given.get(name):
                raise ConfigurationError(f"{name} is an option of the {own} that was given")
        if own == "http_client" and given.get("transport") is not None:
            raise ConfigurationError("transport is an option of the http_client that was given")
    context = options.get("ssl_context")
    if context is not None and not isinstance(context, ssl.SSLContext):
        raise ConfigurationError(f"ssl_context must be an ssl.SSLContext, not {type_name(context)}")
    if context is not None and certificate is not None:
        raise ConfigurationError(
            "ssl_context and the credential of a mutual TLS scheme are both the context of all "
            "connections: give the credential alone"
        )
    limits = options.get("limits") or _LIMITS
    if not isinstance(limits, httpx2.Limits):
        raise ConfigurationError(f"limits must be an httpx2.Limits, not {type_name(limits)}")
    http2 = options.get("http2", False)
    if http2 and find_spec("h2") is None:
        raise ConfigurationError("http2 needs the package h2: pip install 'httpx2[http2]'")
    return Connections(
        verify=context or certificate or True,
        trust_env=options.get("trust_env", True),
        limits=limits,
        http2=http2,
        proxy=proxy_of(options.get("proxy")),
    )


def proxy_of(given: str | httpx2.Proxy | None) -> httpx2.Proxy | None:
    """The proxy. What is wrong with one is said without its URL, in which a password may stand."""
    if given is None or isinstance(given, httpx2.Proxy):
        return given
    try:
        proxy = httpx2.Proxy(given)
    except (ValueError, TypeError, httpx2.InvalidURL):
        proxy = None
    if proxy is None or not proxy.url.host:
        raise ConfigurationError("proxy must be an http, https, socks5 or socks5h URL")
    if proxy.url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConfigurationError("this proxy needs the package socksio: pip install 'httpx2[socks]'")
    return proxy
