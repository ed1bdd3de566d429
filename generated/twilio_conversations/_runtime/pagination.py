"""Pages: where an answer says what comes next, and the request for it. Nothing here waits or sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from urllib.parse import unquote_plus, urljoin

import httpx2
import msgspec

from .content import Payload
from .errors import PaginationError
from .lazy import compiled
from .operation import DOT_SEGMENT
from .percent import percent_encode
from .request import Request
from .wire import to_text

if TYPE_CHECKING:
    from .plan import Plan
    from .response import Response

T_co = TypeVar("T_co", covariant=True)
ItemT_co = TypeVar("ItemT_co", covariant=True)

_LINK: Final = r'<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^",;\s]+))?)*)'
_REL: Final = r'(?i);\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))'
_FORBIDDEN: Final = r"[\x00-\x20\x7f\\]"


class PagedRequest(Request[T_co], Generic[T_co, ItemT_co], frozen=True):
    """A request whose success has the type `T_co` and is a page of items of the type `ItemT_co`."""


class Pagination(msgspec.Struct, frozen=True, kw_only=True):
    """How the pages of an operation follow each other. `items` is the JSON Pointer (RFC 6901) to a page's items."""

    items: str = ""

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        """The request for the next page; None after the last."""
        raise NotImplementedError

    def goes_on(self, request: Request[Any], body: Any, walked: Walked) -> bool | None:
        """Whether there is a page after this one; None where the answer does not say."""
        return True

    def items_of(self, body: Any) -> Sequence[Any]:
        """The items of a page; none where they are missing."""
        found = at(body, self.items)
        return found if isinstance(found, (list, tuple)) else ()


class NextUrl(Pagination, frozen=True, kw_only=True):
    """The body has the URL of the next page, absolute or relative, at the JSON Pointer `next`."""

    next: str

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        url = at(response.body, self.next)
        return _at_url(request, url, response, plan) if isinstance(url, str) and url else None


class LinkHeader(Pagination, frozen=True, kw_only=True):
    """The `Link` header has the URL of the next page, under `rel="next"` (RFC 8288)."""

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        url = next_link(response.headers)
        return _at_url(request, url, response, plan) if url else None


class Cursor(Pagination, frozen=True, kw_only=True):
    """A query parameter takes a position: the value at `next`, or, of the last item, at `last`.

    A URL is followed as one. With `body`, what takes the position is what that JSON Pointer leads to in the request's
    body. Where `more` leads to False in the answer, the page is the last.
    """

    parameter: str = ""
    body: str = ""
    next: str | None = None
    last: str | None = None
    more: str | None = None

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        body = response.body
        if self.more is not None and at(body, self.more) is False:
            return None
        if self.next is not None:
            position = at(body, self.next)
        else:
            items = self.items_of(body)
            position = at(items[-1], self.last or "") if items else None
        if position is None or position == "" or isinstance(position, bool):
            return None
        if isinstance(position, int) and position <= 0:
            return None  # with which some end
        if self.body:
            return with_body(request, self.body, position)
        if isinstance(position, str) and position.startswith(("https://", "http://")):
            return _at_url(request, position, response, plan)
        return with_query(request, {self.parameter: to_text(position)})


class Counted(Pagination, frozen=True, kw_only=True):
    """The query parameter `parameter` takes a number that this client counts on; `size` asks for a size of pages.

    The last page is the one that the answer says is the last: `more` leads to False, `end` to True, or `total` is
    reached. Where it says nothing, it is one without items, or one with fewer than were asked for and than stood on a
    page before; fewer than asked for alone may be all that the server gives at once.
    """

    parameter: str
    size: str | None = None
    total: str | None = None
    more: str | None = None
    end: str | None = None

    def goes_on(self, request: Request[Any], body: Any, walked: Walked) -> bool | None:
        if not self.items_of(body):
            return False
        more = None if self.more is None else at(body, self.more)
        if isinstance(more, bool):
            return more
        is_last = None if self.end is None else at(body, self.end)
        if isinstance(is_last, bool):
            return not is_last
        is_reached = self._is_reached(request, body, walked)
        if is_reached is not None:
            return not is_reached
        asked = 0 if self.size is None else _number(request, self.size, 0)
        return False if walked.count < min(asked, walked.most) else None

    def _is_reached(self, request: Request[Any], body: Any, walked: Walked) -> bool | None:
        """Whether the total is reached; None where there is none."""
        raise NotImplementedError


