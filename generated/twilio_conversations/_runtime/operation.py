"""`Api` and `Operation`: what the document says, as records, and the making of requests from arguments.

An operation is described once, at import; what a call needs of it is worked out at its first use and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, TypeAlias

from . import media_types
from .auth import Security, SecurityScheme
from .content import Content, NoContent, Payload
from .drift import EncodeFailure, Problem
from .errors import InvalidBody, InvalidRequest
from .headers import check_header_name
from .parameters import Cookie, Header, Parameter, QueryString, summary
from .percent import Unencodable, path_literal
from .request import Request
from .servers import Server

if TYPE_CHECKING:
    from .pagination import PagedRequest, Pagination

Status: TypeAlias = int | str
"""A status (`200`), a range (`"4XX"`) or `"default"`."""

Contents: TypeAlias = Content | tuple[Content, ...] | None
"""The media types of a body: one, several, or none."""

# A segment that a server, a proxy or a library may read as `.` or `..`: percent-encoded any number of times,
# or with path parameters behind it.
DOT_SEGMENT: Final = re.compile(r"/((?:\.|%(?:25)*2[eE]){1,2})(?=[/;]|$)")


class Api:
    """What all operations of one document share."""

    def __init__(
        self,
        *,
        title: str,
        version: str,
        servers: tuple[Server, ...] = (),
        security_schemes: tuple[SecurityScheme, ...] = (),
    ) -> None:
        self.title = title
        self.version = version
        self.servers = servers
        self.security_schemes = security_schemes

    def __repr__(self) -> str:
        return f"<Api {self.title!r} {self.version}>"

    def operation(
        self,
        method: str,
        path: tuple[str | int, ...],
        *,
        parameters: tuple[Parameter, ...] = (),
        body: Contents = None,
        responses: Mapping[Status, Contents] | None = None,
        response_headers: Mapping[Status, tuple[Header, ...]] | None = None,
        security: Security = (),
        servers: tuple[Server, ...] = (),
        pagination: Pagination | None = None,
    ) -> Operation:
        """Describe an operation; see `Operation`."""
        return Operation(
            self,
            method,
            path,
            parameters=parameters,
            body=contents_of(body),
            responses={
                status: contents_of(contents) for status, contents in (responses or {}).items()
            },
            response_headers=response_headers or {},
            security=security,
            servers=servers,
            pagination=pagination,
        )


def contents_of(contents: Contents) -> tuple[Content, ...]:
    """The media types of a body as a tuple."""
    several = contents if isinstance(contents, tuple) else () if contents is None else (contents,)
    return tuple(content for content in several if not isinstance(content, NoContent))


class _Places(NamedTuple):
    """Which argument goes where: indices into the parameters, with the parameters."""

    path: tuple[tuple[str, int, Parameter | None], ...]
    query: tuple[tuple[int, Parameter], ...]
    headers: tuple[tuple[int, Parameter], ...]
    cookies: tuple[tuple[int, Parameter], ...]


class Operation:
    """One operation (OpenAPI "Operation Object").

    `path` is made of literals and indices into `parameters`: `("/users/", 0)` is `/users/{id}`. `responses`
    leads from statuses, ranges (`"4XX"`) and `"default"` to the media types of their bodies; `()` where there
    is none. `security` lists alternatives, `servers` those that the operation has of its own,
    `pagination` says how its pages follow each other.
    """

    def __init__(
        self,
        api: Api,
        method: str,
        path: tuple[str | int, ...],
        *,
        parameters: tuple[Parameter, ...],
        body: tuple[Content, ...],
        responses: Mapping[Status, tuple[Content, ...]],
        response_headers: Mapping[Status, tuple[Header, ...]],
        security: Security,
        servers: tuple[Server, ...],
        pagination: Pagination | None,
    ) -> None:
        self.api = api
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
        self.responses = responses
        self.response_headers = response_headers
        self.security = security
        self.servers = servers
        self.pagination = pagination

    def __repr__(self) -> str:
        return f"<Operation {self.label}>"

    @cached_property
    def label(self) -> str:
        """Method and path template, as messages show them: `GET /users/{id}`."""
        template = "".join(
            part if isinstance(part, str) else f"{{{self.parameters[part].name}}}"
            for part in self.path
        )
        return f"{self.method} {template}"

    # --- requests ---------------------------------------------------------------------------------------

    def request(self, *arguments: Any, body: Any = None) -> Request[Any]:
        """Check and encode the arguments, one per parameter in their order. None leaves an optional one out.

        Raises `InvalidArgument` or `InvalidBody` for what breaks the document or cannot be written.
        """
        if len(arguments) != len(self.parameters):
            raise TypeError(
                f"{self.label} takes {len(self.parameters)} arguments, not {len(arguments)}"
            )
        places = self._places
        query = self._written(places.query, arguments) if places.query else ()
        cookies = self._written(places.cookies, arguments) if places.cookies else ()
        headers = self._headers(places.headers, arguments) if places.headers else ()
        payload = self._payload(body) if self.body else None
        return Request(
            self,
            self._path(places.path, arguments),
            "&".join(query),
            headers,
            "; ".join(cookies),
            payload,
        )

    def paged(self, *arguments: Any, body: Any = None) -> PagedRequest[Any, Any]:
        """The same for an operation with pages, whose request knows the type of an item."""
        from .pagination import PagedRequest

        request = self.request(*arguments, body=body)
        return PagedRequest(*(getattr(request, name) for name in request.__struct_fields__))

    @cached_property
    def _places(self) -> _Places:
        indexed = list(enumerate(self.parameters))
        path = tuple(
            (
                ("", part, self.parameters[part])
                if isinstance(part, int)
                else (path_literal(part), -1, None)
            )
            for part in self.path
        )
        cookies = tuple((i, p) for i, p in indexed if isinstance(p, Cookie))
        headers = tuple((i, p) for i, p in indexed if isinstance(p, Header))
        query = tuple((i, p) for i, p in indexed if p.location in ("query", QueryString.location))
        for _, header in headers:
            check_header_name(header.name)
        return _Places(path, query, headers, cookies)

    def _path(
        self, parts: tuple[tuple[str, int, Parameter | None], ...], arguments: Sequence[Any]
    ) -> str:
        texts = []
        for literal, index, parameter in parts:
            if parameter is None:
                texts.append(literal)
                continue
            text = parameter.encode(arguments[index], self.label)
            if not text:
                raise parameter.refusal("must not be empty", self.label)
            texts.append(text)
        path = "".join(texts)
        found = DOT_SEGMENT.search(path)
        if found:
            self._refuse_dots(parts, texts, found)
        return path

    def _refuse_dots(
        self,
        parts: tuple[tuple[str, int, Parameter | None], ...],
        texts: list[str],
        found: re.Match[str],
    ) -> NoReturn:
        """Name the parameter that reaches into the segment `found`."""
        start = 0
        for (_, _, parameter), text in zip(parts, texts, strict=True):
            end = start + len(text)
            if parameter is not None and start < found.end(1) and end > found.start(1):
                reason = f"makes a path segment of dots ({found[1]!r}), which leads to another path"
                raise parameter.refusal(reason, self.label)
            start = end
        raise InvalidRequest("the path has a segment of dots", operation=self.label)

    def _written(
        self, places: tuple[tuple[int, Parameter], ...], arguments: Sequence[Any]
    ) -> list[str]:
        texts = (parameter.encode(arguments[index], self.label) for index, parameter in places)
        return [text for text in texts if text is not None]

    def _headers(
        self, places: tuple[tuple[int, Parameter], ...], arguments: Sequence[Any]
    ) -> tuple[tuple[str, str], ...]:
        texts = (
            (parameter.name, parameter.encode(arguments[index], self.label))
            for index, parameter in places
        )
        return tuple((name, text) for name, text in texts if text is not None)

    def _payload(self, value: Any) -> Payload | None:
        """The body, as the first of the operation's media types that the value fits."""
        if value is None:
            if all(content.required for content in self.body):
                raise InvalidBody("a body is required", operation=self.label)
            return None
        first: tuple[Problem, ...] = ()
        reason = None
        for content in self.body:
            try:
                payload, problems = content.prepare(value)
            except (Unencodable, EncodeFailure) as error:
                reason = reason or f"the body {error}"
                continue
            if payload is not None:
                return payload
            first = first or problems
        raise InvalidBody(
            reason or f"the body {summary(first)}", operation=self.label, problems=first
        )

    # --- responses --------------------------------------------------------------------------------------

    @cached_property
    def accept(self) -> str:
        """The `Accept` header: the media types of successes, then, with less weight, those of errors only."""
        successes = self._successes or {"default": self.responses.get("default", ())}
        wanted = {
            content.media_type: None for contents in successes.values() for content in contents
        }
        others = {
            content.media_type: None for contents in self.responses.values() for content in contents
        }
        weighted = [f"{media_type};q=0.9" for media_type in others if media_type not in wanted]
        return ", ".join([*wanted, *(weighted if wanted else others)]) or "*/*"

    def is_success(self, status: int) -> bool:
        """Whether a status is a success: any 2xx; a documented 3xx where the document gives no 2xx."""
        if 200 <= status < 300:
            return True
        return (
            300 <= status < 400
            and self._succeeds_by_redirect
            and self._documented(status) is not None
        )

    def contents_for(self, status: int) -> tuple[Content, ...] | None:
        """The documented media types for a status: exact, else its range, else `default`. None: undocumented.

        `default` speaks for a success only where no success is documented: else it describes errors.
        """
        exact = self._documented(status)
        if exact is not None:
            return exact
        if self.is_success(status) and self._successes:
            return None
        return self.responses.get("default")

    @cached_property
    def only_success(self) -> tuple[Content, ...] | None:
        """The media types of the one documented success, for successes under an undocumented status."""
        return next(iter(self._successes.values())) if len(self._successes) == 1 else None

    def headers_for(self, status: int) -> tuple[Header, ...]:
        """The documented headers for a status."""
        headers = self.response_headers
        for key in (status, f"{status // 100}XX", "default"):
            if key in headers:
                return headers[key]
        return ()

    @cached_property
    def _successes(self) -> dict[Status, tuple[Content, ...]]:
        return {
            status: contents for status, contents in self.responses.items() if str(status)[0] == "2"
        }

    @cached_property
    def _succeeds_by_redirect(self) -> bool:
        return not self._successes

    def _documented(self, status: int) -> tuple[Content, ...] | None:
        found = self.responses.get(status)
        return found if found is not None else self.responses.get(f"{status // 100}XX")


@lru_cache(maxsize=1024)
def select(contents: tuple[Content, ...], media_type: str | None) -> Content | None:
    """The content whose media type the response has; the only one where the response does not say."""
    if media_type is None:
        return contents[0] if len(contents) == 1 else None
    index = media_types.best_match([content.media_type for content in contents], media_type)
    return None if index is None else contents[index]
