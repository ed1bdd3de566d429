"""Following redirects (RFC 9110 §15.4), where `max_redirects` allows it: never with a credential to another origin.

- At the client's own origin a request goes on as it is, credentials included.
- At another one only GET and HEAD go on, with nothing but what says which answer is wanted: no credential, no header of
  the client or the operation, no body. From there on it stays so, wherever the next redirect leads: whoever wrote that
  has no say in where credentials go.
- Never from https to http, to a URL with a user name, or to one in which a credential of ours stands.
- 303 makes every method but HEAD a GET, 301 and 302 a POST; 307 and 308 keep method and body.

What is not followed is the answer: the error `Redirection`, or the success where it is documented as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin

import httpx2

from .errors import ConfigurationError
from .servers import base_url

if TYPE_CHECKING:
    from .calls import Call

_FOLLOWED: Final = frozenset({301, 302, 303, 307, 308})
_HARMLESS: Final = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "if-range",
        "last-event-id",
        "range",
        "user-agent",
    }
)
_OF_A_BODY: Final = frozenset({"content-encoding", "content-length", "content-type", "transfer-encoding"})
_NOT_IN_A_URL: Final = re.compile(r"[^\x21-\x7e]|\\")
_WITHOUT_HOST: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//[^/])|///")


def following(call: Call[Any], http: httpx2.Response) -> tuple[httpx2.Request, bool] | None:
    """The request that a redirect leads to, and whether it has left the client's origin; None: it is not followed."""
    old = call.outgoing
    url = _target(call, http)
    if url is None:
        return None
    method = _method(http.status_code, old.method)
    keeps_body = method == old.method
    payload = call.request.payload
    has_body = keeps_body and payload is not None
    if has_body and payload is not None and not payload.is_repeatable:
        return None
    plan = call.client._plan_for(call.request.operation)
    has_strayed = call.has_strayed or _origin(url) != plan.base.origin
    if has_strayed:
        shown = str(http.headers["location"])
        if method not in ("GET", "HEAD") or has_body or _shows_a_secret(call, shown):
            return None
        headers = [field for field in old.headers.raw if _name(field) in _HARMLESS]
    else:
        rotated = [f"{name}={value.reveal()}" for each in call.applied for name, value in each.query]
        url = _with_credentials(url, "&".join(filter(None, [plan.query.reveal(), *rotated])))
        dropped = {"host"} if keeps_body else {"host", *_OF_A_BODY}
        headers = [field for field in old.headers.raw if _name(field) not in dropped]
    headers.insert(0, (b"Host", url.netloc))
    stream = old.stream if keeps_body else httpx2.ByteStream(b"")
    new = type(old)(method, url, headers=headers, stream=stream, extensions=old.extensions)
    return new, has_strayed


def _target(call: Call[Any], http: httpx2.Response) -> httpx2.URL | None:
    """Where the redirect leads; None where we do not go."""
    locations = http.headers.get_list("location")
    if http.status_code not in _FOLLOWED or len(locations) != 1:
        return None
    location = locations[0]
    if not location or _NOT_IN_A_URL.search(location) or _WITHOUT_HOST.match(location):
        return None
    old = call.outgoing.url
    try:
        url = httpx2.URL(urljoin(str(old), location)).copy_with(fragment=None)
        base_url(_origin(url), allow_http=call.settings.allow_http)
    except (httpx2.InvalidURL, ConfigurationError, ValueError):
        return None
    if url.userinfo or (old.scheme == "https" and url.scheme != "https"):
        return None
    return url


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"


def _name(field: tuple[bytes, bytes]) -> str:
    return field[0].decode().lower()


def _method(status: int, method: str) -> str:
    if (status == 303 and method != "HEAD") or (status in (301, 302) and method == "POST"):
        return "GET"
    return method


def _with_credentials(url: httpx2.URL, added: str) -> httpx2.URL:
    """The URL with the credentials that stand in a query, once: a server may repeat those that it was sent."""
    if not added:
        return url
    names = {pair.partition("=")[0] for pair in added.split("&")}
    present = url.query.decode().split("&")
    kept = [pair for pair in present if pair and pair.partition("=")[0] not in names]
    return url.copy_with(query="&".join([*kept, added]).encode())


def _shows_a_secret(call: Call[Any], location: str) -> bool:
    texts = (location, unquote(location))
    return any(call.redacted(text) != text for text in texts)