class Offset(Counted, frozen=True, kw_only=True):
    """`parameter` takes how many items to skip, `total` is the number of all."""

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        return with_query(request, {self.parameter: str(self._reached(request, response.body))})

    def _reached(self, request: Request[Any], body: Any) -> int:
        return _number(request, self.parameter, 0) + len(self.items_of(body))

    def _is_reached(self, request: Request[Any], body: Any, walked: Walked) -> bool | None:
        total = _count_at(body, self.total)
        return None if total is None else self._reached(request, body) >= total


class PageNumber(Counted, frozen=True, kw_only=True):
    """`parameter` takes the number of the page, of which `first` is that of the first; `total` is the number of pages,
    `total_items` that of all items.
    """

    total_items: str | None = None
    first: int = 1

    def following(self, request: Request[Any], response: Response[Any], plan: Plan) -> Request[Any] | None:
        return with_query(request, {self.parameter: str(self._page(request) + 1)})

    def _is_reached(self, request: Request[Any], body: Any, walked: Walked) -> bool | None:
        nth, pages = self._page(request) - self.first + 1, _count_at(body, self.total)
        if pages is not None:
            return nth >= pages
        items = _count_at(body, self.total_items)
        # Of a walk that began later nobody knows how many items are before it.
        return None if items is None or nth != walked.pages else walked.items >= items

    def _page(self, request: Request[Any]) -> int:
        return _number(request, self.parameter, self.first)


class Walked(msgspec.Struct):
    """How far a walk has come: pages and items so far, items on the page that came last, and most on one before it."""

    pages: int = 0
    items: int = 0
    count: int = 0
    most: int = 0


class Walk(Generic[T_co]):
    """The way through the pages of one operation: never the same page twice.

    `is_guess`: nothing said that there is the page that was asked for last, so that a 404 is the end.
    """

    def __init__(self, request: Request[T_co]) -> None:
        rule = request.operation.pagination
        if rule is None:
            raise TypeError(f"{request.operation.label} has no pages")
        self.rule: Pagination = rule
        self.is_guess = False
        self._walked = Walked()
        self._seen = {_identity(request)}

    def after(self, request: Request[T_co], response: Response[T_co], plan: Plan) -> Request[T_co] | None:
        """The request for the page after `response`. Raises `PaginationError`."""
        walked, count = self._walked, len(self.rule.items_of(response.body))
        walked.most = max(walked.most, walked.count)
        walked.pages, walked.items, walked.count = walked.pages + 1, walked.items + count, count
        goes_on = self.rule.goes_on(request, response.body, walked)
        self.is_guess = goes_on is None
        following = None if goes_on is False else self.rule.following(request, response, plan)
        if following is not None:
            if _identity(following) in self._seen:
                raise PaginationError(f"{request.operation.label}: the next page is one that was there already")
            self._seen.add(_identity(following))
        return following


# --- positions --------------------------------------------------------------------------------------


