"""The proxies of the environment (`HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), understood as httpx2 does."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import TypeVar
from urllib.request import getproxies

import httpx2

from .connections import proxy_of

TransportT = TypeVar("TransportT")


def mounts_of(transport: Callable[[httpx2.Proxy | None], TransportT]) -> dict[str, TransportT | None]:
    """Which requests go through which proxy, as httpx2 takes it for `mounts`; None: through none.

    An entry of `NO_PROXY` that cannot be understood is left out, as curl does it. Raises `ConfigurationError` for a
    proxy that is none.
    """
    named = getproxies()
    without = [host.strip() for host in named.get("no", "").split(",")]
    if "*" in without:
        return {}
    found: dict[str, TransportT | None] = {}
    for scheme in ("http", "https", "all"):
        if url := named.get(scheme):
            found[f"{scheme}://"] = transport(proxy_of(url if "://" in url else f"http://{url}"))
    return found | dict.fromkeys(filter(None, map(_pattern, without)))


def _pattern(host: str) -> str | None:
    """An entry of `NO_PROXY` as a pattern: a name stands for all below it too, unless it says which."""
    scheme, has_scheme, rest = host.rpartition("://")
    name, slash, length = rest.partition("/")
    try:
        network = ipaddress.ip_network(rest, strict=False)
    except ValueError:
        is_whole = has_scheme or name.lower() == "localhost" or name.startswith(("[", "*."))
        pattern = f"{scheme or 'all'}://{'' if is_whole else '*'}{name}"
        if not name or slash:
            return None
    else:
        pattern = f"{scheme or 'all'}://{f'[{name}]' if network.version == 6 else name}{slash}{length}"
    try:
        httpx2.URL(pattern)
    except httpx2.InvalidURL:
        return None
    return pattern