def at(value: Any, pointer: str) -> Any:
    """What a JSON Pointer leads to in a decoded body, by the names in JSON; None where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, msgspec.Struct):
            value = _member(value, token)
        elif isinstance(value, Mapping):
            value = value.get(token)
        elif isinstance(value, (list, tuple)) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return None
    return value


def _member(value: msgspec.Struct, name: str) -> Any:
    for attribute, encoded in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
        if encoded == name:
            found = getattr(value, attribute)
            return None if found is msgspec.UNSET else found
    extra: Mapping[str, Any] = getattr(value, "extra_fields", {})
    return extra.get(name)


def next_link(headers: httpx2.Headers) -> str | None:
    """The URL under `rel="next"` in `Link` headers (RFC 8288 §3)."""
    for url, parameters in compiled(_LINK).findall(", ".join(headers.get_list("link"))[:65_536]):
        found = compiled(_REL).search(parameters)
        if found and "next" in (found[1] or found[2]).lower().split():
            return str(url)
    return None


# --- requests ---------------------------------------------------------------------------------------


def with_query(request: Request[Any], values: Mapping[str, str]) -> Request[Any]:
    """The request with other values for query parameters."""
    kept = [pair for pair in request.query.split("&") if pair and _name(pair) not in values]
    added = [f"{percent_encode(name)}={percent_encode(value)}" for name, value in values.items()]
    return msgspec.structs.replace(request, query="&".join([*kept, *added]))


def with_body(request: Request[Any], pointer: str, position: Any) -> Request[Any]:
    """The request with another value in its JSON body, of which nothing else is read. Raises `PaginationError`."""
    payload, label = request.payload, request.operation.label
    if payload is None:
        payload = Payload(request.operation.body[0].media_type, b"{}")
    if payload.source is not None or payload.parts:
        raise PaginationError(f"{label}: the next page needs a body in JSON")
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    try:
        content = _replaced(payload.content, names, msgspec.json.encode(position))
    except msgspec.DecodeError:
        raise PaginationError(f"{label}: the body has no place for what {pointer} takes") from None
    return msgspec.structs.replace(request, payload=msgspec.structs.replace(payload, content=content))


def _replaced(content: bytes, names: Sequence[str], value: bytes) -> bytes:
    """A JSON text with another value at a path; the rest stays as it is written."""
    if not names:
        return value
    members = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    inside = bytes(members.get(names[0], msgspec.Raw(b"{}")))
    members[names[0]] = msgspec.Raw(_replaced(inside, names[1:], value))
    return msgspec.json.encode(members)


def _identity(request: Request[Any]) -> tuple[str, bytes]:
    """What tells one page from another."""
    return request.target, b"" if request.payload is None else request.payload.content


def _at_url(request: Request[Any], url: str, response: Response[Any], plan: Plan) -> Request[Any]:
    """The same operation at a URL that the server gave: only where credentials may go, at the client's own origin."""
    label, base = request.operation.label, plan.base
    try:
        if compiled(_FORBIDDEN).search(url):
            raise ValueError
        target = httpx2.URL(urljoin(str(response.http.request.url.copy_with(query=None)), url))
    except (httpx2.InvalidURL, ValueError):
        raise PaginationError(f"{label}: the next page has no valid URL") from None
    origin = f"{target.scheme}://{target.netloc.decode()}"
    if origin != base.origin or target.userinfo:
        raise PaginationError(f"{label}: the next page is at another origin than {base.origin}")
    prefix = base.text.removeprefix(base.origin)
    path, _, query = target.raw_path.decode().partition("?")
    if not path.startswith(f"{prefix}/") or compiled(DOT_SEGMENT).search(path):
        raise PaginationError(f"{label}: the next page is not below {base.text}")
    # A server may repeat the key that it was sent; the client adds it itself.
    credentials = plan.query_names
    query = "&".join(pair for pair in query.split("&") if pair.partition("=")[0] not in credentials)
    return msgspec.structs.replace(request, path=path.removeprefix(prefix), query=query)


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])


def _number(request: Request[Any], name: str, default: int) -> int:
    for pair in request.query.split("&"):
        if _name(pair) == name and pair.partition("=")[2].isdecimal():
            return int(pair.partition("=")[2])
    return default


def _count_at(body: Any, pointer: str | None) -> int | None:
    """The number that a pointer leads to; None where it is none that counts anything."""
    found = None if pointer is None else at(body, pointer)
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None
